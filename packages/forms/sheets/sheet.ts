import type { Sheet } from '@convive/files'
import type { Found } from '../found.ts'
import { languageIn } from './languages.ts'

/** A row of a sheet by its headings, with its number in the sheet. */
export type SheetRow = { readonly row: number; readonly cells: ReadonlyMap<string, string> }

export type ReadSheet = {
  readonly name: string
  readonly rows: readonly SheetRow[]
  /** Language by heading, of the columns that are there once a language: `label::Español (es)`. */
  readonly languages: ReadonlyMap<string, string>
  readonly headings: readonly string[]
}

/** Older and other spellings of a heading (xlsform.org; Kobo writes `list name` and `calculate` too). */
const otherNames: Readonly<Record<string, string>> = {
  command: 'type',
  value: 'name',
  caption: 'label',
  calculate: 'calculation',
  relevance: 'relevant',
  'list name': 'list_name',
  listname: 'list_name',
  'constraint message': 'constraint_message',
  'required message': 'required_message',
  'choice filter': 'choice_filter',
  'read only': 'read_only',
  readonly: 'read_only',
  'jr:count': 'repeat_count',
  'repeat count': 'repeat_count',
  'bind::relevant': 'relevant',
  'bind::constraint': 'constraint',
  'bind::required': 'required',
  'bind::calculate': 'calculation',
  'body::appearance': 'appearance',
  'control::appearance': 'appearance',
}

const manyLanguages = ['label', 'hint', 'constraint_message', 'required_message', 'guidance_hint']
export const mostRows = 20_000
const longestCell = 32_767

/** Rows by heading; what is wrong with cells is told at their place. Formulas are read as the value they last had. */
export function readSheet({ name, rows }: Sheet, found: Found[]): ReadSheet {
  const [heading, ...body] = rows
  const languages = new Map<string, string>()
  const headings = (heading?.cells ?? []).map((cell) => headingOf(cell, languages))
  const read: SheetRow[] = []
  for (const { line, cells, broken = [], formulas = [] } of body.slice(0, mostRows)) {
    const own = new Map<string, string>()
    for (const [at, text] of cells.entries()) {
      const column = headings[at] ?? ''
      const place = { sheet: name, row: line, column }
      if (broken.includes(at)) found.push({ weight: 'refused', code: 'cell-error', ...place })
      else if (formulas.includes(at))
        found.push(
          text.trim() === ''
            ? { weight: 'refused', code: 'formula-empty', ...place }
            : { weight: 'note', code: 'formula', ...place },
        )
      if (text.length > longestCell) found.push({ weight: 'refused', code: 'too-long', ...place })
      if (column !== '' && text.trim() !== '' && !own.has(column)) own.set(column, text.trim())
    }
    if (own.size > 0) read.push({ row: line, cells: own })
  }
  if (body.length > mostRows)
    found.push({ weight: 'refused', code: 'too-many-rows', sheet: name, row: mostRows + 2, column: '', with: { most: mostRows } })
  return { name, rows: read, languages, headings: headings.filter((one) => one !== '') }
}

function headingOf(cell: string, languages: Map<string, string>): string {
  const trimmed = cell.trim()
  const small = trimmed.toLowerCase().replaceAll(/\s*::\s*/g, '::')
  const plain = Object.hasOwn(otherNames, small) ? otherNames[small] : undefined
  if (plain !== undefined) return plain
  const [, first = '', language = ''] = /^([^:]+)::?(.+)$/su.exec(trimmed) ?? []
  const column = first.trim().toLowerCase().replaceAll(' ', '_')
  const known = otherNames[column] ?? column
  if (!manyLanguages.includes(known) || language === '') return small
  const heading = `${known}::${languageIn(language)}`
  languages.set(heading, languageIn(language))
  return heading
}

/** The words of a row in each language; a column without one counts for `''`. */
export function textsIn(
  { cells }: SheetRow,
  column: string,
  languages: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const own = [...languages].flatMap(([heading, language]): [string, string][] => {
    const text = heading.startsWith(`${column}::`) ? cells.get(heading) : undefined
    return text === undefined ? [] : [[language, text]]
  })
  const plain = cells.get(column)
  return Object.fromEntries(plain === undefined ? own : [['', plain], ...own])
}
