import { refuse } from '@convive/kernel'
import { refusalError } from '../refusal-error.ts'
import type { Crowds } from '../frozen/frozen-model.ts'
import { digestSql } from '../frozen/value-digest.ts'
import type { Store } from './database.ts'
import type { KeyRule } from './plan-keys.ts'

export type Candidates = {
  readonly count: number
  /** Keys that more records share than are compared with each other, which were refined, and those that stayed too large. */
  readonly hot: { readonly refined: number; readonly dropped: number }
}

/** More records than this under one key are told apart by a further part. */
export const crowd = 60
/** Pairs for each record that the keys of a model from elsewhere may bring about. */
const mostForRecord = 100

/**
 * The table `cand` of pairs `a` < `b` that share a key. A key that a crowd shares is refined: its records are brought together by the key
 * and any further part that two of them share. Which keys those are is counted, or said by `crowds` of a model: then whether two records are
 * candidates hangs on them and on the model alone.
 */
export async function findCandidates(
  store: Store,
  rules: readonly KeyRule[],
  { between, crowds }: { readonly between: boolean; readonly crowds?: Crowds | undefined },
): Promise<Candidates & { readonly crowds: Crowds }> {
  await store.run('create or replace table cand (a bigint, b bigint)')
  await store.run('create or replace table found (a bigint, b bigint)')
  let [refined, dropped, pairs] = [0, 0, 0]
  const counted: Crowds[number][] = []
  const bring = async (table: string): Promise<void> => {
    if (crowds !== undefined) pairs = await countedPairs(store, table, pairs)
    const keyed = `(select n, source, k from ${table} where not crowded)`
    const apart = between ? ' and x.source <> y.source' : ''
    await store.run(
      `insert into found select x.n as a, y.n as b from ${keyed} x join ${keyed} y on x.k = y.k and x.n < y.n${apart}`,
    )
  }
  for (const [at, { columns }] of rules.entries()) {
    const known = columns.map((column) => `${column} is not null`).join(' and ')
    await markCrowds(store, {
      table: 'keyed',
      from: `select n, source, hash(${columns.join(', ')}) as k from rec where ${known}`,
      columns,
      told: crowds === undefined ? undefined : (crowds[at]?.keys ?? []),
    })
    await bring('keyed')
    const keys = await crowdedKeys(store, 'keyed', columns)
    refined += keys.length
    const finer: { readonly by: string; readonly keys: readonly string[] }[] = []
    for (const by of keys.length === 0 ? [] : furtherParts(rules, columns)) {
      await markCrowds(store, {
        table: 'finer',
        from: `select keyed.n, keyed.source, hash(k, rec.${by}) as k from keyed join rec on rec.n = keyed.n where crowded and rec.${by} is not null`,
        columns: [...columns, by],
        told: crowds === undefined ? undefined : (crowds[at]?.refined.find((one) => one.by === by)?.keys ?? []),
      })
      await bring('finer')
      const left = await crowdedKeys(store, 'finer', [...columns, by])
      dropped += left.length
      finer.push({ by, keys: left })
    }
    counted.push({ keys, refined: finer })
  }
  await store.run('insert into cand select distinct a, b from found')
  for (const table of ['found', 'keyed', 'finer', 'told', 'shared']) await store.run(`drop table if exists ${table}`)
  const [row] = await store.rows<{ n: number }>('select count(*) as n from cand')
  return { count: row?.n ?? 0, hot: { refined, dropped }, crowds: crowds ?? counted }
}

/** What a crowded key may be refined by: every part that any key is made of, but its own. */
export function furtherParts(
  rules: readonly { readonly columns: readonly string[] }[],
  own: readonly string[],
): readonly string[] {
  return [...new Set(rules.flatMap(({ columns }) => columns))].filter((one) => !own.includes(one)).toSorted()
}

/** Makes a table of records by key `k` that says of each whether a crowd shares its key: by counting, or as `told` by digests. */
async function markCrowds(
  store: Store,
  {
    table,
    from,
    columns,
    told,
  }: {
    readonly table: string
    readonly from: string
    readonly columns: readonly string[]
    readonly told: readonly string[] | undefined
  },
): Promise<void> {
  if (told === undefined || told.length === 0) {
    const crowded = told === undefined ? `count(*) over (partition by k) > ${crowd}` : 'false'
    await store.run(`create or replace table ${table} as select n, source, k, ${crowded} as crowded from (${from})`)
    return
  }
  await store.run('create or replace table told (digest varchar)')
  const appending = await store.append('told')
  for (const digest of told) appending.add([digest])
  appending.end()
  // A key that one record has brings nobody together, and is not worth a digest.
  await store.run(
    `create or replace table shared as select f.k, ${columns.map((column) => `rec.${column}`).join(', ')} from (select k, min(n) as n from (${from}) group by k having count(*) > 1) f join rec on rec.n = f.n`,
  )
  await store.run(
    `create or replace table ${table} as select n, source, k, k in (select k from shared where ${digestSql(columns)} in (select digest from told)) as crowded from (${from})`,
  )
}

/** The digests of keys that a crowd shares, in their order. */
async function crowdedKeys(store: Store, table: string, columns: readonly string[]): Promise<readonly string[]> {
  const rows = await store.rows<{ digest: string }>(
    `select ${digestSql(columns)} as digest from (select min(n) as n from ${table} where crowded group by k) c join rec on rec.n = c.n order by digest`,
  )
  return rows.map(({ digest }) => digest)
}

/** How many pairs there were and the keys of a table bring about, before they do: a model of a small file must not stop on a large one. */
async function countedPairs(store: Store, table: string, before: number): Promise<number> {
  const [row] = await store.rows<{ pairs: number | null; n: number }>(
    `select cast(sum(n * (n - 1) / 2) as double) as pairs, (select count(*) from rec) as n
      from (select count(*) as n from ${table} where not crowded group by k)`,
  )
  const pairs = before + (row?.pairs ?? 0)
  if (pairs > mostForRecord * Math.max(crowd, row?.n ?? 0))
    throw refusalError(refuse({ code: 'matching/model-too-wide', with: { most: mostForRecord } }))
  return pairs
}
