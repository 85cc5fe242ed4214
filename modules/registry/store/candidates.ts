import type { Reading } from '@convive/commands'
import type { FactState } from '@convive/facts'
import { loadWeights, rankCandidates, searchKeysOf, strongKeysOf, type Candidate, type MatchSubject } from '@convive/matching'
import { displayName, matchSubject, textOf } from '../domain/match-subject.ts'
import { findHits } from './duplicates.ts'
import { loadFacts } from './facts.ts'
import { membersOfAll, personsByIds, type PersonRow } from './persons.ts'

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

type Facts = Readonly<Record<string, FactState | undefined>>

type Asked = { readonly facts: Facts; readonly householdNames: readonly string[]; readonly except: readonly string[] }

/**
 * Records that may be the same as each of those asked about: candidates by shared keys, scored, the best five with their
 * reasons. Four statements, however many are asked about.
 */
export async function findDuplicates(reading: Reading, people: readonly Asked[]): Promise<readonly Duplicates[]> {
  const { searchSecret } = reading.vault
  const asked = people.map((one) => {
    const subject = matchSubject(one.facts, one.householdNames)
    return { subject, keys: searchKeysOf(subject, searchSecret), strong: strongKeysOf(subject, searchSecret) }
  })
  const hits = await findHits(reading.tx, asked)
  const known = await loadCandidates(reading, [...new Set(hits.flatMap((hit) => hit.personId ?? []))])
  return asked.map(({ subject }, number) => {
    const mine = hits.filter((hit) => hit.number === number)
    const candidates = mine.flatMap((hit) => {
      const found = known.get(hit.personId ?? '')
      return found === undefined || people[number]?.except.includes(found.row.personId) === true
        ? []
        : [{ id: found, subject: found.subject }]
    })
    const likely = rankCandidates(subject, candidates, weights).map(({ id, ...rest }) => ({ ...rest, ...shownOf(id) }))
    return { likely, elsewhere: mine.some((hit) => hit.elsewhere) }
  })
}

/** Those about to be registered, each with the names of the others. */
export function askedOf(people: readonly { readonly facts: Facts }[]): readonly Asked[] {
  const names = people.map((person) => displayName(person.facts))
  return people.map(({ facts }, at) => ({ facts, householdNames: names.filter((_name, other) => other !== at), except: [] }))
}

type Candidates = { readonly row: PersonRow; readonly facts: Facts; readonly subject: MatchSubject }

async function loadCandidates(reading: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, Candidates>> {
  if (ids.length === 0) return new Map()
  const rows = await personsByIds(reading.tx, ids)
  const members = await membersOfAll(reading.tx, [...new Set(rows.flatMap((row) => row.householdId ?? []))])
  const everyone = [...new Set([...ids, ...members.map((row) => row.personId)])]
  const known = await loadFacts(reading.tx, reading.vault, { persons: everyone, upTo: 1 })
  const households = Map.groupBy(members, (row) => row.householdId)
  return new Map(
    rows.flatMap((row): readonly [string, Candidates][] => {
      const facts = known.get(row.personId)?.facts
      if (facts === undefined) return []
      const others = (households.get(row.householdId) ?? [])
        .filter((one) => one.personId !== row.personId)
        .map((one) => displayName(known.get(one.personId)?.facts ?? {}))
      return [[row.personId, { row, facts, subject: matchSubject(facts, others) }]]
    }),
  )
}

function shownOf({ row, facts }: Candidates): Omit<Likely, keyof Candidate<string>> & { readonly id: string } {
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
