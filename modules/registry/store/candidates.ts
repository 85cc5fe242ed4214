import type { Reading } from '@convive/commands'
import { judgeCandidates, rankCandidates } from '@convive/matching'
import type { Candidate, Judged, PersonModel } from '@convive/matching'
import { displayName, textOf } from '../domain/match-subject.ts'
import { rarestShared } from '../domain/rarest-shared.ts'
import { findHits, type Hit } from './duplicates.ts'
import type { Facts, Findable } from './findable.ts'
import { gatherCandidates, type Asked, type Beside, type Known, type Newcomer } from './gather-candidates.ts'
import { modelFor } from './name-counts.ts'

export type Likely = Candidate<string> & {
  readonly name: string
  readonly birth: string | undefined
  readonly number: string
  readonly registered: Date
  readonly place: string | undefined
  readonly householdId: string | null
}

export type Duplicates = { readonly likely: readonly Likely[]; readonly elsewhere: boolean }

type Asking = { readonly except?: readonly string[] }

/** Records that may be the same as each of those asked about, who come together: the best five with their reasons, as an officer sees them. */
export async function findDuplicates(
  reading: Reading,
  people: readonly Findable[],
  { except = [] }: Asking = {},
): Promise<readonly Duplicates[]> {
  const ranked = await rankAll(
    reading,
    people.map((person) => ({ ...person, household: 0, beside: [] })),
    except,
  )
  return ranked.map(({ elsewhere, likely }) => ({
    elsewhere,
    likely: likely.flatMap(({ id, ...rest }) => ('row' in id ? [{ ...rest, ...shownOf(id) }] : [])),
  }))
}

/** The same for several households at once, by id only: among the records, and among those of the households before theirs. */
export async function findLikely(
  reading: Reading,
  newcomers: readonly Newcomer[],
): Promise<readonly (readonly { readonly personId: string; readonly band: Likely['band'] }[])[]> {
  const among = hitsAmong(newcomers)
  const people = newcomers.map(({ findable, household }, at) => ({ ...findable, household, beside: among[at] ?? [] }))
  const ranked = await rankAll(reading, people, [])
  return ranked.map(({ likely }) =>
    likely.map(({ id, band }) => ({ personId: 'row' in id ? id.row.personId : id.newcomer.personId, band })),
  )
}

/** Candidates by shared keys, scored. Two statements at once, and one for the homes of whoever comes with others, however many are asked about. */
async function rankAll(
  reading: Reading,
  people: readonly Asked[],
  except: readonly string[],
): Promise<readonly { readonly elsewhere: boolean; readonly likely: readonly Candidate<Known | Beside>[] }[]> {
  const [model, { hits, records }] = await Promise.all([modelOf(reading, people), findHits(reading.tx, people)])
  const mayBe = (_: number, { personId }: Known['row']): boolean => !except.includes(personId)
  const gathered = await gatherCandidates(reading, people, { hits, records, mayBe, ranked: true })
  return gathered.map(({ features, candidates }, number) => ({
    elsewhere: hits.some((hit) => hit.elsewhere && hit.number === number),
    likely: rankCandidates(features, candidates, model),
  }))
}

/** Somebody of whom nothing but the record is known, compared with those whom their keys lead to. */
export type JudgedRecord = Judged<string> & { readonly facts: Facts; readonly householdId: string | null }
export async function judgeHits(
  reading: Pick<Reading, 'tx' | 'vault'>,
  people: readonly (Findable & Pick<Asked, 'household'>)[],
  given: Parameters<typeof gatherCandidates>[2] & { readonly hits: readonly Hit[] },
): Promise<readonly (readonly JudgedRecord[])[]> {
  const asked = people.map((person) => ({ ...person, beside: [] }))
  const [model, gathered] = await Promise.all([modelOf(reading, asked), gatherCandidates(reading, asked, given)])
  return gathered.map(({ features, candidates }) =>
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

/** For each newcomer those of earlier households whom the keys lead to, chosen as among the records. */
export function hitsAmong(newcomers: readonly Newcomer[]): readonly (readonly Beside[])[] {
  if (newcomers.every(({ household }) => household === newcomers[0]?.household)) return []
  const byId = new Map(newcomers.map((newcomer) => [newcomer.personId, newcomer]))
  const holders = new Map<bigint, string[]>()
  for (const { personId, findable } of newcomers)
    for (const key of findable.keptKeys) holders.set(key, [...(holders.get(key) ?? []), personId])
  return newcomers.map(({ findable, household }) => {
    const isEarlier = (id: string): boolean => (byId.get(id)?.household ?? household) < household
    const bearers = findable.askedKeys.map((key) => (holders.get(key) ?? []).filter(isEarlier))
    return rarestShared(bearers).flatMap((id) => {
      const newcomer = byId.get(id)
      return newcomer === undefined ? [] : [{ newcomer, features: newcomer.findable.features }]
    })
  })
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
