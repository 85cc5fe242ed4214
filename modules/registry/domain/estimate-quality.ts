import type { StratumOf } from './run-counts.ts'

/** A stratum of compared pairs: how many there are, how many of its sample were judged, and how many of those are the same person. */
export type JudgedStratum = StratumOf & { readonly pairs: number; readonly judged: number; readonly same: number }
export type Share = { readonly value: number; readonly low: number; readonly high: number }
export type Quality = { readonly precision: Share | undefined; readonly recall: Share | undefined }

/** Of fewer judged pairs nothing is said. */
export const fewest = 5

/**
 * Stratified estimates with 95 % intervals (Cochran, Sampling Techniques, ch. 5; shares drawn towards one half for the variance, Agresti & Coull
 * 1998). Precision: of the pairs proposed, how many are one person. Recall: of the pairs of one person that were compared, how many were
 * proposed; pairs that share no key are in neither. A stratum of which nothing was judged is left out.
 */
export function estimateQuality(strata: readonly JudgedStratum[]): Quality {
  const proposed = total(strata.filter((one) => one.band !== 'unlikely'))
  const below = total(strata.filter((one) => one.band === 'unlikely'))
  const precision =
    proposed.judged < fewest
      ? undefined
      : { value: proposed.same / proposed.pairs, low: proposed.low / proposed.pairs, high: proposed.high / proposed.pairs }
  const all = proposed.same + below.same
  const recall =
    proposed.judged < fewest || below.judged < fewest || all === 0
      ? undefined
      : {
          value: proposed.same / all,
          low: ratio(proposed.low, below.high),
          high: ratio(proposed.high, below.low),
        }
  return { precision, recall }
}

function ratio(part: number, rest: number): number {
  return part + rest === 0 ? 0 : part / (part + rest)
}

function total(strata: readonly JudgedStratum[]): {
  readonly judged: number
  readonly pairs: number
  readonly same: number
  readonly low: number
  readonly high: number
} {
  let [judged, pairs, same, variance] = [0, 0, 0, 0]
  for (const one of strata) {
    if (one.judged === 0) continue
    const drawn = (one.same + 2) / (one.judged + 4)
    judged += one.judged
    pairs += one.pairs
    same += (one.pairs * one.same) / one.judged
    // Nothing is uncertain about a stratum that was judged whole.
    const left = Math.max(0, 1 - one.judged / one.pairs)
    variance += (left * one.pairs ** 2 * drawn * (1 - drawn)) / (one.judged + 4)
  }
  const around = 1.96 * Math.sqrt(variance)
  return { judged, pairs, same, low: Math.max(0, same - around), high: Math.min(pairs, same + around) }
}
