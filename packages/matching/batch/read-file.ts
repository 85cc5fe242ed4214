import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { csvSource, headOf, quoted, refuseDouble, refuseFolder, text, type Encoding, type Head } from './csv-layout.ts'
import type { Store } from './database.ts'
import { guessColumns, type GuessedColumn, type SeenColumn } from './guess-columns.ts'
import { refuseOther } from './parquet-file.ts'
import { copyAsUtf8, copyClosed, lookThrough } from './text-file.ts'

/** A file as a table `raw` of texts, with what its columns seem to be about. */
export type ReadFile = {
  /** The file, or the database and what of it, for people. */
  readonly called: string
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
  /** For people: the database, and which table or query. */
  readonly called: string
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
  return {
    columns: guessColumns(seen),
    rows: counted?.n ?? 0,
    rejected,
    encoding,
    cut,
    called: typeof input === 'string' ? input : input.called,
  }
}

type Loaded = { readonly rejected: number; readonly encoding: Encoding; readonly cut?: number }

async function loadInto(store: Store, input: Input, into: string): Promise<Loaded> {
  if (typeof input !== 'string') return readRows(store, input, into)
  refuseFolder(input)
  if (!input.toLowerCase().endsWith('.parquet')) return readCsv(store, input, into)
  refuseOther(input)
  await store.run(`create or replace table ${into} as select * from read_parquet(${text(input)})`)
  return { rejected: 0, encoding: 'utf-8' }
}

/** Nothing is guessed of it: what looks like a quotation mark that nobody closed is a cell of many lines. */
async function readRows(store: Store, { file, called, columns, longest }: Rows, into: string): Promise<Loaded> {
  const names = columns.map((name, at) => (name.trim() === '' ? `column${at + 1}` : name.trim()))
  refuseDouble(names, called)
  const { isUtf8 } = await lookThrough(file)
  const read = await readText(store, {
    file,
    encoding: isUtf8 ? 'utf-8' : 'latin-1',
    head: { layout: { separator: ',', isNamed: false, names }, wide: undefined },
    isFlat: false,
    into,
  })
  const long = names.map((name) => `count(*) filter (where len(${quoted(name)}) > ${longest})`)
  const [counted] = await store.rows<{ n: number }>(`select ${long.join(' + ')} as n from ${into}`)
  return { ...read, cut: counted?.n ?? 0 }
}

/** A cell with more line breaks than this is no address of several lines, but a quotation mark that nobody closed. */
const mostBreaks = 10

/**
 * A line with a quotation mark that is not closed would take all people after it along. Where that may have happened, the file is read again
 * without such lines, and the reading with more people stands.
 */
async function readCsv(store: Store, file: string, into: string): Promise<Loaded> {
  const head = headOf(file)
  const { isUtf8, unclosed } = await lookThrough(file)
  const encoding = head.wide === undefined ? (isUtf8 ? 'utf-8' : 'latin-1') : 'utf-16'
  const first = await readText(store, { file, encoding, head, isFlat: unclosed === 0 && encoding !== 'utf-16', into })
  if (unclosed === 0 || encoding === 'utf-16') return first
  const isSuspect = unclosed % 2 === 1 || first.rejected > 0 || (await breaksIn(store, into)) > mostBreaks
  if (!isSuspect) return first
  const closed = copyIn(store, `${into}-closed.csv`)
  await copyClosed(file, closed)
  const again = await readText(store, { file: closed, encoding, head, isFlat: true, into: `${into}_again` })
  rmSync(closed)
  const isBetter = again.rows > first.rows
  if (isBetter) await store.run(`create or replace table ${into} as select * from ${into}_again`)
  await store.run(`drop table ${into}_again`)
  return isBetter ? { ...again, rejected: again.rejected + unclosed } : first
}

/** A file of this run's own, for its owner's eyes only. */
function copyIn(store: Store, name: string): string {
  mkdirSync(store.folder, { recursive: true, mode: 0o700 })
  return join(store.folder, name)
}

async function breaksIn(store: Store, table: string): Promise<number> {
  const described = await store.rows<{ column_name: string }>(`describe ${table}`)
  const breaks = described.map(
    ({ column_name: name }) => `max(len(${quoted(name)}) - len(replace(${quoted(name)}, chr(10), '')))`,
  )
  const [row] = await store.rows<{ n: number | null }>(`select greatest(${breaks.join(', ')}) as n from ${table}`)
  return row?.n ?? 0
}

type TextAsked = {
  readonly file: string
  readonly encoding: Encoding
  readonly head: Head
  readonly isFlat: boolean
  readonly into: string
}

/** What is not UTF-8 is copied as UTF-8 first: otherwise whoever is called Muñoz or José would be left out. */
async function readText(
  store: Store,
  { file, encoding, head, isFlat, into }: TextAsked,
): Promise<Loaded & { readonly rows: number }> {
  const copy = encoding === 'utf-8' ? undefined : copyIn(store, `${into}.csv`)
  if (copy !== undefined) await copyAsUtf8(file, copy, head.wide)
  await store.run('drop table if exists reject_errors')
  await store.run('drop table if exists reject_scans')
  await store.run(`create or replace table ${into} as select * from ${csvSource(copy ?? file, head.layout, isFlat)}`)
  if (copy !== undefined) rmSync(copy)
  const [counted] = await store.rows<{ n: number; rows: number }>(
    `select count(distinct line) as n, (select count(*) from ${into}) as rows from reject_errors`,
  )
  return { rejected: counted?.n ?? 0, encoding, rows: counted?.rows ?? 0 }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
