import { deflateSync, inflateSync } from 'node:zlib'

/** A token status list of one bit an entry (draft-ietf-oauth-status-list), shipped whole: asking for it tells nothing about whom. */
export type StatusList = { readonly bits: 1; readonly lst: string }

export function makeStatusList(size: number, revoked: Iterable<number>): StatusList {
  const bytes = new Uint8Array(Math.ceil(size / 8))
  for (const index of revoked) if (index >= 0 && index < size) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7))
  return { bits: 1, lst: deflateSync(bytes, { level: 9 }).toString('base64url') }
}

/** The status at an index: 0 valid, 1 revoked; nothing when the list is broken or too short. */
export function statusAt(list: { readonly bits: number; readonly lst: string }, index: number): number | undefined {
  if (![1, 2, 4, 8].includes(list.bits) || !/^[\w-]+$/.test(list.lst)) return undefined
  try {
    const bytes = inflateSync(Buffer.from(list.lst, 'base64url'), { maxOutputLength: 16 * 1024 * 1024 })
    const perByte = 8 / list.bits
    const byte = bytes[Math.floor(index / perByte)]
    return byte === undefined ? undefined : (byte >> ((index % perByte) * list.bits)) & (2 ** list.bits - 1)
  } catch {
    return undefined
  }
}
