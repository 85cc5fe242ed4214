import { compare, type Comparison, type Weights } from './compare.ts'
import type { Features } from './subject.ts'

/** A record that may be the same person, for a human to decide. */
export type Candidate<Id> = Comparison & { readonly id: Id; readonly band: 'very_likely' | 'possible' }

/**
 * The five best candidates above the lower threshold. Twins, namesakes of a family and whoever shares a phone or a first of January are never
 * "very likely" by the sum alone.
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
    .map(({ id, features: other }) => ({ id, other, ...compare(features, other, weights) }))
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ other, ...one }) => ({ ...one, band: bandOf(one, { weights, features, other }) }))
}

type Between = { readonly weights: Weights; readonly features: Features; readonly other: Features }

function bandOf(one: Comparison, { weights, features, other }: Between): Judged<unknown>['band'] {
  if (one.probability < weights.possible) return 'unlikely'
  return one.probability >= weights.likely && !couldBeAnother(one, features, other) ? 'very_likely' : 'possible'
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

/**
 * Whether all that is alike may be what a family shares: surnames, mother, phone, household, and a birthday that twins share too. Such a pair is
 * shown, and never called very likely, however many of these add up. Only an own paper says more.
 */
function couldBeAnother(one: Comparison, a: Features, b: Features): boolean {
  const level = (field: string): string | undefined => one.reasons.find((reason) => reason.field === field)?.level
  if (level('sex') === 'different' || level('birth') === 'far' || level('given') === 'none') return true
  if (level('document') === 'same') return false
  // Namesakes of a family, and two of one name to whom an office gave the first of January.
  if (level('birth') === 'different' || level('birth') === undefined) return true
  if (level('birth') === 'first' && level('document') !== 'near' && level('mother') !== 'same') return true
  return level('crossed') === undefined && !oneNameIsTheOther(a.givenSounds, b.givenSounds)
}

/** Luis Miguel and Luis Manuel share a name and are two; Luis and Luis Miguel may be one. Nearly the same, as Kelvin and Melvin, is not the same. */
function oneNameIsTheOther(a: readonly string[], b: readonly string[]): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.length > 0 && few.every((sound) => many.includes(sound))
}
