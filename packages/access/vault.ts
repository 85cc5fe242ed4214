import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { keyWrap, secretsFrom, type KeySource, type KeyWrap, type MasterKey } from './keys.ts'
import { randomPool, type Drawing } from './random.ts'
import { openWith, sealWith } from './seal.ts'

/**
 * The installation's keys. The master key is a file outside database and backups; it wraps the keys of persons. The other
 * secrets are derived from the first master key and outlive it.
 */
export type Vault = {
  /** A fresh key for one person, wrapped for storage under the master key of this number. */
  newPersonKey(personId: string): { readonly key: PersonKey; readonly wrapped: Buffer; readonly master: number }
  unwrap(personId: string, wrapped: Buffer): PersonKey
  /** Wraps a stored key again under the master key of today. */
  rewrap(personId: string, wrapped: Uint8Array): { readonly wrapped: Buffer; readonly master: number }
  /** The same under another key, such as that of a backup; `take` brings it back. */
  give(personId: string, wrapped: Uint8Array, under: KeyWrap): Buffer
  take(personId: string, given: Uint8Array, under: KeyWrap): { readonly wrapped: Buffer; readonly master: number }
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
  /** Random bytes for ids and codes. */
  readonly random: Drawing
}

/** AES-256-GCM with a key of one person; `context` (table, class, version …) is authenticated with it. */
export type PersonKey = {
  seal(context: string, plain: Uint8Array): Buffer
  open(context: string, sealed: Uint8Array): Buffer
}

/** Takes one master key, or a source that may bring another while the vault is open. */
export function openVault(keys: Uint8Array | KeySource): Vault {
  const source: KeySource = keys instanceof Uint8Array ? fixed(keys) : keys
  const ring = openRing(source)
  const random = randomPool()
  const own = createSecretKey(source.secrets.installation)
  const travel = createSecretKey(source.secrets.travel)
  const hmacSecret = createSecretKey(source.secrets.hmac)
  const wrapped = (personId: string, plain: Uint8Array): { readonly wrapped: Buffer; readonly master: number } => {
    const { number, wrap } = ring.current()
    return { wrapped: wrap.wrap(personId, plain), master: number }
  }
  return {
    newPersonKey(personId) {
      const key = randomBytes(32)
      return { key: personKey(key, random), ...wrapped(personId, key) }
    },
    unwrap: (personId, stored) => personKey(ring.unwrap(personId, stored), random),
    rewrap: (personId, stored) => wrapped(personId, ring.unwrap(personId, stored)),
    give: (personId, stored, under) => under.wrap(personId, ring.unwrap(personId, stored)),
    take: (personId, given, under) => wrapped(personId, under.unwrap(personId, given)),
    searchSecret: Buffer.from(source.secrets.search),
    statisticsSecret: createSecretKey(source.secrets.statistics),
    hmac: (label, value) => createHmac('sha256', hmacSecret).update(`${label}\0`).update(value).digest(),
    sealForTravel: (label, value, expires) =>
      sealWith(travel, { context: `travel/${label}`, plain: Buffer.from(JSON.stringify([expires, value])) }).toString(
        'base64url',
      ),
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
    seal: (context, plain) => sealWith(own, { context, plain, random }),
    open: (context, sealed) => openWith(own, context, sealed),
    random,
  }
}

function fixed(key: Uint8Array): KeySource {
  const masters = [{ number: 0, key }]
  return { masters: () => masters, secrets: secretsFrom(key) }
}

type Held = { readonly number: number; readonly wrap: KeyWrap }

function openRing(source: KeySource): { current(): Held; unwrap(personId: string, wrapped: Uint8Array): Buffer } {
  let from: readonly MasterKey[] = []
  let held: readonly Held[] = []
  const look = (again: boolean): readonly Held[] => {
    const masters = source.masters(again)
    if (masters !== from) {
      from = masters
      held = masters.map(({ number, key }) => ({ number, wrap: keyWrap(key) }))
    }
    return held
  }
  const tryAll = (personId: string, wrapped: Uint8Array, again: boolean): Buffer | undefined => {
    for (const { wrap } of look(again)) {
      try {
        return wrap.unwrap(personId, wrapped)
      } catch {
        continue
      }
    }
    return undefined
  }
  return {
    current() {
      const first = look(false)[0]
      if (first === undefined) throw new Error('there is no master key')
      return first
    },
    unwrap(personId, wrapped) {
      const key = tryAll(personId, wrapped, false) ?? tryAll(personId, wrapped, true)
      if (key === undefined) throw new Error('no master key opens this key')
      return key
    },
  }
}

function personKey(bytes: Buffer, random: Drawing): PersonKey {
  const key = createSecretKey(bytes)
  return {
    seal: (context, plain) => sealWith(key, { context, plain, random }),
    open: (context, sealed) => openWith(key, context, sealed),
  }
}
