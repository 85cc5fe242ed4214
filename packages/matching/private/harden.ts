import { createHmac } from 'node:crypto'

/**
 * What is done to the bits so that how many are set, or which, says less. `balanced`: half of the places shuffled together with the opposite of each, so that all
 * have equally many set (Schnell & Borgs 2016, “Randomized response and balanced Bloom filters”); `folded`: the two halves laid
 * over each other by exclusive or (Schnell & Borgs 2016, “XOR-folding for Bloom filter-based encryptions”).
 */
export const hardenings = ['none', 'balanced', 'folded'] as const
export type Hardening = (typeof hardenings)[number]

/** How many places are set before, for so many after. */
export function rawBits(hardening: Hardening, bits: number): number {
  return hardening === 'balanced' ? bits / 2 : hardening === 'folded' ? bits * 2 : bits
}

export function harden(
  raw: Uint8Array,
  { hardening, order }: { readonly hardening: Hardening; readonly order: Uint16Array },
): Uint8Array {
  switch (hardening) {
    case 'none':
      return raw
    case 'folded':
      return raw.subarray(0, raw.length / 2).map((byte, at) => byte ^ (raw[at + raw.length / 2] ?? 0))
    case 'balanced': {
      const both = new Uint8Array(raw.length * 2)
      for (const [at, to] of order.entries()) {
        const from = at % (raw.length * 8)
        const isSet = (((raw[from >> 3] ?? 0) >> (from & 7)) & 1) === (at < raw.length * 8 ? 1 : 0)
        if (isSet) both[to >> 3] = (both[to >> 3] ?? 0) | (1 << (to & 7))
      }
      return both
    }
  }
}

/** Places in an order that only the key tells: sorted by what each gives under it. */
export function orderOf(key: Uint8Array, size: number): Uint16Array {
  const drawn = Array.from({ length: size }, (_, at) => ({ at, by: createHmac('sha256', key).update(String(at)).digest('hex') }))
  return Uint16Array.from(
    drawn.toSorted((a, b) => (a.by < b.by ? -1 : 1)),
    ({ at }) => at,
  )
}
