import { plain, type Column, type Vocabulary } from '../column.ts'
import type { FileRow } from '../survey.ts'

/** Where a cell of the households' file comes from in a row of a submission, and how it is read. */
type Source = { readonly at: number; readonly read: (said: string) => string }

/** A cell of the households' file; broken where the workbook shows an error. */
export type SubmissionCell = { readonly text: string; readonly broken: boolean }

/** A table of submissions as columns of the households' file: its headings, and each row's cells under them. */
export type SubmissionCells = { readonly heading: readonly string[]; cells(row: FileRow): readonly SubmissionCell[] }

/** What ODK and Kobo add by themselves, and the parts of a repeat: nobody typed it. */
const added =
  /^(?:_.*|KEY|PARENT_KEY|SET-OF-.*|SubmissionDate|SubmitterI[Dd]|SubmitterName|Attachments(?:Present|Expected)|Status|ReviewState|DeviceID|Edits|FormVersion|(?:meta[-/])?instance(?:ID|Name)|meta[-/].*|formhub\/uuid|start|end|today|deviceid|username|phonenumber|simserial|subscriberid|audit)$/

/** Endings of the questions that a form of ours asks beside a column: `birth_date_year` is less of `birth_date`. */
const endings: Readonly<Record<string, (said: string) => string>> = {
  as: (said) => (said === 'unknown' || said === 'declined' ? `(${said})` : ''),
  unanswered: (said) => `(${said})`,
  said: (said) => said,
  month: (said) => said.slice(0, 7),
  year: (said) => said.slice(0, 4),
  about: (said) => `~${said.slice(0, 4)}`,
}

/**
 * Reads the headings of one table. Groups stand before a name, with `-` in ODK and `/` in Kobo; what was chosen of a list is separated by blanks. A heading that
 * is none of ours stays as it is, to be told.
 */
export function submissionCells(heading: readonly string[], vocabulary: Vocabulary): SubmissionCells {
  const sources = new Map<string, Source[]>()
  const found = (name: string, source: Source): void => {
    const before = sources.get(name)
    if (before === undefined) sources.set(name, [source])
    else before.push(source)
  }
  for (const [at, written] of heading.entries()) {
    const path = written.trim().split(/[/-]/)
    const [name = '', around = ''] = [path.at(-1), path.at(-2)]
    const column = columnNamed(written, vocabulary) ?? columnNamed(name, vocabulary)
    // Kobo can give each choice a column of its own beside the whole answer.
    if (written.trim() === '' || added.test(written.trim()) || columnNamed(around, vocabulary)?.kind === 'codes') continue
    const ending = /^(.+)_([a-z]+)$/.exec(name)
    const less = column === undefined ? endings[ending?.[2] ?? ''] : undefined
    const whole = less === undefined ? undefined : columnNamed(ending?.[1] ?? '', vocabulary)
    if (less !== undefined && whole !== undefined) found(whole.code, { at, read: less })
    else if (column === undefined) found(name, { at, read: (said) => said })
    else found(column.code, { at, read: (said) => chosen(said, column, vocabulary) })
  }
  const all = [...sources.values()]
  return { heading: [...sources.keys()], cells: (row) => all.map((some) => cellOf(some, row)) }
}

function columnNamed(name: string, { headings }: Vocabulary): Column | undefined {
  return headings.get(plain(name))
}

/** What the first of them says that says anything. */
function cellOf(sources: readonly Source[], { cells, broken = [] }: FileRow): SubmissionCell {
  for (const { at, read } of sources) {
    const said = (cells[at] ?? '').trim()
    const text = said === '' ? '' : read(said)
    if (text !== '') return { text, broken: broken.includes(at) }
  }
  return { text: '', broken: sources.some(({ at }) => broken.includes(at)) }
}

function chosen(said: string, { kind, list }: Column, { codes, answers }: Vocabulary): string {
  if (kind !== 'codes') return said
  const words = said.split(/\s+/)
  const known = codes.get(list ?? '')
  const [only = ''] = words
  if (words.length === 1 && answers.has(plain(only))) return said
  return words.every((word) => known?.has(plain(word)) === true) ? words.join('/') : said
}
