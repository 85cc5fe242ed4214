import { encode, Tagged } from 'cborg'
import { strictCbor } from './strict-cbor.ts'

/** COSE_Sign1 (RFC 9052 §4.2), tag 18, with an attached payload. */
export type Sign1 = {
  readonly protectedBytes: Uint8Array
  readonly algorithm: number | undefined
  readonly keyId: Uint8Array | undefined
  readonly payload: Uint8Array
  readonly signature: Uint8Array
}

export const ES256 = -7
export const EdDSA = -8

type SignParts = {
  readonly algorithm: number
  readonly keyId: Uint8Array
  readonly payload: Uint8Array
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/** What is signed: `["Signature1", protected, external, payload]`. An empty protected map counts as zero bytes. */
export function toBeSigned(protectedBytes: Uint8Array, payload: Uint8Array, external: Uint8Array = new Uint8Array()): Uint8Array {
  return encode(['Signature1', protectedBytes, external, payload])
}

export function makeSign1(parts: SignParts): Uint8Array {
  const protectedBytes = encode(
    new Map<number, unknown>([
      [1, parts.algorithm],
      [4, parts.keyId],
    ]),
  )
  const signature = parts.sign(toBeSigned(protectedBytes, parts.payload))
  return encode(new Tagged(18, [protectedBytes, new Map(), parts.payload, signature]))
}

/** Nothing unless the bytes are one well-formed COSE_Sign1 with tag 18 and an attached payload. */
export function readSign1(bytes: Uint8Array): Sign1 | undefined {
  const value = strictCbor(bytes)
  if (!(value instanceof Tagged) || value.tag !== 18 || !Array.isArray(value.value) || value.value.length !== 4) return undefined
  const [protectedBytes, unprotected, payload, signature]: readonly unknown[] = value.value
  if (
    !(protectedBytes instanceof Uint8Array) ||
    !(unprotected instanceof Map) ||
    !(payload instanceof Uint8Array) ||
    !(signature instanceof Uint8Array)
  )
    return undefined
  const header = protectedBytes.length === 0 ? new Map() : strictCbor(protectedBytes)
  if (!(header instanceof Map)) return undefined
  // An empty map signed as a map of zero entries is signed as no bytes at all.
  const signedHeader = header.size === 0 ? new Uint8Array() : protectedBytes
  // Critical headers we do not know are refused.
  if (header.has(2)) return undefined
  const algorithm: unknown = header.get(1)
  const keyId: unknown = header.get(4) ?? unprotected.get(4)
  return {
    protectedBytes: signedHeader,
    algorithm: typeof algorithm === 'number' ? algorithm : undefined,
    keyId: keyId instanceof Uint8Array ? keyId : undefined,
    payload,
    signature,
  }
}
