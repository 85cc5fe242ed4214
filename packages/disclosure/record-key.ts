import type { KeyObject } from 'node:crypto'
import { createHmac } from 'node:crypto'

/**
 * The record key of a person: HMAC-SHA256 of their reference under the installation's statistics secret, cut to the first
 * 64 bits and read as two's complement, which is how a PostgreSQL `bigint` keeps it (so `bit_xor` gives a cell key).
 */
export function recordKey(secret: Uint8Array | KeyObject, reference: string | Uint8Array): bigint {
  const length = 'symmetricKeySize' in secret ? (secret.symmetricKeySize ?? 0) : 'length' in secret ? secret.length : 0
  if (length < 16) throw new Error('the secret behind record keys needs at least 16 bytes')
  return createHmac('sha256', secret).update(reference).digest().readBigInt64BE(0)
}
