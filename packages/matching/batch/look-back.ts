import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import type { Store } from './database.ts'
import { parseExplained, type Explained } from './parse-explained.ts'

/** What a report shows of a run: counts, weights and ids; no value of any record. */
export type LookedBack = {
  readonly missing: readonly { readonly field: string; readonly share: number }[]
  /** Pairs by twentieth of probability. */
  readonly histogram: readonly number[]
  /** At each threshold the pairs kept, and how many of them are wrong, and how many true ones are left, by the probabilities themselves. */
  readonly thresholds: readonly { readonly at: number; readonly pairs: number; readonly wrong: number; readonly left: number }[]
  /** Of records that agree with another in all that is known of them, which part would still be less likely than 0.95. */
  readonly unlinkable: number
  /** Pairs, doubtful ones first, with how each field compares and its bits. */
  readonly pairs: readonly Explained[]
  readonly clusters: readonly ShownCluster[]
}

export type ShownCluster = {
  readonly ids: readonly string[]
  readonly edges: readonly { readonly a: number; readonly b: number; readonly p: number }[]
}

const [shownPairs, shownClusters, thresholds] = [24, 12, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999]]

/** `said`: of the fields, as `keepExplained` told it. */
export async function lookBack(
  store: Store,
  comparisons: readonly ComparisonOf[],
  { model, said }: { readonly model: TrainedModel; readonly said: string },
): Promise<LookedBack> {
  const known = comparisons.map(({ needs: [column = ''] }, at) => `count(${column}) as c${at}`)
  const [counted] = await store.rows<Record<string, number>>(`select count(*) as n, ${known.join(', ')} from rec`)
  const all = counted?.['n'] ?? 0
  const bins = await store.rows<{ bin: number; n: number }>(
    'select least(19, cast(floor(p * 20) as integer)) as bin, count(*) as n from scored group by bin order by bin',
  )
  const asked = thresholds.map(
    (
      at,
    ) => `count(*) filter (where p >= ${at}) as n${name(at)}, coalesce(sum(1 - p) filter (where p >= ${at}), 0) as f${name(at)},
    coalesce(sum(p) filter (where p < ${at}), 0) as l${name(at)}`,
  )
  const [curve] = await store.rows<Record<string, number>>(`select ${asked.join(', ')} from scored`)
  return {
    missing: comparisons.map(({ field }, at) => ({ field, share: all === 0 ? 0 : 1 - (counted?.[`c${at}`] ?? 0) / all })),
    histogram: Array.from({ length: 20 }, (_, bin) => bins.find((one) => one.bin === bin)?.n ?? 0),
    thresholds: thresholds.map((at) => ({
      at,
      pairs: curve?.[`n${name(at)}`] ?? 0,
      wrong: curve?.[`f${name(at)}`] ?? 0,
      left: curve?.[`l${name(at)}`] ?? 0,
    })),
    unlinkable: await unlinkable(store, comparisons, model),
    pairs: await pairsShown(store, said),
    clusters: await clustersShown(store),
  }
}

function name(threshold: number): string {
  return String(threshold).replace('.', '_')
}

async function unlinkable(store: Store, comparisons: readonly ComparisonOf[], model: TrainedModel): Promise<number> {
  const prior = Math.log2(model.share / (1 - model.share))
  const own = comparisons.map(({ needs: [column = ''], frequency }, at) => {
    const bits = model.fields[at]?.weights.at(-1) ?? 0
    return `case when ${column} is null then 0 else ${bits}${frequency === undefined ? '' : ` + coalesce(q${at}, 0)`} end`
  })
  const [row] = await store.rows<{ share: number }>(
    `select avg(case when ${prior} + ${own.join(' + ')} < log2(0.95 / 0.05) then 1.0 else 0.0 end) as share from rec`,
  )
  return row?.share ?? 0
}

async function pairsShown(store: Store, said: string): Promise<readonly Explained[]> {
  const half = shownPairs / 2
  const rows = await store.rows<Record<string, unknown>>(
    `select * from ((select * from explained order by abs(p - 0.5), a, b limit ${half}) union (select * from explained order by hash(a, b), a, b limit ${half}))
      order by abs(p - 0.5), id_a, id_b`,
  )
  return rows.map((row) => parseExplained(row, said))
}

async function clustersShown(store: Store): Promise<readonly ShownCluster[]> {
  const groups = await store.rows<{ g: number }>(
    `select g, count(*) as n from grouped group by g having count(*) > 1 order by n desc, g limit ${shownClusters}`,
  )
  const shown: ShownCluster[] = []
  for (const { g } of groups) {
    const members = await store.rows<{ n: number; id: string }>(
      `select rec.n, rec.id from grouped join rec on rec.n = grouped.n where g = ${g} order by rec.n limit 40`,
    )
    const place = new Map(members.map(({ n }, at) => [n, at]))
    const edges = await store.rows<{ a: number; b: number; p: number }>(
      `select a, b, p from scored where a in (${[...place.keys()].join(', ')}) and b in (${[...place.keys()].join(', ')}) order by a, b`,
    )
    shown.push({
      ids: members.map(({ id }) => id),
      edges: edges.map(({ a, b, p }) => ({ a: place.get(a) ?? 0, b: place.get(b) ?? 0, p })),
    })
  }
  return shown
}
