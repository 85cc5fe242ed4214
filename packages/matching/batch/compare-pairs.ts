import { levelSql } from '../levels/level-to-sql.ts'
import type { ComparisonOf } from '../levels/level.ts'
import type { Pattern } from '../model/estimate.ts'
import type { Store } from './database.ts'
import { letteredColumn } from './fields.ts'
import type { KeyRule } from './plan-keys.ts'

/** Random pairs, at least, from which it is learnt how often people who are two agree. */
export const randomPairs = 1_000_000

/** Makes `comp`: each candidate with its level in every field, `g0` and on, and by which of `passes` it would have been found. */
export async function comparePairs(
  store: Store,
  comparisons: readonly ComparisonOf[],
  passes: readonly KeyRule[],
): Promise<void> {
  const levels = comparisons.map((one, at) => `cast(${levelSql(one, letteredColumn)} as tinyint) as g${at}`)
  const found = passes.map(({ columns }, at) => {
    const same = columns.map((column) => `coalesce(l.${column} = r.${column}, false)`).join(' and ')
    return `(case when ${same} then ${2 ** at} else 0 end)`
  })
  const mask = found.length === 0 ? '0' : found.join(' + ')
  await store.run(
    `create or replace table comp as select cand.a, cand.b, ${levels.join(', ')}, cast(${mask} as utinyint) as passes
      from cand join rec l on l.n = cand.a join rec r on r.n = cand.b`,
  )
}

/** Counts of patterns among candidates, by the passes that found them, in a fixed order. */
export async function patternsOf(store: Store, fields: number): Promise<readonly (Pattern & { readonly passes: number })[]> {
  const levels = Array.from({ length: fields }, (_, at) => `g${at}`)
  const rows = await store.rows<Record<string, number>>(
    `select ${levels.join(', ')}, passes, count(*) as n from comp group by all order by ${levels.join(', ')}, passes`,
  )
  return rows.map((row) => ({
    levels: levels.map((name) => row[name] ?? -1),
    passes: row['passes'] ?? 0,
    count: row['n'] ?? 0,
  }))
}

/**
 * Levels of random pairs, field by field: by number drawn with a hash, so that the same records give the same pairs; all pairs where there
 * are not many more than that.
 */
export async function randomLevels(
  store: Store,
  comparisons: readonly ComparisonOf[],
  { records, between }: { readonly records: number; readonly between: boolean },
): Promise<{ readonly counts: readonly (readonly number[])[]; readonly pairs: number }> {
  const all = (records * (records - 1)) / 2
  const apart = between ? ' and l.source <> r.source' : ''
  const drawn =
    all <= 2 * randomPairs
      ? `select l.n as a, r.n as b from rec l join rec r on l.n < r.n${apart}`
      : `select distinct least(x, y) as a, greatest(x, y) as b from (
          select 1 + hash(i, 'x') % ${records} as x, 1 + hash(i, 'y') % ${records} as y from range(${randomPairs * (between ? 4 : 1) + 100}) t(i)) where x <> y`
  const levels = comparisons.map((one, at) => `cast(${levelSql(one, letteredColumn)} as tinyint) as g${at}`)
  await store.run(
    `create or replace table drawn as select ${levels.join(', ')} from (${drawn}) d join rec l on l.n = d.a join rec r on r.n = d.b${between ? ' where l.source <> r.source' : ''}`,
  )
  const counts: (readonly number[])[] = []
  for (const [at, { levels: own }] of comparisons.entries()) {
    const rows = await store.rows<{ g: number; n: number }>(`select g${at} as g, count(*) as n from drawn group by g${at}`)
    counts.push(Array.from({ length: own.length + 1 }, (_, level) => rows.find(({ g }) => g === level)?.n ?? 0))
  }
  const [row] = await store.rows<{ n: number }>('select count(*) as n from drawn')
  await store.run('drop table drawn')
  return { counts, pairs: row?.n ?? 0 }
}
