import { assignOneToOne, type Offer } from '../model/assign.ts'
import { cluster, type Clusters, type Decided } from '../model/cluster.ts'
import { probabilityOf } from '../model/weigh.ts'
import type { Store } from './database.ts'
import type { PairNames } from './name-pairs.ts'
import { text } from './csv-layout.ts'
import type { ReviewPair } from './write-review.ts'

/** Pairs at least this likely join records. */
const least = 0.5

/** How many clusters were written, which pairs a person should look at, and groups too large to weigh every choice of one to one. */
export type Written = { readonly clusters: number; readonly review: readonly ReviewPair[]; readonly greedy: number }

/**
 * Writes a cluster for every record, singletons too, named by the first id in it. `oneToOne`: each record of one file belongs to one of the other at
 * most; only where two files are linked.
 */
export async function writeClusters(
  store: Store,
  {
    file,
    decided,
    oneToOne,
    names,
  }: { readonly file: string; readonly decided: Decided; readonly oneToOne: boolean; readonly names: PairNames },
): Promise<Written> {
  const offers: Offer[] = []
  // Probabilities by our own logarithm: which of two is the surer must not hang on the last bit of a library.
  for await (const rows of store.pieces(`select a, b, w from scored where p >= ${least}`))
    for (const [a, b, w] of rows) offers.push({ a: Number(a), b: Number(b), p: probabilityOf(Number(w)), w: Number(w) })
  const { clusters, review, greedy } = oneToOne ? joinedOneToOne(offers, decided) : joined(offers, decided)
  await store.run('create or replace table grouped (n integer, g integer)')
  const appending = await store.append('grouped')
  for (const [record, group] of clusters.of) appending.add([record, group])
  appending.end()
  // An id that stands more than once names no cluster by itself: two people would have one.
  await store.run(`create or replace table called as
    select n, id, source, case when count(*) over (partition by id) = 1 then id
      else id || ':' || row_number() over (partition by id order by n) end as called from rec`)
  const ofFile = names.clashing === 0 ? '' : ', 1 + rec.source as file'
  await store.run(
    `copy (select rec.id, coalesce(first.called, rec.called) as cluster${ofFile} from called rec left join grouped on grouped.n = rec.n
      left join called first on first.n = grouped.g order by rec.id, rec.n) to ${text(file)} (header, delimiter ',')`,
  )
  await store.run('drop table called')
  const [row] = await store.rows<{ n: number }>(
    'select count(distinct coalesce(g, -rec.n)) as n from rec left join grouped on grouped.n = rec.n',
  )
  return { clusters: row?.n ?? 0, review, greedy }
}

type Joined = { readonly clusters: Clusters; readonly review: readonly ReviewPair[]; readonly greedy: number }

function joined(offers: readonly Offer[], decided: Decided): Joined {
  const clusters = cluster(offers, { least, decided })
  return {
    clusters,
    review: [
      ...clusters.refused.map(({ a, b }): ReviewPair => ({ a, b, why: 'bridge' })),
      ...clusters.contradicted.map(([a, b]): ReviewPair => ({ a, b, why: 'contradiction' })),
    ],
    greedy: 0,
  }
}

/** What people decided comes before: whoever they joined is free for nobody else. */
function joinedOneToOne(offers: readonly Offer[], decided: Decided): Joined {
  const name = (a: number, b: number): string => `${Math.min(a, b)} ${Math.max(a, b)}`
  const apart = new Set(decided.different.map(([a, b]) => name(a, b)))
  const same = new Set(decided.same.map(([a, b]) => name(a, b)))
  const bound = new Set(decided.same.flat())
  const open = offers.filter(({ a, b }) => !apart.has(name(a, b)) && !same.has(name(a, b)))
  const [free, late] = [
    open.filter(({ a, b }) => !bound.has(a) && !bound.has(b)),
    open.filter(({ a, b }) => bound.has(a) || bound.has(b)),
  ]
  const { chosen, taken, tied, greedy } = assignOneToOne(free)
  const { clusters, review } = joined(chosen, decided)
  return {
    clusters,
    review: [
      ...review,
      ...[...taken, ...late].map(({ a, b }): ReviewPair => ({ a, b, why: 'taken' })),
      ...tied.map(({ a, b }): ReviewPair => ({ a, b, why: 'tied' })),
    ],
    greedy,
  }
}
