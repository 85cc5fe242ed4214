/** A seeded source of chance: the same seed, the same population (mulberry32, T. Ettinger, public domain). */
export type Chance = {
  /** From 0 up to, not including, 1. */
  fraction(): number
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** True in `share` of the cases. */
  happens(share: number): boolean
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  function between(least: number, most: number): number {
    return least + Math.floor(fraction() * (most - least + 1))
  }
  return {
    fraction,
    between,
    pick<T>(from: readonly T[]): T {
      const picked = from[between(0, from.length - 1)]
      if (picked === undefined) throw new RangeError('nothing to pick from')
      return picked
    },
    happens: (share) => fraction() < share,
  }
}

/** A list that begins with the most frequent, and the sums of its weights. */
export type Frequent<T> = { readonly from: readonly T[]; readonly sums: readonly number[] }

/** As often as names are borne: by a power of the rank (Zipf 1949), flattened at the head. */
export function frequent<T>(from: readonly T[]): Frequent<T> {
  let sum = 0
  return { from, sums: from.map((_, rank) => (sum += (rank + 6) ** -0.9)) }
}

export function pickFrequent<T>(chance: Chance, { from, sums }: Frequent<T>): T {
  const wanted = chance.fraction() * (sums.at(-1) ?? 0)
  let [low, high] = [0, from.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  const picked = from[low]
  if (picked === undefined) throw new RangeError('nothing to pick from')
  return picked
}
