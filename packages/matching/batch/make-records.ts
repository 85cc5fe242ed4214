import type { Store } from './database.ts'
import { madeColumns, make, type Field } from './fields.ts'
import { parseText } from './parse-row.ts'
import { quoted } from './csv-layout.ts'
import { repaired } from './repair.ts'

/** What is kept of each record: `id` as text, its number by order of ids, and the columns that are compared. */
export type Records = {
  readonly count: number
  /** Of each file, how many. */
  readonly ofFile: readonly number[]
  /** Records without an id: they are called by a question mark and their number. */
  readonly nameless: number
  readonly twice: number
  /** Different values whose letters had once been read wrongly, and were put right. */
  readonly repaired: number
}

/**
 * Makes the table `rec`: each different value of a column is folded and heard once. Records are numbered by their ids, so that the order of
 * rows in the file changes nothing. `tables`: of which file each comes, for linking.
 */
export async function makeRecords(
  store: Store,
  {
    fields,
    id,
    tables,
  }: { readonly fields: readonly Field[]; readonly id: string | undefined; readonly tables: readonly string[] },
): Promise<Records> {
  const read = tables.map((table, source) => {
    const own = id === undefined ? 'cast(rowid + 1 as varchar)' : `trim(cast(${quoted(id)} as varchar))`
    const columns = fields.map(({ column, at }) => `cast(${quoted(column)} as varchar) as ${at}`)
    return `select ${own} as id, ${source} as source${columns.map((one) => `, ${one}`).join('')} from ${table}`
  })
  await store.run(`create or replace table typed as ${read.join(' union all ')}`)
  const [double] = await store.rows<{ n: number }>(
    "select coalesce(sum(n - 1), 0) as n from (select count(*) as n from typed where coalesce(id, '') <> '' group by id, source having count(*) > 1)",
  )
  let put = 0
  for (const field of fields) put += await makeValues(store, field)
  const joins = fields.map(({ at }) => `left join v_${at} on v_${at}.raw = typed.${at}`)
  const made = fields.flatMap((field) =>
    madeColumns(field).map(({ name, part }) =>
      part === 'w' ? `string_split(v_${field.at}.w, ' ') as ${name}` : `v_${field.at}.${part} as ${name}`,
    ),
  )
  await store.run(
    `create or replace table rec as select row_number() over (order by typed.source, typed.id${fields.map(({ at }) => `, typed.${at}`).join('')}) as n,
      typed.id, typed.source${made.map((one) => `, ${one}`).join('')} from typed ${joins.join(' ')}`,
  )
  for (const { at } of fields) await store.run(`drop table v_${at}`)
  await store.run('drop table typed')
  const [without] = await store.rows<{ n: number }>("select count(*) as n from rec where coalesce(id, '') = ''")
  if ((without?.n ?? 0) > 0) await store.run("update rec set id = '?' || n where coalesce(id, '') = ''")
  const counted = await store.rows<{ source: number; n: number }>('select source, count(*) as n from rec group by source')
  const ofFile = tables.map((_, source) => counted.find((one) => one.source === source)?.n ?? 0)
  return {
    count: ofFile.reduce((sum, one) => sum + one, 0),
    ofFile,
    nameless: without?.n ?? 0,
    twice: double?.n ?? 0,
    repaired: put,
  }
}

/** How many values were put right. */
async function makeValues(store: Store, field: Field): Promise<number> {
  let put = 0
  const { at, kind } = field
  const parts = madeColumns(field)
  const types = parts.map(({ part, type }) => `${part} ${part === 'w' ? 'varchar' : type}`)
  await store.run(`create or replace table v_${at} (raw varchar, ${types.join(', ')})`)
  const appending = await store.append(`v_${at}`)
  for await (const rows of store.pieces(`select distinct ${at} from typed where ${at} is not null`))
    for (const [value] of rows) {
      const raw = parseText(value)
      const meant = repaired(raw)
      if (meant !== raw) put += 1
      const made = make(kind, meant)
      appending.add([
        raw,
        ...parts.map(({ part }) => {
          const one = made[part] ?? null
          return typeof one === 'object' && one !== null ? one.join(' ') : one
        }),
      ])
    }
  appending.end()
  return put
}
