import { join } from 'node:path'
import type { Terms } from '../frozen/frozen-model.ts'
import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import { openStore, type Store } from './database.ts'
import type { Field } from './fields.ts'
import type { PairNames } from './name-pairs.ts'
import { refuseOther } from './parquet-file.ts'
import { parseExplained, type Explained, type ExplainedFields } from './parse-explained.ts'
import { text } from './csv-layout.ts'
import { termSql } from './terms.ts'
import { wordSql } from './word-of.ts'

/** What is kept in the folder of a run, beside its pairs. */
export const explainedFile = 'levels.parquet'

/** How many bits a value's own frequency has to add or take to be worth a word. */
const [rare, common] = [2, -2]

/**
 * Makes `explained`: for each scored pair and field the word, the bits and whether the value is rare or common; no value of anybody. Written to `file`
 * with the names of the fields, so that a pair can be explained without the records; returns what it says of those.
 */
export async function keepExplained(
  store: Store,
  {
    fields,
    comparisons,
    model,
    terms,
    names,
    file,
  }: {
    readonly fields: readonly Field[]
    readonly comparisons: readonly ComparisonOf[]
    readonly model: TrainedModel
    readonly terms: readonly Terms[]
    readonly names: PairNames
    readonly file: string
  },
): Promise<string> {
  const columns = fields.flatMap((field, at) => {
    const comparison = comparisons[at]
    if (comparison === undefined) return []
    const term = termSql(comparisons, terms, at) ?? '0'
    const weights = (model.fields[at]?.weights ?? []).map((bits, level) => `when ${level} then ${bits}`).join(' ')
    return [
      `${wordSql(field, comparison, `c.g${at}`)} as d${at}`,
      `round(case c.g${at} ${weights === '' ? 'when -2 then 0' : weights} else 0 end + ${term}, 3) as b${at}`,
      `case when ${term} >= ${rare} then 1 when ${term} <= ${common} then -1 else 0 end as t${at}`,
    ]
  })
  await store.run(`create or replace table explained as
    select s.a, s.b, ${names.ids}, round(s.p, 6) as p, round(s.w, 3) as w, ${columns.join(', ')}${names.files}
      from scored s join comp c on c.a = s.a and c.b = s.b join rec l on l.n = s.a join rec r on r.n = s.b`)
  const fieldsSaid: ExplainedFields = {
    fields: model.fields.map(({ field, ownFrom }) => ({ field, own: ownFrom !== undefined })),
    before: Math.log2(model.share / (1 - model.share)),
    hasHouseholds: model.others.length > 0,
  }
  const said = JSON.stringify(fieldsSaid)
  await store.run(
    `copy (select * exclude (a, b) from explained order by ${names.order}) to ${text(file)} (format parquet, kv_metadata {convive: ${text(said)}})`,
  )
  return said
}

/**
 * The pairs of two ids among those of the folder `out` of a run: none where they are less likely than one in a hundred or were never brought
 * together, more than one where an id stands more than once. `known`: whether the run has a record of each.
 */
export async function explainPair(
  out: string,
  [one, other]: readonly [string, string],
): Promise<{ readonly pairs: readonly Explained[]; readonly known: readonly [boolean, boolean] }> {
  refuseOther(join(out, explainedFile))
  const store = await openStore({ folder: join(out, '.spill'), memory: '1GB', threads: 1 })
  try {
    const file = text(join(out, explainedFile))
    const [said] = await store.rows<{ value: string }>(
      `select decode(value) as value from parquet_kv_metadata(${file}) where decode(key) = 'convive'`,
    )
    const [a, b] = one < other ? [one, other] : [other, one]
    const rows = await store.rows<Record<string, unknown>>(
      `select * from read_parquet(${file}) where (id_a = ${text(a)} and id_b = ${text(b)}) or (id_a = ${text(b)} and id_b = ${text(a)})`,
    )
    const known = await store.rows<{ id: string }>(
      `select distinct id from read_csv(${text(join(out, 'clusters.csv'))}, all_varchar = true, header = true, delim = ',') where id in (${text(a)}, ${text(b)})`,
    )
    const has = (id: string): boolean => known.some((row) => row.id === id)
    return { pairs: rows.map((row) => parseExplained(row, said?.value ?? '')), known: [has(one), has(other)] }
  } finally {
    store.close()
  }
}
