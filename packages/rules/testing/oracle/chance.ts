/** A stream of chances from a seed (Tommy Ettinger's mulberry32): the same seed draws the same rules on every machine. */
export type Chance = {
  /** A whole number from 0 to below the bound. */
  readonly below: (bound: number) => number
  readonly one: <T>(of: readonly T[]) => T
}

export function chanceFrom(seed: number): Chance {
  let state = Math.imul(seed, 0x9e37_79b1) >>> 0
  function below(bound: number): number {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound)
  }
  return {
    below,
    one: (of) => {
      const found = of[below(of.length)]
      if (found === undefined) throw new RangeError('nothing to choose from')
      return found
    },
  }
}
