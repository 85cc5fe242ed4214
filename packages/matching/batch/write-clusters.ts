import { cluster, type Decided, type Edge } from '../model/cluster.ts'
import type { Store } from './database.ts'
import { text } from './read-file.ts'

/** Pairs at least this likely join records. */
const least = 0.5

/** What is written: clusters, and pairs that a person should look at. */
export type Written = { readonly clusters: number; readonly review: number }

/**
 * Writes a cluster for every record, singletons too, named by the first id in it; and for review likely pairs that were no bridge strong enough
 * between groups (`bridge`) and decisions that contradict others (`contradiction`).
 */
export async function writeClusters(
  store: Store,
  { clusters, review, decided }: { readonly clusters: string; readonly review: string; readonly decided: Decided },
): Promise<Written> {
  const edges: Edge[] = []
  for await (const rows of store.pieces(`select a, b, p from scored where p >= ${least}`))
    for (const [a, b, p] of rows) edges.push({ a: Number(a), b: Number(b), p: Number(p) })
  const { of, refused, contradicted } = cluster(edges, { least, decided })
  await writeReview(
    store,
    [...refused.map((one) => ({ ...one, why: 'bridge' })), ...contradicted.map(([a, b]) => ({ a, b, why: 'contradiction' }))],
    review,
  )
  await store.run('create or replace table grouped (n integer, g integer)')
  const appending = await store.append('grouped')
  for (const [record, group] of of) appending.add([record, group])
  appending.end()
  await store.run(
    `copy (select rec.id, coalesce(named.id, rec.id) as cluster from rec left join grouped on grouped.n = rec.n
      left join rec named on named.n = grouped.g order by rec.id) to ${text(clusters)} (header, delimiter ',')`,
  )
  const [row] = await store.rows<{ n: number }>(
    'select count(distinct coalesce(g, -rec.n)) as n from rec left join grouped on grouped.n = rec.n',
  )
  return { clusters: row?.n ?? 0, review: refused.length + contradicted.length }
}

async function writeReview(
  store: Store,
  pairs: readonly { readonly a: number; readonly b: number; readonly why: string }[],
  file: string,
): Promise<void> {
  await store.run('create or replace table doubted (a integer, b integer, why varchar)')
  const appending = await store.append('doubted')
  for (const { a, b, why } of pairs) appending.add([a, b, why])
  appending.end()
  await store.run(
    `copy (select least(l.id, r.id) as id_a, greatest(l.id, r.id) as id_b, round(p, 6) as probability, why from doubted
      join rec l on l.n = doubted.a join rec r on r.n = doubted.b left join scored on scored.a = doubted.a and scored.b = doubted.b
      order by id_a, id_b, why) to ${text(file)} (header, delimiter ',')`,
  )
}
