import { digestSql } from '../frozen/value-digest.ts'
import type { Terms, TermsWithin } from '../frozen/frozen-model.ts'
import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import type { Store } from './database.ts'
import type { Field } from './fields.ts'
import { isName, originOf } from './origin.ts'

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
  {
    fields,
    comparisons,
    model,
  }: { readonly fields: readonly Field[]; readonly comparisons: readonly ComparisonOf[]; readonly model: TrainedModel },
): Promise<readonly Terms[]> {
  const terms: Terms[] = []
  const by = await originOf(store, fields)
  for (const [at, { frequency }] of comparisons.entries()) {
    if (frequency === undefined) continue
    const { column } = frequency
    const top = Math.log2(model.fields[at]?.u.at(-1) ?? 1)
    const counted = `(select '' as o, ${column} as v, count(*) as n from rec where ${column} is not null group by v)`
    const [all] = await bearersOf(store, counted)
    const often = await oftenOf(store, counted, ['v'])
    terms.push({
      column,
      bits: Object.fromEntries(often.map(({ digest, n }) => [digest, bitsOf(top, n, all?.n ?? 0)])),
      rest: bitsOf(top, fewOf(all), all?.n ?? 0),
      within: by === undefined || !isName(fields[at]) ? undefined : await countWithin(store, { column, by, top }),
    })
  }
  return terms
}

/** How often values are among people of each origin: there two are namesakes more often than any two. */
async function countWithin(
  store: Store,
  { column, by, top }: { readonly column: string; readonly by: string; readonly top: number },
): Promise<TermsWithin> {
  const counted = `(select ${by} as o, ${column} as v, count(*) as n from rec where ${by} is not null and ${column} is not null group by o, v)`
  const origins = await bearersOf(store, counted)
  const often = await oftenOf(store, counted, ['o', 'v'])
  const all = new Map(origins.map(({ origin, n }) => [origin, n]))
  return {
    by,
    bits: Object.fromEntries(often.map(({ digest, origin, n }) => [digest, bitsOf(top, n, all.get(origin) ?? 0)])),
    rest: Object.fromEntries(origins.map((one) => [one.origin, bitsOf(top, fewOf(one), one.n)])),
  }
}

/** Of each origin: who bears any value, and one of the seldom ones. */
type Bearers = { readonly origin: string; readonly n: number; readonly few: number | null; readonly squares: number | null }

async function bearersOf(store: Store, counted: string): Promise<readonly Bearers[]> {
  return store.rows(
    `select ${digestSql(['o'])} as origin, cast(sum(n) as double) as n, cast(sum(n) filter (where n < ${leastBearers}) as double) as few,
      cast(sum(n * n) filter (where n < ${leastBearers}) as double) as squares from ${counted} group by o order by origin`,
  )
}

/** How many bear a seldom value, on the average of its bearers. */
function fewOf(one: Bearers | undefined): number {
  return (one?.few ?? 0) === 0 ? 1 : (one?.squares ?? 0) / (one?.few ?? 1)
}

async function oftenOf(
  store: Store,
  counted: string,
  columns: readonly string[],
): Promise<readonly { readonly digest: string; readonly origin: string; readonly n: number }[]> {
  return store.rows(
    `select ${digestSql(columns)} as digest, ${digestSql(['o'])} as origin, n from ${counted} where n >= ${leastBearers} order by digest`,
  )
}

function bitsOf(top: number, bearers: number, all: number): number {
  return tenThousandths(Math.max(-mostTaken, Math.min(mostGiven, top - Math.log2((bearers + 1) / (all + 1)))))
}

/**
 * Gives each record in `rec` the bits of its own values, in columns `q0` and on, and between people of its own origin in `r0` and on; null where
 * the value or the origin is missing.
 */
export async function applyTerms(store: Store, comparisons: readonly ComparisonOf[], terms: readonly Terms[]): Promise<void> {
  for (const [at, { frequency }] of comparisons.entries()) {
    const own = terms.find(({ column }) => column === frequency?.column)
    if (own === undefined) continue
    const { column, within } = own
    await listBits(store, 'often', own.bits)
    await addBits(store, `q${at}`)
    await store.run(`update rec set q${at} = coalesce(often.bits, ${own.rest})
      from (select distinct ${column} as v from rec where ${column} is not null) different
      left join often on often.digest = ${digestSql(['different.v'])} where rec.${column} = different.v`)
    if (within === undefined) continue
    const { by } = within
    await listBits(store, 'often', within.bits)
    await listBits(store, 'seldom', within.rest)
    await addBits(store, `r${at}`)
    // A value that is seldom in its origin, or of an origin that was not counted, may be frequent among all.
    await store.run(`update rec set r${at} = coalesce(often.bits, least(seldom.bits, rec.q${at}))
      from (select distinct ${by} as o, ${column} as v from rec where ${by} is not null and ${column} is not null) different
      left join often on often.digest = ${digestSql(['different.o', 'different.v'])}
      left join seldom on seldom.digest = ${digestSql(['different.o'])} where rec.${column} = different.v and rec.${by} = different.o`)
  }
  for (const table of ['often', 'seldom']) await store.run(`drop table if exists ${table}`)
}

async function listBits(store: Store, table: string, bits: Readonly<Record<string, number>>): Promise<void> {
  await store.run('create or replace table written (digest varchar, bits varchar)')
  const appending = await store.append('written')
  for (const [digest, one] of Object.entries(bits)) appending.add([digest, String(one)])
  appending.end()
  await store.run(`create or replace table ${table} as select digest, cast(bits as double) as bits from written`)
  await store.run('drop table written')
}

async function addBits(store: Store, column: string): Promise<void> {
  await store.run(`alter table rec drop column if exists ${column}`)
  await store.run(`alter table rec add column ${column} double`)
}

/** Levels of a comparison at which the frequency of the value speaks. */
export function tellingLevels({ levels, frequency }: ComparisonOf): readonly number[] {
  return frequency?.levels.map((name) => levels.length - levels.findIndex((one) => one.name === name)) ?? []
}

/** The comparison of the origin, with its level for two of one, where a name is weighed by origin. */
export function originLevel(
  comparisons: readonly ComparisonOf[],
  within: TermsWithin | undefined,
): { readonly at: number; readonly same: number } | undefined {
  const at = within === undefined ? -1 : comparisons.findIndex(({ frequency }) => frequency?.column === within.by)
  return at === -1 ? undefined : { at, same: comparisons[at]?.levels.length ?? 0 }
}

/** Bits that the frequency of a value adds to a pair `c` of a record `l` and another; no SQL where it never speaks. */
export function termSql(comparisons: readonly ComparisonOf[], terms: readonly Terms[], at: number): string | undefined {
  const comparison = comparisons[at]
  const levels = comparison === undefined ? [] : tellingLevels(comparison)
  const own = terms.find(({ column }) => column === comparison?.frequency?.column)
  if (levels.length === 0 || own === undefined) return undefined
  const origin = originLevel(comparisons, own.within)
  const within = origin === undefined ? '' : `case when c.g${origin.at} = ${origin.same} then l.r${at} end, `
  return `case when c.g${at} in (${levels.join(', ')}) then coalesce(${within}l.q${at}, 0) else 0 end`
}

/** Few enough digits that the file stays small, and the same of whoever reads it again. */
function tenThousandths(bits: number): number {
  return Math.round(bits * 10_000) / 10_000
}
