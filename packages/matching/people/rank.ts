import type { Features } from '../subject.ts'
import { comparePrepared, prepare, type Comparison, type PersonModel } from './compare-people.ts'

/** A record that may be the same person, for a human to decide. */
export type Candidate<Id> = Comparison & { readonly id: Id; readonly band: 'very_likely' | 'possible' }

/**
 * The five best candidates above the lower threshold. Twins, namesakes of a family and whoever shares a phone or a first of January are never
 * "very likely" by the sum alone.
 */
export function rankCandidates<Id>(
  features: Features,
  candidates: readonly { readonly id: Id; readonly features: Features }[],
  model: PersonModel,
): readonly Candidate<Id>[] {
  return judgeCandidates(features, candidates, model)
    .flatMap((one) => (one.band === 'unlikely' ? [] : [{ ...one, band: one.band }]))
    .slice(0, 5)
}

/** A pair as it was judged, also those that are not worth showing. */
export type Judged<Id> = Comparison & { readonly id: Id; readonly band: Candidate<Id>['band'] | 'unlikely' }

/** All candidates with their band, best first: the ones that are not proposed tell how many are missed. */
export function judgeCandidates<Id>(
  features: Features,
  candidates: readonly { readonly id: Id; readonly features: Features }[],
  model: PersonModel,
): readonly Judged<Id>[] {
  const asked = prepare(features)
  return candidates
    .map(({ id, features: other }) => ({ id, ...comparePrepared(asked, prepare(other), model) }))
    .toSorted((a, b) => b.weight - a.weight)
    .map((one) => ({ ...one, band: bandOf(one, model) }))
}

function bandOf(one: Comparison, { likely, possible }: PersonModel): Judged<unknown>['band'] {
  if (one.probability < possible) return 'unlikely'
  return one.probability >= likely && doubtsOf(one).length === 0 ? 'very_likely' : 'possible'
}

/**
 * Those whom the names of a household could still lift above the lower threshold, at most the eight best: the households of others
 * need not be asked for.
 */
export function withinReach<One extends { readonly features: Features }>(
  features: Features,
  candidates: readonly One[],
  model: PersonModel,
): readonly One[] {
  const most = model.model.fields.find(({ field }) => field === 'household')?.weights.at(-1) ?? 0
  const least = Math.log2(model.possible / (1 - model.possible)) - Math.max(0, most)
  const asked = prepare(features)
  return candidates
    .map((one) => ({ one, weight: comparePrepared(asked, prepare({ ...one.features, household: [] }), model).weight }))
    .filter(({ weight }) => weight >= least)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 8)
    .map(({ one }) => one)
}

/** What may be alike in a family, by what speaks for two: a test shows of each that the sum alone would be wrong. */
export type Doubt = 'sex' | 'generation' | 'given' | 'birth' | 'first-of-january' | 'part-of-name'

/** Luis and Luis Miguel may be one; Luis Miguel and Luis Manuel share a name and are two, and nearly the same, as Kelvin and Melvin, is not the same. */
const oneName: ReadonlySet<string | undefined> = new Set(['crossed', 'all', 'sound', 'within'])

/**
 * Why all that is alike may be what a family shares: surnames, mother, phone, household, and a birthday that twins share too. Such a pair is
 * shown, and never called very likely, however many of these add up. Only an own paper says more.
 */
export function doubtsOf({ reasons }: Comparison): readonly Doubt[] {
  const level = (field: string): string | undefined => reasons.find((reason) => reason.field === field)?.level
  const [given, birth, document] = [level('given'), level('birth'), level('document')]
  const whatever: readonly (Doubt | false)[] = [
    level('sex') === 'different' && 'sex',
    birth === 'far' && 'generation',
    given === 'none' && 'given',
  ]
  // Namesakes of a family, and two of one name to whom an office gave the first of January.
  const withoutPaper: readonly (Doubt | false)[] = [
    (birth === 'different' || birth === undefined) && 'birth',
    birth === 'first' && document !== 'near' && level('mother') !== 'same' && 'first-of-january',
    given !== 'none' && !oneName.has(given) && 'part-of-name',
  ]
  return [...whatever, ...(document === 'same' ? [] : withoutPaper)].filter((one) => one !== false)
}
