import { closeSync, openSync, readSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Store } from './database.ts'
import { guessColumns, hasHeading, type GuessedColumn, type SeenColumn } from './guess-columns.ts'

/** A file as a table `raw` of texts, with what its columns seem to be about. */
export type ReadFile = {
  readonly columns: readonly GuessedColumn[]
  readonly rows: number
  /** Lines that could not be read, by number of columns or quotes. */
  readonly rejected: number
}

/** How many values of a column are looked at to guess what it is about. */
const looked = 1000

/** Loads a CSV, TSV or Parquet file. `into`: the table's name. Names of columns keep their spelling, without blanks around them. */
export async function readFile(store: Store, file: string, { into }: { readonly into: string }): Promise<ReadFile> {
  const isParquet = file.toLowerCase().endsWith('.parquet')
  const source = isParquet ? `read_parquet(${text(file)})` : csvSource(file)
  await store.run(`create or replace table ${into} as select * from ${source}`)
  const described = await store.rows<{ column_name: string }>(`describe ${into}`)
  const names = described.map((one) => one.column_name)
  for (const name of names)
    if (name !== name.trim()) await store.run(`alter table ${into} rename column ${quoted(name)} to ${quoted(name.trim())}`)
  const trimmed = names.map((name) => name.trim())
  const sample = await store.rows<Record<string, unknown>>(
    `select ${trimmed.map((name) => `cast(${quoted(name)} as varchar) as ${quoted(name)}`).join(', ')} from ${into} limit ${looked}`,
  )
  const seen = trimmed.map((name): SeenColumn => ({ name, values: sample.map((row) => textOf(row[name])) }))
  const [counted] = await store.rows<{ n: number }>(`select count(*) as n from ${into}`)
  const [refused] = isParquet
    ? [{ n: 0 }]
    : await store.rows<{ n: number }>('select count(distinct line) as n from reject_errors')
  return { columns: guessColumns(seen), rows: counted?.n ?? 0, rejected: refused?.n ?? 0 }
}

/** A text file as its first line has it: the sign between cells, how many there are, whether they name the columns. Other lines are told. */
function csvSource(file: string): string {
  const piece = Buffer.alloc(65_536)
  const handle = openSync(file, 'r')
  const size = readSync(handle, piece, 0, piece.length, 0)
  closeSync(handle)
  const [line = ''] = piece
    .subarray(0, size)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  if (line.trim() === '') throw new Error(`${file} does not begin with a row of cells`)
  const separator = [',', ';', '\t', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
  const [cells = []]: string[][] = parse(line, { delimiter: separator, relax_quotes: true })
  const isNamed = hasHeading(cells)
  const names = cells.map((cell, at) => (isNamed ? cell.trim() : `column${at + 1}`))
  const columns = names.map((name) => `${text(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${text(file)}, auto_detect = false, delim = ${text(separator)}, quote = '"', escape = '"', header = ${isNamed},
    columns = {${columns}}, ignore_errors = true, store_rejects = true, null_padding = false)`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
