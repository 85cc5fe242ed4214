import { chanceOf } from '@convive/kernel'
import { keyParts, type Field } from './fields.ts'
import type { Store } from './database.ts'
import { crowd } from './find-candidates.ts'

/** A way of bringing records together: they have all these columns in common. */
export type KeyRule = { readonly columns: readonly string[]; readonly fields: readonly number[]; readonly pairs: number }

/** Candidates for each record that the plan may bring about, and for one rule alone. */
export const [budget, ofOneRule] = [25, 10]

/**
 * Counts, before anything runs, how many pairs each part of a field and each two parts of different fields would bring together, and takes
 * those that bring fewest until the budget is used up; of two files that are linked, only pairs between them. Large files are counted on a sample of keys.
 */
export async function planKeys(
  store: Store,
  fields: readonly Field[],
  { records, between }: { readonly records: number; readonly between: boolean },
): Promise<readonly KeyRule[]> {
  const parts = fields.flatMap((field, at) => keyParts(field).map((column) => ({ column, at })))
  const singles = parts.map(({ column, at }) => ({ columns: [column], fields: [at] }))
  const doubles = parts.flatMap((one, index) =>
    parts
      .slice(index + 1)
      .flatMap((other) => (one.at === other.at ? [] : [{ columns: [one.column, other.column], fields: [one.at, other.at] }])),
  )
  const sampled = Math.max(1, Math.floor(records / 100_000))
  // Keys that a crowd shares are refined: of these no more come than so many of each record.
  const pairs = `least(${between ? 'f * (n - f)' : 'n * (n - 1) / 2'}, n * ${crowd} / 2)`
  const known = await knownShares(store, fields)
  const counted: Counted[] = []
  for (const one of [...singles, ...doubles]) {
    const key = one.columns.join(', ')
    const filled = one.columns.map((column) => `${column} is not null`).join(' and ')
    const some = sampled === 1 ? '' : ` and hash(${key}) % ${sampled} = 0`
    const [row] = await store.rows<{ pairs: number | null; reach: number | null }>(
      `select cast(sum(${pairs}) as double) as pairs, cast(sum(n) filter (where n <= ${crowd}) as double) / sum(n) as reach from (select count(*) as n, count(*) filter (where source = 0) as f from rec where ${filled}${some} group by ${key})`,
    )
    counted.push({ rule: { ...one, pairs: Math.round((row?.pairs ?? 0) * sampled) }, reach: row?.reach ?? 0 })
  }
  return choose(counted, known, Math.max(1, records))
}

/** Of each field, in which part of the records it is known. */
async function knownShares(store: Store, fields: readonly Field[]): Promise<readonly number[]> {
  const counts = fields.map(({ at }) => `count(${at}_x) / greatest(1, count(*)) as ${at}`)
  const [row] = await store.rows<Record<string, number>>(`select ${counts.join(', ')} from rec`)
  return fields.map(({ at }) => row?.[at] ?? 0)
}

/** `reach`: of the records that have the key, which part shares it with no crowd. A crowd is refined, and refining alone brings few together. */
type Counted = { readonly rule: KeyRule; readonly reach: number }

/** A key costs something even if it brings nobody together: it has to be sorted. In pairs for each record. */
const priceOfKey = 3
/** Made-up pairs of one person by which keys are weighed, by how many keys each should be caught, keys at most, the least that one more adds. */
const [tried, wanted, mostKeys, leastGain] = [3000, 3, 24, 0.001]

/**
 * The keys that promise to bring together most people for what they cost: each next one is that which catches the largest part, by its price, of
 * made-up pairs that the keys before it did not catch often enough. Of each field of such a pair that both records have two thirds are right, some half right.
 */
function choose(counted: readonly Counted[], known: readonly number[], records: number): readonly KeyRule[] {
  const chance = chanceOf(10)
  const people = Array.from({ length: tried }, () => known.map((share) => (chance() < share ** 2 ? chance() : 1)))
  const needs = people.map(() => wanted)
  const offered = counted
    .filter(({ rule: { pairs } }) => pairs > 0 && pairs <= ofOneRule * records)
    .toSorted((a, b) => byPairs(a.rule, b.rule))
    .map(({ rule, reach }) => ({
      rule,
      catches: people.map(
        (person) => chance() < reach && rule.columns.every((column, at) => agrees(column, person[rule.fields[at] ?? 0] ?? 1)),
      ),
    }))
  const chosen: KeyRule[] = []
  let used = 0
  while (chosen.length < mostKeys) {
    let best: { readonly of: (typeof offered)[number]; readonly worth: number } | undefined
    for (const of of offered) {
      const { rule, catches } = of
      if (chosen.includes(rule) || used + rule.pairs > budget * records) continue
      // Whom nothing has caught yet counts more than whom one key has.
      const gain = needs.reduce((sum, need, at) => (catches[at] === true ? sum + need ** 2 : sum), 0) / (tried * wanted ** 2)
      const worth = gain / (priceOfKey + rule.pairs / records)
      if (gain >= leastGain && worth > (best?.worth ?? 0)) best = { of, worth }
    }
    if (best === undefined) break
    const { rule, catches } = best.of
    chosen.push(rule)
    used += rule.pairs
    for (const [at, caught] of catches.entries()) if (caught) needs[at] = Math.max(0, (needs[at] ?? 0) - 1)
  }
  return chosen
}

/** Whether a part of a field is the same of both, by how well the field was written: up to a point all of it, then the one or the other half. */
function agrees(column: string, written: number): boolean {
  if (written < 0.66) return true
  const part = column.slice(column.indexOf('_') + 1)
  const [first, second] = [written < 0.74, written >= 0.74 && written < 0.82]
  if (part === 's') return first || second
  return part === 'h' || part === 'ym' ? first : part === 't' || part === 'md' ? second : false
}

function byPairs(a: KeyRule, b: KeyRule): number {
  return a.pairs - b.pairs || (a.columns.join() < b.columns.join() ? -1 : 1)
}
