import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { refuse } from '@convive/kernel'
import { parse } from 'csv-parse/sync'
import { refusalError } from '../refusal-error.ts'
import { hasHeading, repeatedHeading } from './guess-columns.ts'

/** How letters are written as bytes: lines of a text file that are not UTF-8 are read as Latin-1, as spreadsheets of offices write it. */
export type Encoding = 'utf-8' | 'latin-1' | 'utf-16'

/** How rows are written as text. */
export type Layout = { readonly separator: string; readonly isNamed: boolean; readonly names: readonly string[] }

/** How a file is laid out; in UTF-16 also which byte of two comes first. */
export type Head = { readonly layout: Layout; readonly wide: 'utf-16le' | 'utf-16be' | undefined }

/** Before anything is read of it. */
export function refuseFolder(file: string): void {
  if (statSync(file).isDirectory()) throw refusalError(refuse({ code: 'matching/folder-given', with: { file } }))
}

/** By the first line; what is no text of rows and cells is refused. */
export function headOf(file: string): Head {
  const piece = Buffer.alloc(65_536)
  const handle = openSync(file, 'r')
  const bytes = piece.subarray(0, readSync(handle, piece, 0, piece.length, 0))
  closeSync(handle)
  const first = (all: string): Layout => layoutOf(file, all.replace(/^\uFEFF/, '').split(/[\r\n]/)[0] ?? '')
  const wide = widthOf(bytes)
  if (wide !== undefined) return { layout: first(new TextDecoder(wide).decode(bytes)), wide }
  // Workbooks are archives (.xlsx, .ods) or begin like all old files of Office (.xls).
  const signature = bytes.subarray(0, 4).toString('latin1')
  if (signature === 'PK\u0003\u0004' || signature === '\u00D0\u00CF\u0011\u00E0')
    throw refusalError(refuse({ code: 'matching/workbook', with: { file } }))
  const end = bytes.indexOf(10)
  const line = end === -1 ? bytes : bytes.subarray(0, end)
  if (line.some((byte) => byte < 32 && byte !== 9 && byte !== 13) || /^(\u0089PNG|\u00FF\u00D8\u00FF|GIF8|%PDF)/.test(signature))
    throw refusalError(refuse({ code: 'matching/not-a-table', with: { file } }))
  return { layout: first(line.toString(isUtf8(line) ? 'utf8' : 'latin1')), wide: undefined }
}

function widthOf(bytes: Buffer): Head['wide'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

/** A page or a document of objects, which is text as well. */
const otherText = /^\s*(<[!?a-z]|\{|\[\s*($|[{"[\d]))/i

/** The sign between cells, how many there are, whether they name the columns. */
function layoutOf(file: string, line: string): Layout {
  if (line.trim() === '') throw refusalError(refuse({ code: 'matching/empty-file', with: { file } }))
  if (otherText.test(line)) throw refusalError(refuse({ code: 'matching/not-a-table', with: { file } }))
  const separator = [',', ';', '\t', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
  const [cells = []]: string[][] = parse(line, { delimiter: separator, relax_quotes: true })
  const isNamed = hasHeading(cells)
  if (isNamed) refuseDouble(cells, file)
  const double = isNamed ? undefined : repeatedHeading(cells)
  if (double !== undefined) throw refusalError(refuse({ code: 'matching/column-twice', with: { file, column: double } }))
  return { separator, isNamed, names: cells.map((cell, at) => (isNamed ? cell.trim() : `column${at + 1}`)) }
}

/** DuckDB knows no capitals in names of columns. */
export function refuseDouble(names: readonly string[], file: string): void {
  const plain = names.map((name) => name.trim().toLowerCase())
  const double = names.find((_, at) => plain.indexOf(plain[at] ?? '') < at)
  if (double !== undefined) throw refusalError(refuse({ code: 'matching/column-twice', with: { file, column: double.trim() } }))
}

/**
 * Lines that are not laid out so are left out and counted. Where cells have several lines (`isFlat` is false), one thread reads: of several, one
 * may begin in the midst of such a cell and take its lines for rows.
 */
export function csvSource(file: string, { separator, isNamed, names }: Layout, isFlat: boolean): string {
  const columns = names.map((name) => `${text(name)}: 'VARCHAR'`).join(', ')
  return `read_csv(${text(file)}, auto_detect = false, delim = ${text(separator)}, quote = '"', escape = '"', header = ${isNamed},
    columns = {${columns}}, ignore_errors = true, store_rejects = true, null_padding = false, encoding = 'utf-8', parallel = ${isFlat})`
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
