import { chanceFrom } from '@convive/server'
import type { Scored } from './scored.ts'

export type Calibration = {
  readonly pairs: number
  /** Mean over bins, each as heavy as its pairs, of |mean probability − share that is right|. */
  readonly error: number
  /** Of the resampled errors, the 2.5 % and 97.5 % points. Bins of few pairs push them up. */
  readonly interval: readonly [number, number]
}

const bins = 10
const resamples = 400
/** Fewer pairs than this say nothing by themselves and are pooled with those of other files. */
export const enoughPairs = 500

type Doubtful = { readonly probability: readonly number[]; readonly right: readonly number[] }

/** The pairs about which the tool was in doubt: .01 < p < .99, in the order of their probability. */
export function doubtful(scored: Scored): Doubtful {
  const kept = [...scored.probability.keys()].filter((at) => {
    const p = scored.probability[at] ?? 0
    return p > 0.01 && p < 0.99
  })
  return inOrder(kept.map((at) => [scored.probability[at] ?? 0, scored.right[at] ?? 0]))
}

export function pooled(all: readonly Doubtful[]): Doubtful {
  return inOrder(all.flatMap((one) => one.probability.map((p, at): readonly [number, number] => [p, one.right[at] ?? 0])))
}

/** Pairs of one probability are mixed: in the file's order, which may be that of the truth, a bin could be all right or all wrong. */
function inOrder(pairs: readonly (readonly [number, number])[]): Doubtful {
  const mixed = pairs.map(([p, right], at) => ({ p, right, lot: Math.imul(at + 1, 0x9e3779b1) >>> 0 }))
  const sorted = mixed.toSorted((a, b) => a.p - b.p || a.lot - b.lot)
  return { probability: sorted.map(({ p }) => p), right: sorted.map(({ right }) => right) }
}

/** Calibration over bins of equal mass; the interval by resampling pairs, from a fixed seed. */
export function calibrationOf(of: Doubtful, seed = 7): Calibration {
  const pairs = of.probability.length
  if (pairs === 0) return { pairs, error: 0, interval: [0, 0] }
  const chance = chanceFrom(seed)
  const errors = Array.from({ length: resamples }, () => {
    const drawn = Uint32Array.from({ length: pairs }, () => chance.between(0, pairs - 1)).toSorted()
    return errorOf(of, drawn)
  }).toSorted((a, b) => a - b)
  const point = (share: number): number => errors[Math.min(errors.length - 1, Math.floor(share * errors.length))] ?? 0
  return { pairs, error: errorOf(of, Uint32Array.from(of.probability.keys())), interval: [point(0.025), point(0.975)] }
}

/** `chosen` are places in the sorted pairs, ascending: cut into ten of equal number. */
function errorOf(of: Doubtful, chosen: Uint32Array): number {
  let error = 0
  for (let bin = 0; bin < bins; bin += 1) {
    const places = chosen.subarray(Math.floor((bin * chosen.length) / bins), Math.floor(((bin + 1) * chosen.length) / bins))
    let difference = 0
    for (const at of places) difference += (of.probability[at] ?? 0) - (of.right[at] ?? 0)
    error += Math.abs(difference)
  }
  return error / chosen.length
}
