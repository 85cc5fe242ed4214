import { digestSql } from '../frozen/value-digest.ts'
import type { Terms } from '../frozen/frozen-model.ts'
import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import type { Store } from './database.ts'

/** A value that everybody has takes at most so many bits from agreeing on it, and the rarest gives at most so many more. */
const mostTaken = 6
export const mostGiven = 6
/** A value that fewer records bear counts as one of those that few bear, and is not told in the model. */
const leastBearers = 10

/**
 * What the frequency of values says: of u, the share of pairs that agree by chance, the value's own share takes the place (Winkler 2000), shrunk by one
 * record and within bounds. Values of few are weighed by how many bear one of them on the average.
 */
export async function countTerms(
  store: Store,
  comparisons: readonly ComparisonOf[],
  model: TrainedModel,
): Promise<readonly Terms[]> {
  const terms: Terms[] = []
  for (const [at, { frequency }] of comparisons.entries()) {
    if (frequency === undefined) continue
    const { column } = frequency
    const counted = `(select ${column} as v, count(*) as n from rec where ${column} is not null group by ${column})`
    const [all] = await store.rows<{ n: number | null; few: number | null; squares: number | null }>(
      `select cast(sum(n) as double) as n, cast(sum(n) filter (where n < ${leastBearers}) as double) as few,
        cast(sum(n * n) filter (where n < ${leastBearers}) as double) as squares from ${counted}`,
    )
    const top = Math.log2(model.fields[at]?.u.at(-1) ?? 1)
    const bitsOf = (bearers: number): number =>
      tenThousandths(Math.max(-mostTaken, Math.min(mostGiven, top - Math.log2((bearers + 1) / ((all?.n ?? 0) + 1)))))
    const often = await store.rows<{ digest: string; n: number }>(
      `select ${digestSql(['v'])} as digest, n from ${counted} where n >= ${leastBearers} order by digest`,
    )
    terms.push({
      column,
      bits: Object.fromEntries(often.map(({ digest, n }) => [digest, bitsOf(n)])),
      rest: bitsOf((all?.few ?? 0) === 0 ? 1 : (all?.squares ?? 0) / (all?.few ?? 1)),
    })
  }
  return terms
}

/** Gives each record in `rec` the bits of its own values, in columns `q0` and on; null where the value is missing. */
export async function applyTerms(store: Store, comparisons: readonly ComparisonOf[], terms: readonly Terms[]): Promise<void> {
  for (const [at, { frequency }] of comparisons.entries()) {
    const own = terms.find(({ column }) => column === frequency?.column)
    if (own === undefined) continue
    await store.run(`create or replace table often (digest varchar, bits varchar)`)
    const appending = await store.append('often')
    for (const [digest, bits] of Object.entries(own.bits)) appending.add([digest, String(bits)])
    appending.end()
    await store.run(`alter table rec drop column if exists q${at}`)
    await store.run(`alter table rec add column q${at} double`)
    await store.run(`update rec set q${at} = coalesce(cast(often.bits as double), ${own.rest})
      from (select distinct ${own.column} as v from rec where ${own.column} is not null) different
      left join often on often.digest = ${digestSql(['different.v'])} where rec.${own.column} = different.v`)
  }
  await store.run('drop table if exists often')
}

/** Few enough digits that the file stays small, and the same of whoever reads it again. */
function tenThousandths(bits: number): number {
  return Math.round(bits * 10_000) / 10_000
}
