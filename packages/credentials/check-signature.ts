import { verify, type KeyObject } from 'node:crypto'

/** The one place where a signature is checked. ES256 signatures are 64 bytes, r and s; anything else is wrong. */
export function signatureHolds(
  algorithm: 'ES256' | 'EdDSA',
  signed: { readonly key: KeyObject; readonly bytes: Uint8Array; readonly signature: Uint8Array },
): boolean {
  try {
    if (algorithm === 'EdDSA') return verify(null, signed.bytes, signed.key, signed.signature)
    return (
      signed.signature.length === 64 &&
      verify('sha256', signed.bytes, { key: signed.key, dsaEncoding: 'ieee-p1363' }, signed.signature)
    )
  } catch {
    return false
  }
}
