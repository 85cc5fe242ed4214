import { isUtf8 } from 'node:buffer'
import { closeSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Store } from './database.ts'
import { guessColumns, hasHeading, repeatedHeading, type GuessedColumn, type SeenColumn } from './guess-columns.ts'
import { unclosedLines, withoutUnclosed } from './unclosed-quotes.ts'

/** A file as a table `raw` of texts, with what its columns seem to be about. */
export type ReadFile = {
  readonly columns: readonly GuessedColumn[]
  readonly rows: number
  /** Lines that could not be read, by number of columns or quotes. */
  readonly rejected: number
  /** How letters are written as bytes: a text file that is not UTF-8 is read as Latin-1, as spreadsheets of offices write it. */
  readonly encoding: Encoding
}

export type Encoding = 'utf-8' | 'latin-1' | 'utf-16'

/** How many values of a column are looked at to guess what it is about. */
const looked = 1000

/** Loads a CSV, TSV or Parquet file. `into`: the table's name. Names of columns keep their spelling, without blanks around them. */
export async function readFile(store: Store, file: string, { into }: { readonly into: string }): Promise<ReadFile> {
  const isParquet = file.toLowerCase().endsWith('.parquet')
  // Records without an id are called by their line.
  await store.run('set preserve_insertion_order = true')
  if (isParquet) await store.run(`create or replace table ${into} as select * from read_parquet(${text(file)})`)
  const { rejected, encoding } = isParquet ? { rejected: 0, encoding: 'utf-8' as const } : await readCsv(store, file, into)
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
  return { columns: guessColumns(seen), rows: counted?.n ?? 0, rejected, encoding }
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
  const first = await readAs(store, { file, head, into })
  const unclosed = first.encoding === 'utf-16' ? 0 : await unclosedLines(file)
  if (unclosed === 0) return first
  const isSuspect = unclosed % 2 === 1 || first.rejected > 0 || (await breaksIn(store, into)) > mostBreaks
  if (!isSuspect) return first
  mkdirSync(store.folder, { recursive: true, mode: 0o700 })
  const copy = join(store.folder, `${into}.csv`)
  await withoutUnclosed(file, copy)
  const again = await readAs(store, { file: copy, head, into: `${into}_again` })
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
  { file, head, into }: { readonly file: string; readonly head: Head; readonly into: string },
): Promise<Read> {
  for (const encoding of head.encodings) {
    await store.run('drop table if exists reject_errors')
    await store.run('drop table if exists reject_scans')
    await store.run(`create or replace table ${into} as select * from ${csvSource(file, head.line, encoding)}`)
    const [refused] = await store.rows<{ n: number; unreadable: number; rows: number }>(
      `select count(distinct line) as n, count(*) filter (where error_type = 'INVALID ENCODING') as unreadable, (select count(*) from ${into}) as rows from reject_errors`,
    )
    if (encoding === 'utf-8' && (refused?.unreadable ?? 0) > 0) continue
    return { rejected: refused?.n ?? 0, encoding, rows: refused?.rows ?? 0 }
  }
  throw new Error(`${file} is written in no way of writing letters that is known here`)
}

type Head = { readonly line: string; readonly encodings: readonly Encoding[] }

/** The first line, and in which ways its bytes may be letters. */
function headOf(file: string): Head {
  const piece = Buffer.alloc(65_536)
  const handle = openSync(file, 'r')
  const bytes = piece.subarray(0, readSync(handle, piece, 0, piece.length, 0))
  closeSync(handle)
  const first = (all: string): string => all.replace(/^\uFEFF/, '').split(/[\r\n]/)[0] ?? ''
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { line: first(bytes.toString('utf16le')), encodings: ['utf-16'] }
  const end = bytes.indexOf(10)
  const line = end === -1 ? bytes : bytes.subarray(0, end)
  if (line.some((byte) => byte < 32 && byte !== 9 && byte !== 13)) throw new Error(`${file} is not a text file of rows and cells`)
  if (!isUtf8(line)) return { line: first(line.toString('latin1')), encodings: ['latin-1'] }
  return { line: first(line.toString('utf8')), encodings: ['utf-8', 'latin-1'] }
}

/** A text file as its first line has it: the sign between cells, how many there are, whether they name the columns. Other lines are told. */
function csvSource(file: string, line: string, encoding: Encoding): string {
  if (line.trim() === '') throw new Error(`${file} does not begin with a row of cells`)
  const separator = [',', ';', '\t', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
  const [cells = []]: string[][] = parse(line, { delimiter: separator, relax_quotes: true })
  const isNamed = hasHeading(cells)
  const double = isNamed ? undefined : repeatedHeading(cells)
  if (double !== undefined) throw new Error(`${file} has two columns called ${double}: rename one`)
  const names = cells.map((cell, at) => (isNamed ? cell.trim() : `column${at + 1}`))
  const columns = names.map((name) => `${text(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${text(file)}, auto_detect = false, delim = ${text(separator)}, quote = '"', escape = '"', header = ${isNamed},
    columns = {${columns}}, ignore_errors = true, store_rejects = true, null_padding = false, encoding = ${text(encoding)})`
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
