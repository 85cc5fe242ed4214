import { compare, type Comparison, type Weights } from './compare.ts'
import type { Features } from './subject.ts'

/** A record that may be the same person, for a human to decide. */
export type Candidate<Id> = Comparison & { readonly id: Id; readonly band: 'very_likely' | 'possible' }

/**
 * The five best candidates above the lower threshold. Twins (same surnames and birth, other given name) and namesakes
 * of another generation are never "very likely" by the sum alone.
 */
export function rankCandidates<Id>(
  features: Features,
  candidates: readonly { readonly id: Id; readonly features: Features }[],
  weights: Weights,
): readonly Candidate<Id>[] {
  return judgeCandidates(features, candidates, weights)
    .flatMap((one) => (one.band === 'unlikely' ? [] : [{ ...one, band: one.band }]))
    .slice(0, 5)
}

/** A pair as it was judged, also those that are not worth showing. */
export type Judged<Id> = Comparison & { readonly id: Id; readonly band: Candidate<Id>['band'] | 'unlikely' }

/** All candidates with their band, best first: the ones that are not proposed tell how many are missed. */
export function judgeCandidates<Id>(
  features: Features,
  candidates: readonly { readonly id: Id; readonly features: Features }[],
  weights: Weights,
): readonly Judged<Id>[] {
  return candidates
    .map(({ id, features: other }) => ({ id, ...compare(features, other, weights) }))
    .toSorted((a, b) => b.weight - a.weight)
    .map((one) => ({ ...one, band: bandOf(one, weights) }))
}

function bandOf(one: Comparison, weights: Weights): Judged<unknown>['band'] {
  if (one.probability < weights.possible) return 'unlikely'
  return one.probability >= weights.likely && !couldBeKin(one) ? 'very_likely' : 'possible'
}

/**
 * Those whom the names of a household could still lift above the lower threshold, at most the eight best: the households of others
 * need not be asked for.
 */
export function withinReach<One extends { readonly features: Features }>(
  features: Features,
  candidates: readonly One[],
  weights: Weights,
): readonly One[] {
  const least = Math.log2(weights.possible / (1 - weights.possible)) - Math.max(0, weights.household['several'] ?? 0)
  return candidates
    .map((one) => ({ one, weight: compare(features, { ...one.features, household: [] }, weights).weight }))
    .filter(({ weight }) => weight >= least)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 8)
    .map(({ one }) => one)
}

function couldBeKin(one: Comparison): boolean {
  const level = (field: string): string | undefined => one.reasons.find((reason) => reason.field === field)?.level
  return level('given') === 'none' || level('birth') === 'far' || level('sex') === 'different'
}
