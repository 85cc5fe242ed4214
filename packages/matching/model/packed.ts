import type { Pattern, Rates } from './estimate.ts'

/**
 * Patterns in a row of numbers, for loops that run over them hundreds of times: for each pattern and field the slot of its level; the last slot
 * is of what is missing. Patterns that differ only in fields that are left out are one, in the order in which they came.
 */
export type Packed = {
  readonly slots: Int32Array
  readonly counts: Float64Array
  /** How many slots stand for one pattern. */
  readonly width: number
  readonly total: number
  /** Slots there are, with that of what is missing. */
  readonly size: number
  /** Where the slots of a field begin, by field. */
  readonly starts: readonly number[]
}

export function pack(
  patterns: readonly Pattern[],
  { free, u }: { readonly free: readonly number[]; readonly u: readonly Rates[] },
): Packed {
  const starts: number[] = []
  let size = 0
  for (const rates of u) {
    starts.push(size)
    size += rates.length
  }
  const slotsOf = (levels: readonly number[]): readonly number[] =>
    free.map((field) => {
      const level = levels[field] ?? -1
      return level < 0 ? size : (starts[field] ?? 0) + level
    })
  const merged = new Map<string, { readonly slots: readonly number[]; count: number }>()
  for (const { levels, count } of patterns) {
    const slots = slotsOf(levels)
    const key = slots.join()
    const before = merged.get(key)
    if (before === undefined) merged.set(key, { slots, count })
    else before.count += count
  }
  const rows = [...merged.values()]
  return {
    slots: Int32Array.from(rows.flatMap(({ slots }) => slots)),
    counts: Float64Array.from(rows, ({ count }) => count),
    width: free.length,
    total: rows.reduce((sum, { count }) => sum + count, 0),
    size: size + 1,
    starts,
  }
}

/** By slot, how much likelier a level is of a pair of the class than of strangers; of what is missing, as likely. */
export function ratiosOf({ size, starts }: Packed, rates: readonly Rates[], u: readonly Rates[]): Float64Array {
  const ratios = new Float64Array(size).fill(1)
  for (const [field, own] of rates.entries())
    for (const [level, one] of own.entries()) ratios[(starts[field] ?? 0) + level] = one / (u[field]?.[level] ?? 1)
  return ratios
}

/** How many pairs of a class there are to be expected, and how many of them at each level, by slot. */
export type Expected = { readonly pairs: number; readonly byLevel: Float64Array }

/** Expected pairs at each level of a field that was not left out. */
export function byLevelOf({ starts, size }: Packed, { byLevel }: Expected, field: number): readonly number[] {
  // The last slot of all is of what is missing.
  return [...byLevel.subarray(starts[field] ?? 0, starts[field + 1] ?? size - 1)]
}

/** A class of pairs: its share, and by slot how much likelier a level is of it than of strangers. */
type ClassOfPairs = { readonly ratios: Float64Array; readonly share: number }

/** What is to be expected of each class; the rest are strangers. */
export function expectedOf({ slots, counts, width, size }: Packed, classes: readonly ClassOfPairs[]): readonly Expected[] {
  const found = classes.map(() => ({ pairs: 0, byLevel: new Float64Array(size) }))
  const rest = 1 - classes.reduce((sum, { share }) => sum + share, 0)
  const likely = new Float64Array(classes.length)
  for (let row = 0; row < counts.length; row += 1) {
    const [from, to] = [row * width, row * width + width]
    let all = rest
    for (const [of, { ratios, share }] of classes.entries()) {
      let one = share
      for (let at = from; at < to; at += 1) one *= ratios[slots[at] ?? 0] ?? 1
      likely[of] = one
      all += one
    }
    const part = (counts[row] ?? 0) / all
    for (const [of, expected] of found.entries()) {
      const pairs = part * (likely[of] ?? 0)
      expected.pairs += pairs
      for (let at = from; at < to; at += 1) {
        const slot = slots[at] ?? 0
        expected.byLevel[slot] = (expected.byLevel[slot] ?? 0) + pairs
      }
    }
  }
  return found
}
