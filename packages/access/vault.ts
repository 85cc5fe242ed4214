import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'

/**
 * The installation's keys. The master key is a file outside database and backups; every other secret is derived from it
 * by HKDF (RFC 5869) with its own label, so that none can be computed from another.
 */
export type Vault = {
  /** A fresh key for one person, wrapped for storage. */
  newPersonKey(personId: string): { readonly key: PersonKey; readonly wrapped: Buffer }
  unwrap(personId: string, wrapped: Buffer): PersonKey
  /** Secret of the search keys (blind indexes). */
  readonly searchSecret: Buffer
  /** Secret of record keys and row references of statistics. */
  readonly statisticsSecret: KeyObject
  /** HMAC-SHA256 under a secret of its own per label. */
  hmac(label: string, value: string | Uint8Array): Buffer
  /** Seals what travels through a browser (form state); `opens` refuses what was sealed for another label or is too old. */
  sealForTravel(label: string, value: unknown, expires: number): string
  openFromTravel(label: string, sealed: string, now: number): unknown
  /** Seals something of the installation itself, such as a private key kept in the database. */
  seal(context: string, plain: Uint8Array): Buffer
  open(context: string, sealed: Uint8Array): Buffer
}

/** AES-256-GCM with a key of one person; `context` (table, class, version …) is authenticated with it. */
export type PersonKey = {
  seal(context: string, plain: Uint8Array): Buffer
  open(context: string, sealed: Uint8Array): Buffer
}

export function openVault(masterKey: Uint8Array): Vault {
  if (masterKey.length !== 32) throw new RangeError('the master key has 32 bytes')
  const derive = (label: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `convive/${label}`, 32))
  const wrapping = createSecretKey(derive('wrap-person-key'))
  const own = createSecretKey(derive('installation'))
  const travel = createSecretKey(derive('travel'))
  const hmacSecret = createSecretKey(derive('hmac'))
  return {
    newPersonKey(personId) {
      const key = randomBytes(32)
      return { key: personKey(key), wrapped: sealWith(wrapping, `person-key/${personId}`, key) }
    },
    unwrap: (personId, wrapped) => personKey(openWith(wrapping, `person-key/${personId}`, wrapped)),
    searchSecret: derive('search'),
    statisticsSecret: createSecretKey(derive('statistics')),
    hmac: (label, value) => createHmac('sha256', hmacSecret).update(`${label}\0`).update(value).digest(),
    sealForTravel: (label, value, expires) =>
      sealWith(travel, `travel/${label}`, Buffer.from(JSON.stringify([expires, value]))).toString('base64url'),
    openFromTravel(label, sealed, now) {
      try {
        const [expires, value]: [unknown, unknown] = JSON.parse(
          openWith(travel, `travel/${label}`, Buffer.from(sealed, 'base64url')).toString(),
        )
        return typeof expires === 'number' && expires >= now ? value : undefined
      } catch {
        return undefined
      }
    },
    seal: (context, plain) => sealWith(own, context, plain),
    open: (context, sealed) => openWith(own, context, sealed),
  }
}

function personKey(bytes: Buffer): PersonKey {
  const key = createSecretKey(bytes)
  return { seal: (context, plain) => sealWith(key, context, plain), open: (context, sealed) => openWith(key, context, sealed) }
}

/** Layout: 12 bytes nonce, 16 bytes tag, ciphertext. */
function sealWith(key: KeyObject, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

function openWith(key: KeyObject, context: string, sealed: Uint8Array): Buffer {
  if (sealed.length < 28) throw new RangeError('sealed bytes are too short')
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()])
}
