import type { Store } from './database.ts'
import type { KeyRule } from './plan-keys.ts'

export type Candidates = {
  readonly count: number
  /** Keys that more records share than are compared with each other, which were refined, and those that stayed too large. */
  readonly hot: { readonly refined: number; readonly dropped: number }
}

/** More records than this under one key are told apart by a further part. */
const crowd = 60

/**
 * The table `cand` of pairs `a` < `b` that share a key. A key that a crowd shares is refined: its records are brought together by the key
 * and any further part that two of them share. Whether two are candidates hangs on them and on the sizes of their keys alone.
 */
export async function findCandidates(
  store: Store,
  rules: readonly KeyRule[],
  { between }: { readonly between: boolean },
): Promise<Candidates> {
  await store.run('create or replace table cand (a bigint, b bigint)')
  await store.run('create or replace table found (a bigint, b bigint)')
  let [refined, dropped] = [0, 0]
  const further = [...new Set(rules.flatMap(({ columns }) => columns))].toSorted()
  for (const { columns } of rules) {
    const key = `hash(${columns.join(', ')})`
    const known = columns.map((column) => `${column} is not null`).join(' and ')
    await store.run(
      `create or replace table keyed as select n, source, ${key} as k, count(*) over (partition by ${key}) as size from rec where ${known}`,
    )
    await store.run(`insert into found ${pairsOf(`(select n, source, k from keyed where size <= ${crowd})`, between)}`)
    const [crowded] = await store.rows<{ n: number }>(`select count(distinct k) as n from keyed where size > ${crowd}`)
    if ((crowded?.n ?? 0) === 0) continue
    refined += crowded?.n ?? 0
    for (const part of further.filter((one) => !columns.includes(one))) {
      await store.run(`create or replace table finer as select n, source, k, count(*) over (partition by k) as size from (
        select keyed.n, keyed.source, hash(k, rec.${part}) as k from keyed join rec on rec.n = keyed.n where size > ${crowd} and rec.${part} is not null)`)
      await store.run(`insert into found ${pairsOf(`(select n, source, k from finer where size <= ${crowd})`, between)}`)
      const [left] = await store.rows<{ n: number }>(`select count(distinct k) as n from finer where size > ${crowd}`)
      dropped += left?.n ?? 0
    }
  }
  await store.run('insert into cand select distinct a, b from found')
  await store.run('drop table found')
  await store.run('drop table if exists keyed')
  await store.run('drop table if exists finer')
  const [row] = await store.rows<{ n: number }>('select count(*) as n from cand')
  return { count: row?.n ?? 0, hot: { refined, dropped } }
}

function pairsOf(keyed: string, between: boolean): string {
  const apart = between ? ' and x.source <> y.source' : ''
  return `select x.n as a, y.n as b from ${keyed} x join ${keyed} y on x.k = y.k and x.n < y.n${apart}`
}
