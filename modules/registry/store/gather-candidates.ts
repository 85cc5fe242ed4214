import type { Reading } from '@convive/commands'
import { comparePeople, featuresOf, livingWith, openPersonModel, withinReach, type Features } from '@convive/matching'
import { matchSubject } from '../domain/match-subject.ts'
import type { Hit } from './duplicates.ts'
import { ear } from './ear.ts'
import { openFacts } from './facts.ts'
import type { Facts, Findable, Kept } from './findable.ts'
import { loadHomes, othersAtHome, type Homes } from './homes.ts'
import { candidateRows, type CandidateRow } from './persons.ts'

const personModel = openPersonModel()

/** Somebody registered, as far as a comparison needs it. */
export type Known = {
  readonly row: Pick<CandidateRow, 'personId' | 'number' | 'registered' | 'householdId'>
  readonly facts: Facts
  readonly features: Features
}

/** Somebody who is about to be registered in the same transaction. */
export type Newcomer = {
  readonly personId: string
  readonly findable: Kept
  /** Which of the households it is. */
  readonly household: number
}
export type Beside = { readonly newcomer: Newcomer; readonly features: Features }

/** Who is asked about, with whom they come, and who comes beside them that may be the same. */
export type Asked = Findable & { readonly household: number | string; readonly beside: readonly Beside[] }

export type Gathered = {
  readonly features: Features
  readonly candidates: readonly { readonly id: Known | Beside; readonly features: Features }[]
  /** Everybody registered who was compared, also those who are too unlike to be among the candidates. */
  readonly compared: readonly string[]
}
type Gathering = {
  readonly hits: readonly Hit[]
  /** Their records, where they came with them. */
  readonly records?: readonly CandidateRow[]
  /** The best are chosen afterwards: of whoever comes alone nobody need be left out before, which would compare everybody twice. */
  readonly ranked?: true
  /** Whether a record may be the same person as the one asked about of this number; all, where it is left out. */
  readonly mayBe?: (number: number, row: Known['row']) => boolean
}

/**
 * Those worth comparing with each of those asked about: whom their keys lead to, and whoever lives with one of these, or with one whom the keys of those
 * they come with lead to: a family comes again as a family, also where a name was misheard beyond recognition.
 */
export async function gatherCandidates(
  reading: Pick<Reading, 'tx' | 'vault'>,
  people: readonly Asked[],
  { hits: all, records, ranked, mayBe = () => true }: Gathering,
): Promise<readonly Gathered[]> {
  const hits = Map.groupBy(all, (hit) => hit.number)
  const known = knownOf(
    reading,
    records ?? (await candidateRows(reading.tx, [...new Set(all.flatMap((hit) => hit.personId ?? []))])),
  )
  const found = people.map(({ features, beside }, number) => {
    const stored = (hits.get(number) ?? []).flatMap((hit) => (hit.personId === null ? [] : (known.get(hit.personId) ?? [])))
    const possible = stored.filter(({ row }) => mayBe(number, row))
    const isAlone = features.household.length === 0
    return {
      near:
        ranked && isAlone
          ? [...possible, ...beside]
          : withinReach<Known | Beside>(features, [...possible, ...beside], personModel()),
      compared: possible.map(({ row }) => row.personId),
    }
  })
  const homesOf = (near: readonly (Known | Beside)[]): readonly string[] =>
    near.flatMap((one) => ('row' in one ? (one.row.householdId ?? []) : []))
  // Of whoever comes alone no household speaks: those of the others need not be read.
  const homes = await loadHomes(
    reading,
    found.flatMap(({ near }, number) => (people[number]?.features.household.length === 0 ? [] : homesOf(near))),
  )
  const relatives = rememberingRelatives(homes)
  const together = Map.groupBy(people.keys(), (number) => people[number]?.household)
  return people.map(({ features, household }, number) => {
    const { near, compared } = found[number] ?? { near: [], compared: [] }
    const met = new Set((hits.get(number) ?? []).map((hit) => hit.personId))
    const more = [...new Set((together.get(household) ?? []).flatMap((other) => homesOf(found[other]?.near ?? [])))]
      .flatMap(relatives)
      .filter(({ row }) => !met.has(row.personId) && mayBe(number, row))
      .filter((one) => isNamedAlike(features, one.features))
    const best = more.length === 0 ? near : withinReach<Known | Beside>(features, [...near, ...more], personModel())
    return {
      features,
      compared: [...compared, ...more.map(({ row }) => row.personId)],
      candidates: best.map((one) => ({
        id: one,
        // A newcomer's features hold the names of those who come with them already.
        features: 'row' in one ? livingWith(one.features, othersAtHome(one.row, homes), ear) : one.features,
      })),
    }
  })
}

/** Whoever has another given name is a relative: surname, phone, mother and home alike say nothing then. */
function isNamedAlike(features: Features, other: Features): boolean {
  return !comparePeople(features, other, personModel()).reasons.some(({ field, level }) => field === 'given' && level === 'none')
}

/** Those who live in a household as they are compared, made once. */
function rememberingRelatives(homes: Homes): (householdId: string) => readonly Known[] {
  const known = new Map<string, readonly Known[]>()
  return (householdId) => {
    const before = known.get(householdId)
    if (before !== undefined) return before
    const made = (homes.get(householdId) ?? []).map((one) => ({
      row: one,
      facts: one.facts,
      features: featuresOf(matchSubject(one.facts, []), ear),
    }))
    known.set(householdId, made)
    return made
  }
}

function knownOf({ vault }: Pick<Reading, 'vault'>, rows: readonly CandidateRow[]): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>()
  for (const row of rows) {
    // Several of a family lead to one record.
    if (known.has(row.personId)) continue
    const facts = openFacts(vault, { ...row, class: 1 })
    known.set(row.personId, { row, facts, features: featuresOf(matchSubject(facts, []), ear) })
  }
  return known
}
