import { cluster, type Edge } from '../model/cluster.ts'
import type { Store } from './database.ts'

/** Pairs at least this likely join records. */
const least = 0.5

/** Writes a cluster for every record, singletons too; how many there are. A cluster is named by the first id in it. */
export async function writeClusters(store: Store, file: string): Promise<number> {
  const edges: Edge[] = []
  for await (const rows of store.pieces(`select a, b, p from scored where p >= ${least}`))
    for (const [a, b, p] of rows) edges.push({ a: Number(a), b: Number(b), p: Number(p) })
  const { of } = cluster(edges, { least })
  await store.run('create or replace table grouped (n integer, g integer)')
  const appending = await store.append('grouped')
  for (const [record, group] of of) appending.add([record, group])
  appending.end()
  await store.run(
    `copy (select rec.id, coalesce(named.id, rec.id) as cluster from rec left join grouped on grouped.n = rec.n
      left join rec named on named.n = grouped.g order by rec.id) to '${file.replaceAll("'", "''")}' (header, delimiter ',')`,
  )
  const [row] = await store.rows<{ n: number }>(
    'select count(distinct coalesce(g, -rec.n)) as n from rec left join grouped on grouped.n = rec.n',
  )
  return row?.n ?? 0
}
