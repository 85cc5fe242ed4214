import { decode, Tagged } from 'cborg'

/** Decodes strictly (shortest forms, no indefinite lengths, no duplicate keys, nothing left over); nothing when it cannot. */
export function strictCbor(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, {
      useMaps: true,
      strict: true,
      allowIndefinite: false,
      rejectDuplicateMapKeys: true,
      tags: Tagged.preserve(18),
    })
  } catch {
    return undefined
  }
}
