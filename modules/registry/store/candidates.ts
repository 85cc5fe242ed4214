import type { Reading } from '@convive/commands'
import {
  createEar,
  featuresOf,
  judgeCandidates,
  livingWith,
  openPersonModel,
  rankCandidates,
  withinReach,
} from '@convive/matching'
import type { Candidate, Ear, Features, Judged, PersonModel } from '@convive/matching'
import { displayName, matchSubject, textOf } from '../domain/match-subject.ts'
import { findHits, type Hit } from './duplicates.ts'
import { openFacts } from './facts.ts'
import type { Facts, Findable } from './findable.ts'
import { loadHomes, othersAtHome } from './homes.ts'
import { modelFor } from './name-counts.ts'
import { candidateRows, type CandidateRow } from './persons.ts'

const personModel = openPersonModel()

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
type Asking = { readonly except?: readonly string[] }

/** Records that may be the same as each of those asked about, the best five with their reasons, as an officer sees them. */
export async function findDuplicates(
  reading: Reading,
  people: readonly Findable[],
  { except = [] }: Asking = {},
): Promise<readonly Duplicates[]> {
  const ranked = await rankAll(
    reading,
    people.map((person) => ({ ...person, beside: [] })),
    except,
  )
  return ranked.map(({ elsewhere, likely }) => ({
    elsewhere,
    likely: likely.flatMap(({ id, ...rest }) => ('row' in id ? [{ ...rest, ...shownOf(id) }] : [])),
  }))
}

/** Somebody who is about to be registered in the same transaction. */
export type Newcomer = {
  readonly personId: string
  readonly findable: Findable
  /** Which of the households it is. */
  readonly household: number
}

/** The same for several households at once, by id only: among the records, and among those of the households before theirs. */
export async function findLikely(
  reading: Reading,
  newcomers: readonly Newcomer[],
): Promise<readonly (readonly { readonly personId: string; readonly band: Likely['band'] }[])[]> {
  const among = hitsAmong(newcomers)
  const people = newcomers.map(({ findable }, at) => ({ ...findable, beside: among[at] ?? [] }))
  const ranked = await rankAll(reading, people, [])
  return ranked.map(({ likely }) =>
    likely.map(({ id, band }) => ({ personId: 'row' in id ? id.row.personId : id.newcomer.personId, band })),
  )
}

type Beside = { readonly newcomer: Newcomer; readonly features: Features }
type Asked = Findable & { readonly beside: readonly Beside[] }

/** Candidates by shared keys, scored. Three statements, however many are asked about. */
async function rankAll(
  reading: Reading,
  people: readonly Asked[],
  except: readonly string[],
): Promise<readonly { readonly elsewhere: boolean; readonly likely: readonly Candidate<Known | Beside>[] }[]> {
  const [model, hits] = await Promise.all([modelOf(reading, people), findHits(reading.tx, people)])
  const compared = await compareHits(reading, people, { hits, except })
  return compared.map(({ features, candidates }, number) => ({
    elsewhere: hits.some((hit) => hit.elsewhere && hit.number === number),
    likely: rankCandidates(features, candidates, model),
  }))
}

/** Somebody of whom nothing but the record is known, compared with those whom their keys lead to. */
export type JudgedRecord = Judged<string> & { readonly facts: Facts; readonly householdId: string | null }
export async function judgeHits(
  reading: Pick<Reading, 'tx' | 'vault'>,
  people: readonly Findable[],
  hits: readonly Hit[],
): Promise<readonly (readonly JudgedRecord[])[]> {
  const asked = people.map((person) => ({ ...person, beside: [] }))
  const [model, compared] = await Promise.all([modelOf(reading, asked), compareHits(reading, asked, { hits, except: [] })])
  return compared.map(({ features, candidates }) =>
    judgeCandidates(features, candidates, model).flatMap(({ id, ...rest }) =>
      'row' in id ? [{ ...rest, id: id.row.personId, facts: id.facts, householdId: id.row.householdId }] : [],
    ),
  )
}

function modelOf(reading: Pick<Reading, 'tx' | 'vault'>, people: readonly Findable[]): Promise<PersonModel> {
  return modelFor(
    reading,
    people.map(({ features }) => features),
  )
}

type Compared = {
  readonly features: Features
  readonly candidates: readonly { readonly id: Known | Beside; readonly features: Features }[]
}

async function compareHits(
  reading: Pick<Reading, 'tx' | 'vault'>,
  people: readonly Asked[],
  { hits: all, except }: { readonly hits: readonly Hit[]; readonly except: readonly string[] },
): Promise<readonly Compared[]> {
  const ear = createEar()
  const hits = Map.groupBy(all, (hit) => hit.number)
  const ids = all.flatMap((hit) => hit.personId ?? [])
  const known = await loadCandidates(reading, [...new Set(ids)], ear)
  const asked = people.map(({ features, beside }, number) => {
    const stored = (hits.get(number) ?? []).flatMap((hit) =>
      hit.personId === null || except.includes(hit.personId) ? [] : (known.get(hit.personId) ?? []),
    )
    return { features, near: withinReach<Known | Beside>(features, [...stored, ...beside], personModel()) }
  })
  const homes = await loadHomes(
    reading,
    asked.flatMap(({ near }) => near.flatMap((one) => ('row' in one ? [one.row.householdId] : []))),
  )
  return asked.map(({ features, near }) => ({
    features,
    candidates: near.map((one) => ({
      id: one,
      // A newcomer's features hold the names of those who come with them already.
      features: 'row' in one ? livingWith(one.features, othersAtHome(one.row, homes), ear) : one.features,
    })),
  }))
}

/** For each newcomer those of earlier households with whom they share keys, by the rule of `registry.find_duplicates`. */
function hitsAmong(newcomers: readonly Newcomer[]): readonly (readonly Beside[])[] {
  const holders = new Map<bigint, number[]>()
  for (const [at, { findable }] of newcomers.entries())
    for (const key of new Set([...findable.searchKeys, ...findable.lookupKeys]))
      holders.set(key, [...(holders.get(key) ?? []), at])
  return newcomers.map(({ findable, household }) => {
    const agree = new Map<number, number>()
    for (const key of findable.searchKeys)
      for (const at of holders.get(key) ?? [])
        if ((newcomers[at]?.household ?? household) < household) agree.set(at, (agree.get(at) ?? 0) + 1)
    return [...agree]
      .toSorted(([a, some], [b, more]) => more - some || b - a)
      .filter(([, shared], place) => place < 2 || (place < 8 && shared > 1))
      .flatMap(([at]) => {
        const newcomer = newcomers[at]
        return newcomer === undefined ? [] : [{ newcomer, features: newcomer.findable.features }]
      })
  })
}

async function loadCandidates(
  reading: Pick<Reading, 'tx' | 'vault'>,
  ids: readonly string[],
  ear: Ear,
): Promise<ReadonlyMap<string, Known>> {
  if (ids.length === 0) return new Map()
  const rows = await candidateRows(reading.tx, ids)
  return new Map(
    rows.map((row): [string, Known] => {
      const facts = openFacts(reading.vault, { ...row, class: 1 })
      return [row.personId, { row, facts, features: featuresOf(matchSubject(facts, []), ear) }]
    }),
  )
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
