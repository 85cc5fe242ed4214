import { leastProbability } from '../batch/score-pairs.ts'
import { levelOf } from '../levels/level-of.ts'
import { roundedWeight, weigh } from '../model/weigh.ts'
import { byId } from './order.ts'
import type { Prepared } from './prepare-model.ts'
import type { MatchedRecord } from './record-of.ts'

const leastBits = Math.log2(leastProbability / (1 - leastProbability))

/** The weight of two records in bits, to a millionth, as the batch has it; none where it is less than is written. */
export function weighRecords(
  { model, comparisons, terms }: Prepared,
  one: MatchedRecord,
  other: MatchedRecord,
): number | undefined {
  const [l, r] = byId(one.id, other.id) < 0 ? [one, other] : [other, one]
  const levels = comparisons.map((comparison) => levelOf(comparison, l.columns, r.columns))
  const rare = terms.map((own, at) => {
    if (own?.levels.has(levels[at] ?? -1) !== true) return 0
    const isOfOne = own.within !== undefined && levels[own.within.origin.at] === own.within.origin.same
    return (isOfOne ? l.within[at] : undefined) ?? l.bits[at] ?? 0
  })
  const weight = roundedWeight(weigh(model, levels, rare), 6)
  return weight >= leastBits ? weight : undefined
}
