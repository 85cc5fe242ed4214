import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { hasHeading, repeatedHeading } from './guess-columns.ts'

export type Encoding = 'utf-8' | 'latin-1' | 'utf-16'

/** How rows are written as text. `isWhole`: by a program that closes its quotation marks. */
export type Layout = {
  readonly separator: string
  readonly isNamed: boolean
  readonly names: readonly string[]
  readonly isWhole: boolean
}

/** How a file is laid out, and in which ways its bytes may be letters. */
export type Head = { readonly layout: Layout; readonly encodings: readonly Encoding[] }

/** By the first line. */
export function headOf(file: string): Head {
  const piece = Buffer.alloc(65_536)
  const handle = openSync(file, 'r')
  const bytes = piece.subarray(0, readSync(handle, piece, 0, piece.length, 0))
  closeSync(handle)
  const first = (all: string): Layout => layoutOf(file, all.replace(/^\uFEFF/, '').split(/[\r\n]/)[0] ?? '')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { layout: first(bytes.toString('utf16le')), encodings: ['utf-16'] }
  const end = bytes.indexOf(10)
  const line = end === -1 ? bytes : bytes.subarray(0, end)
  if (line.some((byte) => byte < 32 && byte !== 9 && byte !== 13)) throw new Error(`${file} is not a text file of rows and cells`)
  if (!isUtf8(line)) return { layout: first(line.toString('latin1')), encodings: ['latin-1'] }
  return { layout: first(line.toString('utf8')), encodings: ['utf-8', 'latin-1'] }
}

/** The sign between cells, how many there are, whether they name the columns. */
function layoutOf(file: string, line: string): Layout {
  if (line.trim() === '') throw new Error(`${file} does not begin with a row of cells`)
  const separator = [',', ';', '\t', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
  const [cells = []]: string[][] = parse(line, { delimiter: separator, relax_quotes: true })
  const isNamed = hasHeading(cells)
  if (isNamed) refuseDouble(cells, file)
  const double = isNamed ? undefined : repeatedHeading(cells)
  if (double !== undefined) throw new Error(`${file} has two columns called ${double}: rename one`)
  return { separator, isNamed, names: cells.map((cell, at) => (isNamed ? cell.trim() : `column${at + 1}`)), isWhole: false }
}

/** DuckDB knows no capitals in names of columns. */
export function refuseDouble(names: readonly string[], file: string): void {
  const plain = names.map((name) => name.toLowerCase())
  const double = names.find((_, at) => plain.indexOf(plain[at] ?? '') < at)
  if (double !== undefined) throw new Error(`${file} has two columns called ${double}: rename one`)
}

/** Lines that are not laid out so are left out and counted. Several threads may begin in the midst of a cell of many lines: of what is whole nothing may be lost. */
export function csvSource(file: string, { separator, isNamed, names, isWhole }: Layout, encoding: Encoding): string {
  const columns = names.map((name) => `${text(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${text(file)}, auto_detect = false, delim = ${text(separator)}, quote = '"', escape = '"', header = ${isNamed},
    columns = {${columns}}, ignore_errors = true, store_rejects = true, null_padding = false, encoding = ${text(encoding)}, parallel = ${!isWhole})`
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
