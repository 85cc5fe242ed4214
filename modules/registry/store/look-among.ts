import type { Work } from '@convive/commands'
import { sql } from '@convive/database'
import type { Features } from '@convive/matching'
import { matchGroupOf } from '../domain/match-group.ts'
import { nothingYet, stratumName, type RunCounts } from '../domain/run-counts.ts'
import { settledAmong } from '../domain/settled-pairs.ts'
import { judgeHits } from './candidates.ts'
import type { Hit } from './duplicates.ts'
import type { Sampled } from './duplicate-samples.ts'
import { openFacts } from './facts.ts'
import { findableOf, type Findable } from './findable.ts'
import { loadHomes, othersAtHome } from './homes.ts'
import { candidateRows } from './persons.ts'
import { proposePairs } from './reviews.ts'
import { saidOf } from './said.ts'

/** Everybody, as an id: no person has a greater one. */
const everybody = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export type Looked = { readonly counts: RunCounts; readonly pairs: readonly Sampled[]; readonly features: readonly Features[] }

/**
 * Compares stored persons with those of smaller ids, or with everybody, and puts into the queue who may be the same and was not judged yet. Bounded:
 * twenty candidates a person.
 */
export async function lookAmong(work: Work, ids: readonly string[], whom: 'earlier' | 'everybody'): Promise<Looked> {
  const rows = await candidateRows(work.tx, ids)
  const homes = await loadHomes(
    work,
    rows.map((row) => row.householdId),
  )
  const people = rows.map((row) => {
    const facts = openFacts(work.vault, { ...row, class: 1 })
    return { row, facts, findable: findableOf(work, { facts, householdNames: othersAtHome(row, homes) }) }
  })
  const before = people.map(({ row }) => (whom === 'earlier' ? row.personId : everybody))
  const { hits, keys } = await findEarlier(
    work,
    people.map((one) => one.findable),
    before,
  )
  const judged = await judgeHits(
    work,
    people.map(({ row, findable }) => ({ ...findable, household: row.householdId ?? row.personId })),
    {
      hits,
      mayBe(number, other) {
        const own = people[number]?.row
        // Who arrived together are two, however alike: whoever joins a household later is looked at then.
        const isAtHome = other.householdId !== null && other.householdId === own?.householdId
        return !isAtHome && other.personId !== own?.personId && other.personId <= (before[number] ?? '')
      },
    },
  )
  const found = people.flatMap(({ row, facts }, at) =>
    (judged[at] ?? []).flatMap((one) => {
      const [personId = '', otherId = ''] = [row.personId, one.id].toSorted()
      const older = personId === row.personId ? facts : one.facts
      return [{ personId, otherId, band: one.band, group: matchGroupOf(older, work.today) }]
    }),
  )
  // Asked from both ends a pair comes up twice.
  const pairs = [...new Map(found.map((one) => [`${one.personId} ${one.otherId}`, one])).values()]
  const said = await saidOf(work.tx, [...new Set(pairs.flatMap((one) => [one.personId, one.otherId]))])
  const isSettled = settledAmong(said)
  const likely = pairs.flatMap(({ band, ...pair }) => (band === 'unlikely' ? [] : [{ ...pair, band }]))
  const open = likely.filter((one) => !isSettled([one.personId, one.otherId]))
  const proposed = await proposePairs(work, open)
  const strata: Record<string, number> = {}
  const sampled = pairs.map(({ personId, otherId, band, group }) => ({ personId, otherId, stratum: { band, ...group } }))
  for (const { stratum } of sampled) strata[stratumName(stratum)] = (strata[stratumName(stratum)] ?? 0) + 1
  return {
    features: people.map(({ findable }) => findable.features),
    pairs: sampled,
    counts: {
      ...nothingYet,
      persons: people.length,
      withoutKeys: people.filter((one) => one.findable.askedKeys.length === 0).length,
      pairs: pairs.length,
      proposed,
      settled: likely.length - open.length,
      keys,
      strata,
    },
  }
}

async function findEarlier(
  { tx }: Pick<Work, 'tx'>,
  people: readonly Findable[],
  before: readonly string[],
): Promise<{ readonly hits: readonly Hit[]; readonly keys: RunCounts['keys'] }> {
  const asked = people.flatMap(({ askedKeys }, number) => askedKeys.map((key) => ({ number, key: String(key) })))
  const rows = await tx.rows(sql<Omit<Hit, 'elsewhere'>>`select number, person_id as "personId", agree from registry.find_earlier(
    ${asked.map((one) => one.number)}::int[], ${asked.map((one) => one.key)}::bigint[], ${[...before]}::uuid[])`)
  const keysOf = (size: number): number => rows.find((row) => row.personId === null && row.number === size)?.agree ?? 0
  return {
    hits: rows.flatMap((row) => (row.personId === null ? [] : [{ ...row, elsewhere: false }])),
    keys: { none: keysOf(0), few: keysOf(1), many: keysOf(2), hot: keysOf(3) },
  }
}
