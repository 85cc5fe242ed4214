import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { csvSource, headOf, quoted, refuseDouble, text, type Encoding, type Head } from './csv-layout.ts'
import type { Store } from './database.ts'
import { guessColumns, type GuessedColumn, type SeenColumn } from './guess-columns.ts'
import { unclosedLines, withoutUnclosed } from './unclosed-quotes.ts'

/** A file as a table `raw` of texts, with what its columns seem to be about. */
export type ReadFile = {
  readonly columns: readonly GuessedColumn[]
  readonly rows: number
  /** Lines that could not be read, by number of columns or quotes. */
  readonly rejected: number
  /** How letters are written as bytes: a text file that is not UTF-8 is read as Latin-1, as spreadsheets of offices write it. */
  readonly encoding: Encoding
  /** Values that a database gave only the beginning of. */
  readonly cut: number
}

/** Rows that a database gave: a CSV file without a heading, well formed, under these names of columns. */
export type Rows = {
  readonly file: string
  readonly columns: readonly string[]
  /** What has one letter more than this was longer, and cut off. */
  readonly longest: number
}

/** A file of somebody's, or rows of a database. */
export type Input = string | Rows

/** How many values of a column are looked at to guess what it is about. */
const looked = 1000

/**
 * Loads a CSV, TSV or Parquet file, or what a database gave. `into`: the table's name. Names of columns keep their spelling, without blanks
 * around them.
 */
export async function readFile(store: Store, input: Input, { into }: { readonly into: string }): Promise<ReadFile> {
  // Records without an id are called by their line.
  await store.run('set preserve_insertion_order = true')
  const { rejected, encoding, cut = 0 } = await loadInto(store, input, into)
  await store.run('set preserve_insertion_order = false')
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
  return { columns: guessColumns(seen), rows: counted?.n ?? 0, rejected, encoding, cut }
}

async function loadInto(store: Store, input: Input, into: string): Promise<Omit<Read, 'rows'> & { readonly cut?: number }> {
  if (typeof input !== 'string') return readRows(store, input, into)
  if (!input.toLowerCase().endsWith('.parquet')) return readCsv(store, input, into)
  await store.run(`create or replace table ${into} as select * from read_parquet(${text(input)})`)
  return { rejected: 0, encoding: 'utf-8' }
}

/** Nothing is guessed of it: what looks like a quotation mark that nobody closed is a cell of many lines. */
async function readRows(store: Store, { file, columns, longest }: Rows, into: string): Promise<Read & { readonly cut: number }> {
  const names = columns.map((name, at) => (name.trim() === '' ? `column${at + 1}` : name.trim()))
  refuseDouble(names, 'the table')
  const read = await readAs(store, {
    file,
    encodings: ['utf-8', 'latin-1'],
    layout: { separator: ',', isNamed: false, names, isWhole: true },
    into,
  })
  const long = names.map((name) => `count(*) filter (where len(${quoted(name)}) > ${longest})`)
  const [counted] = await store.rows<{ n: number }>(`select ${long.join(' + ')} as n from ${into}`)
  return { ...read, cut: counted?.n ?? 0 }
}

type Read = Pick<ReadFile, 'rejected' | 'encoding'> & { readonly rows: number }

/** A cell with more line breaks than this is no address of several lines, but a quotation mark that nobody closed. */
const mostBreaks = 10

/**
 * A line with a quotation mark that is not closed would take all people after it along. Where that may have happened, the file is read again
 * without such lines, and the reading with more people stands.
 */
async function readCsv(store: Store, file: string, into: string): Promise<Read> {
  const head = headOf(file)
  const first = await readAs(store, { file, ...head, into })
  const unclosed = first.encoding === 'utf-16' ? 0 : await unclosedLines(file)
  if (unclosed === 0) return first
  const isSuspect = unclosed % 2 === 1 || first.rejected > 0 || (await breaksIn(store, into)) > mostBreaks
  if (!isSuspect) return first
  mkdirSync(store.folder, { recursive: true, mode: 0o700 })
  const copy = join(store.folder, `${into}.csv`)
  await withoutUnclosed(file, copy)
  const again = await readAs(store, { file: copy, ...head, into: `${into}_again` })
  rmSync(copy)
  const isBetter = again.rows > first.rows
  if (isBetter) await store.run(`create or replace table ${into} as select * from ${into}_again`)
  await store.run(`drop table ${into}_again`)
  return isBetter ? { ...again, rejected: again.rejected + unclosed } : first
}

async function breaksIn(store: Store, table: string): Promise<number> {
  const described = await store.rows<{ column_name: string }>(`describe ${table}`)
  const breaks = described.map(
    ({ column_name: name }) => `max(len(${quoted(name)}) - len(replace(${quoted(name)}, chr(10), '')))`,
  )
  const [row] = await store.rows<{ n: number | null }>(`select greatest(${breaks.join(', ')}) as n from ${table}`)
  return row?.n ?? 0
}

/** Reads again as Latin-1 where a line is not UTF-8: otherwise whoever is called Muñoz or José would be left out. */
async function readAs(
  store: Store,
  { file, encodings, layout, into }: Head & { readonly file: string; readonly into: string },
): Promise<Read> {
  for (const encoding of encodings) {
    await store.run('drop table if exists reject_errors')
    await store.run('drop table if exists reject_scans')
    await store.run(`create or replace table ${into} as select * from ${csvSource(file, layout, encoding)}`)
    const [refused] = await store.rows<{ n: number; unreadable: number; rows: number }>(
      `select count(distinct line) as n, count(*) filter (where error_type = 'INVALID ENCODING') as unreadable, (select count(*) from ${into}) as rows from reject_errors`,
    )
    if (encoding === 'utf-8' && (refused?.unreadable ?? 0) > 0) continue
    return { rejected: refused?.n ?? 0, encoding, rows: refused?.rows ?? 0 }
  }
  throw new Error(`${file} is written in no way of writing letters that is known here`)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
