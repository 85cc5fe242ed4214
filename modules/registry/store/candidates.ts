import type { Reading } from '@convive/commands'
import { createEar, featuresOf, livingWith, loadWeights, rankCandidates, withinReach } from '@convive/matching'
import type { Candidate, Ear, Features } from '@convive/matching'
import { displayName, matchSubject, textOf } from '../domain/match-subject.ts'
import { findHits } from './duplicates.ts'
import { openFacts } from './facts.ts'
import type { Facts, Findable } from './findable.ts'
import { candidateRows, membersOfAll, type CandidateRow } from './persons.ts'

const weights = loadWeights()

export type Likely = Candidate<string> & {
  readonly name: string
  readonly birth: string | undefined
  readonly number: string
  readonly registered: Date
  readonly place: string | undefined
  readonly householdId: string | null
}

export type Duplicates = { readonly likely: readonly Likely[]; readonly elsewhere: boolean }

type Known = { readonly row: CandidateRow; readonly facts: Facts; readonly features: Features }

/**
 * Records that may be the same as each of those asked about: candidates by shared keys, scored, the best five with their
 * reasons. Three statements, however many are asked about.
 */
export async function findDuplicates(
  reading: Reading,
  people: readonly Findable[],
  { except = [] }: { readonly except?: readonly string[] } = {},
): Promise<readonly Duplicates[]> {
  const ear = createEar()
  const hits = await findHits(reading.tx, people)
  const known = await loadCandidates(reading, [...new Set(hits.flatMap((hit) => hit.personId ?? []))], ear)
  const asked = people.map(({ features }, number) => {
    const mine = hits.filter((hit) => hit.number === number)
    const near = mine.flatMap((hit) =>
      hit.personId === null || except.includes(hit.personId) ? [] : (known.get(hit.personId) ?? []),
    )
    return { features, near: withinReach(features, near, weights), elsewhere: mine.some((hit) => hit.elsewhere) }
  })
  const homes = await loadHomes(
    reading,
    asked.flatMap((one) => one.near),
  )
  return asked.map(({ features, near, elsewhere }) => {
    const candidates = near.map((one) => ({ id: one, features: livingWith(one.features, othersAtHome(one, homes), ear) }))
    return {
      elsewhere,
      likely: rankCandidates(features, candidates, weights).map(({ id, ...rest }) => ({ ...rest, ...shownOf(id) })),
    }
  })
}

async function loadCandidates(reading: Reading, ids: readonly string[], ear: Ear): Promise<ReadonlyMap<string, Known>> {
  if (ids.length === 0) return new Map()
  const rows = await candidateRows(reading.tx, ids)
  return new Map(
    rows.map((row): [string, Known] => {
      const facts = openFacts(reading.vault, { ...row, class: 1 })
      return [row.personId, { row, facts, features: featuresOf(matchSubject(facts, []), ear) }]
    }),
  )
}

type Homes = ReadonlyMap<string, readonly { readonly personId: string; readonly name: string }[]>

/** Names are asked for only of the households of those whom they could decide about. */
async function loadHomes(reading: Reading, near: readonly Known[]): Promise<Homes> {
  const ids = [...new Set(near.flatMap((one) => one.row.householdId ?? []))]
  if (ids.length === 0) return new Map()
  const members = await membersOfAll(reading.tx, ids)
  const named = members.map((row) => ({ ...row, name: displayName(openFacts(reading.vault, { ...row, class: 1 })) }))
  return Map.groupBy(named, (row) => row.householdId)
}

function othersAtHome({ row }: Known, homes: Homes): readonly string[] {
  return (homes.get(row.householdId ?? '') ?? []).filter((one) => one.personId !== row.personId).map((one) => one.name)
}

function shownOf({ row, facts }: Known): Omit<Likely, keyof Candidate<string>> & { readonly id: string } {
  return {
    id: row.personId,
    name: displayName(facts),
    birth: textOf(facts['birth_date']),
    place: textOf(facts['place']),
    number: row.number,
    registered: row.registered,
    householdId: row.householdId,
  }
}
