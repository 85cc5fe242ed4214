import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import { errorsOf, type Bucket, type Errors } from '../model/errors.ts'
import type { Store } from './database.ts'
import { keyYield, type Yield } from './key-yield.ts'
import type { KeyRule } from './plan-keys.ts'
import { parseExplained, type Explained } from './parse-explained.ts'

/** What a report shows of a run: counts, weights and ids; no value of any record. */
export type LookedBack = {
  readonly missing: readonly { readonly field: string; readonly share: number }[]
  /** Pairs by twentieth of probability. */
  readonly histogram: readonly number[]
  /** At each threshold the pairs kept, how many of them are wrong and how many true ones are missed, by the probabilities themselves. */
  readonly errors: readonly Errors[]
  readonly found: Yield
  /** Of records that agree with another in all that is known of them, which part would still be less likely than each threshold. */
  readonly unlinkable: readonly { readonly at: number; readonly share: number }[]
  /** Pairs, doubtful ones first, with how each field compares and its bits. */
  readonly pairs: readonly Explained[]
  readonly clusters: readonly ShownCluster[]
}

export type ShownCluster = {
  readonly ids: readonly string[]
  readonly edges: readonly { readonly a: number; readonly b: number; readonly p: number }[]
  /** Of all its records, of which the first are shown. */
  readonly size: number
}

const [shownPairs, shownClusters, thresholds] = [24, 12, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999]]

/** `said`: of the fields, as `keepExplained` told it. `people`: records that were joined with another, each counted once. */
export async function lookBack(
  store: Store,
  comparisons: readonly ComparisonOf[],
  {
    model,
    said,
    keys,
    people,
  }: {
    readonly model: TrainedModel
    readonly said: string
    readonly keys: readonly KeyRule[]
    readonly people: number
  },
): Promise<LookedBack> {
  const known = comparisons.map(({ needs: [column = ''] }, at) => `count(${column}) as c${at}`)
  const [counted] = await store.rows<Record<string, number>>(`select count(*) as n, ${known.join(', ')} from rec`)
  const all = counted?.['n'] ?? 0
  const bins = await store.rows<{ bin: number; n: number }>(
    'select least(19, cast(floor(p * 20) as integer)) as bin, count(*) as n from scored group by bin order by bin',
  )
  const found = await keyYield(store, keys)
  return {
    missing: comparisons.map(({ field }, at) => ({ field, share: all === 0 ? 0 : 1 - (counted?.[`c${at}`] ?? 0) / all })),
    histogram: Array.from({ length: 20 }, (_, bin) => bins.find((one) => one.bin === bin)?.n ?? 0),
    errors: errorsOf(await bucketsOf(store, comparisons.length), { model, people, records: all, unseen: found, thresholds }),
    found,
    unlinkable: await unlinkable(store, comparisons, model),
    pairs: await pairsShown(store, said),
    clusters: await clustersShown(store),
  }
}

/** Pairs by how they compare and by half bits, in a fixed order. */
async function bucketsOf(store: Store, fields: number): Promise<readonly Bucket[]> {
  const levels = Array.from({ length: fields }, (_, at) => `g${at}`)
  const rows = await store.rows<Record<string, number>>(
    `select ${levels.join(', ')}, round(2 * w) as half, avg(p) as p, count(*) as n from scored s join comp c on c.a = s.a and c.b = s.b group by all order by all`,
  )
  return rows.map((row) => ({ levels: levels.map((name) => row[name] ?? -1), p: row['p'] ?? 0, count: row['n'] ?? 0 }))
}

async function unlinkable(
  store: Store,
  comparisons: readonly ComparisonOf[],
  model: TrainedModel,
): Promise<LookedBack['unlinkable']> {
  const prior = Math.log2(model.share / (1 - model.share))
  const own = comparisons.map(({ needs: [column = ''], frequency }, at) => {
    const bits = model.fields[at]?.weights.at(-1) ?? 0
    return `case when ${column} is null then 0 else ${bits}${frequency === undefined ? '' : ` + coalesce(q${at}, 0)`} end`
  })
  const shares = thresholds.map((at, index) => `avg(case when w < log2(${at} / (1 - ${at})) then 1.0 else 0.0 end) as s${index}`)
  const [row] = await store.rows<Record<string, number>>(
    `select ${shares.join(', ')} from (select ${prior} + ${own.join(' + ')} as w from rec)`,
  )
  return thresholds.map((at, index) => ({ at, share: row?.[`s${index}`] ?? 0 }))
}

/** Half of them from all over what is not sure, one for each twelfth of probability, and half by chance. */
async function pairsShown(store: Store, said: string): Promise<readonly Explained[]> {
  const half = shownPairs / 2
  const rows = await store.rows<Record<string, unknown>>(
    `select * from ((select * from explained where p < 0.99 qualify row_number() over (partition by floor(p * ${half}) order by hash(a, b), a, b) = 1)
      union (select * from explained order by hash(a, b), a, b limit ${half})) order by abs(p - 0.5), id_a, id_b`,
  )
  return rows.map((row) => parseExplained(row, said))
}

async function clustersShown(store: Store): Promise<readonly ShownCluster[]> {
  const groups = await store.rows<{ g: number; n: number }>(
    `select g, count(*) as n from grouped group by g having count(*) > 2 order by n desc, g limit ${shownClusters}`,
  )
  const shown: ShownCluster[] = []
  for (const { g, n: size } of groups) {
    const members = await store.rows<{ n: number; id: string }>(
      `select rec.n, rec.id from grouped join rec on rec.n = grouped.n where g = ${g} order by rec.n limit 40`,
    )
    const place = new Map(members.map(({ n }, at) => [n, at]))
    const edges = await store.rows<{ a: number; b: number; p: number }>(
      `select a, b, p from scored where a in (${[...place.keys()].join(', ')}) and b in (${[...place.keys()].join(', ')}) order by a, b`,
    )
    shown.push({
      size,
      ids: members.map(({ id }) => id),
      edges: edges.map(({ a, b, p }) => ({ a: place.get(a) ?? 0, b: place.get(b) ?? 0, p })),
    })
  }
  return shown
}
