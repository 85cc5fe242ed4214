import { crowd } from './find-candidates.ts'
import type { KeyRule } from './plan-keys.ts'
import type { Store } from './database.ts'

/** `reach`: of the records that have the key, which part shares it with no crowd. A crowd is refined, and refining alone brings few together. */
export type Counted = { readonly rule: KeyRule; readonly reach: number }

/** Large files are counted on so many of their records. */
const recordsCounted = 500_000
/** A key that brings fewer pairs for each record than this is cheap: with a further column it would only find less. */
const cheap = 0.3
/** Columns that a key is made of, at most. */
const mostColumns = 4

/** Of how many records one is taken, where keys are counted. */
function sampledOf(records: number): number {
  return Math.max(1, Math.floor(records / recordsCounted))
}

/** A column that keys are made of, and of which field it is. */
export type KeyColumn = { readonly column: string; readonly at: number }

export type Counting = { readonly columns: readonly KeyColumn[]; readonly records: number; readonly between: boolean }

/** Makes `counted`: of the records, or of some where there are very many, the columns that keys are made of, as numbers. */
export async function makeCounted(store: Store, columns: readonly KeyColumn[], records: number): Promise<void> {
  const numbers = columns.map(({ column }) => `case when ${column} is not null then hash(${column}) end as ${column}`)
  const sampled = sampledOf(records)
  await store.run(
    `create or replace table counted as select n, source, ${numbers.join(', ')} from rec where ${sampled === 1 ? 'true' : `hash(n) % ${sampled} = 0`}`,
  )
}

/** Counts how many pairs each column and each two of different fields would bring together; of two files that are linked, only pairs between them. */
export async function countSimpleKeys(store: Store, counting: Counting): Promise<readonly Counted[]> {
  const { columns } = counting
  const singles = columns.map((_, at) => [at])
  return countAll(store, counting, [...singles, ...singles.flatMap((key) => longer(columns, key))])
}

/** The same of up to four columns, as long as fewer are not cheap: a key of which a part is cheap already would only find less (after Agrawal & Srikant 1994). */
export async function countLongerKeys(store: Store, counting: Counting): Promise<readonly Counted[]> {
  const { columns, records } = counting
  const all: Counted[] = []
  const dear = new Set<string>()
  let keys: readonly (readonly number[])[] = columns.map((_, at) => [at])
  for (let size = 1; size <= mostColumns && keys.length > 0; size += 1) {
    const found = await countAll(store, counting, keys)
    all.push(...found)
    const further = keys.filter((_, at) => size === 1 || (found[at]?.rule.pairs ?? 0) > cheap * records)
    for (const key of further) dear.add(key.join())
    keys = further
      .flatMap((key) => longer(columns, key))
      .filter((key) => key.every((_, out) => dear.has(key.toSpliced(out, 1).join())))
  }
  return all
}

/** A key with one more column, of a field that it does not have yet; each set of columns once. */
function longer(columns: readonly KeyColumn[], key: readonly number[]): readonly (readonly number[])[] {
  const fields = new Set(key.map((one) => columns[one]?.at))
  return columns.flatMap(({ at }, next) => (next > (key.at(-1) ?? -1) && !fields.has(at) ? [[...key, next]] : []))
}

async function countAll(
  store: Store,
  { columns, records, between }: Counting,
  keys: readonly (readonly number[])[],
): Promise<readonly Counted[]> {
  const counted: Counted[] = []
  for (const key of keys) {
    const own = key.flatMap((at) => columns.slice(at, at + 1))
    const names = own.map(({ column }) => column)
    const [row] = await store.rows<{ pairs: number | null; reach: number | null }>(
      pairsSql(names, { sampled: sampledOf(records), between }),
    )
    const rule = { columns: names, fields: own.map(({ at }) => at), pairs: Math.round(row?.pairs ?? 0) }
    counted.push({ rule, reach: row?.reach ?? 0 })
  }
  return counted
}

/** Keys that a crowd shares are refined: of these no more pairs come than so many of each record. */
function pairsSql(
  columns: readonly string[],
  { sampled, between }: { readonly sampled: number; readonly between: boolean },
): string {
  const known = columns.map((column) => `${column} is not null`).join(' and ')
  const pairs = between ? 'f * (n - f)' : 'n * (n - 1) / 2'
  return `select cast(sum(least(${pairs} * ${sampled ** 2}, n * ${sampled} * ${crowd} / 2)) as double) as pairs,
      cast(sum(n) filter (where n * ${sampled} <= ${crowd}) as double) / sum(n) as reach
    from (select count(*) as n, count(*) filter (where source = 0) as f from counted where ${known} group by ${columns.join(', ')})`
}
