import { compare, type Comparison, type Weights } from './compare.ts'
import { featuresOf, type MatchSubject } from './subject.ts'

/** A record that may be the same person, for a human to decide. */
export type Candidate<Id> = Comparison & { readonly id: Id; readonly band: 'very_likely' | 'possible' }

/**
 * The five best candidates above the lower threshold. Twins (same surnames and birth, other given name) and namesakes
 * of another generation are never "very likely" by the sum alone.
 */
export function rankCandidates<Id>(
  subject: MatchSubject,
  candidates: readonly { readonly id: Id; readonly subject: MatchSubject }[],
  weights: Weights,
): readonly Candidate<Id>[] {
  const features = featuresOf(subject)
  const compared = candidates.map(({ id, subject: other }) => ({ id, ...compare(features, featuresOf(other), weights) }))
  return compared
    .filter((one) => one.probability >= weights.possible)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 5)
    .map((one) => ({ ...one, band: one.probability >= weights.likely && !couldBeKin(one) ? 'very_likely' : 'possible' }))
}

function couldBeKin(one: Comparison): boolean {
  const level = (field: string): string | undefined => one.reasons.find((reason) => reason.field === field)?.level
  return level('given') === 'none' || level('birth') === 'far' || level('sex') === 'different'
}
