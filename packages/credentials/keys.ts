import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** Whoever can sign: software here, a hardware module later. ES256 with fixed-length signatures. */
export type Signer = { readonly keyId: string; sign(bytes: Uint8Array): Uint8Array }

/**
 * One published key. It signed papers from–until (ISO 8601); those papers stay valid afterwards, until their own end. A revoked
 * key, one that may be in strange hands, verifies nothing any more.
 */
export type PublishedKey = {
  readonly kid: string
  readonly alg: 'ES256' | 'EdDSA'
  readonly x: string
  readonly y?: string
  readonly from: string
  readonly until: string
  readonly revoked?: boolean
}

/** What an installation publishes so that others can verify its papers without asking it. */
export type PublishedKeys = { readonly issuer: string; readonly keys: readonly PublishedKey[] }

/** A new P-256 key: the private part as PKCS #8, the public part as published. The key id is a digest of the public part. */
export function makeSigningKey(): {
  readonly keyId: string
  readonly privateKey: Buffer
  readonly x: string
  readonly y: string
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const keyId = createHash('sha256').update(`${x}.${y}`).digest('base64url').slice(0, 11)
  return { keyId, privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }), x, y }
}

export function softwareSigner(keyId: string, privateKey: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
  return { keyId, sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }) }
}

/** A published key as the verifier takes it; nothing when it is not a point of its curve. */
export function publicKeyOf(key: PublishedKey): KeyObject | undefined {
  try {
    const jwk =
      key.alg === 'ES256' ? { kty: 'EC', crv: 'P-256', x: key.x, y: key.y ?? '' } : { kty: 'OKP', crv: 'Ed25519', x: key.x }
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}
