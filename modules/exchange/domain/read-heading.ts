import { nearestName, ok, refuse, type Refusal, type Result } from '@convive/kernel'
import { plain, type Column, type Vocabulary } from './column.ts'

/** A heading that is none of ours, with the one it is like. What it holds stays out. */
export type Ignored = { readonly heading: string; readonly like?: string | undefined }

export type Heading = {
  /** By position in the file. */
  readonly columns: readonly (Column | undefined)[]
  readonly ignored: readonly Ignored[]
}

/** The first row as columns: each once, every required one there. A heading that is like a missing column stops the import. */
export function readHeading(cells: readonly string[], vocabulary: Vocabulary): Result<Heading> {
  const columns = cells.map((cell) => vocabulary.headings.get(plain(cell)))
  const codes = columns.flatMap((column) => column?.code ?? [])
  const known = vocabulary.columns.map((column) => column.code)
  const ignored = cells.flatMap((cell, at): readonly Ignored[] => {
    if (columns[at] !== undefined || cell.trim() === '') return []
    const like = nearestHeading(cell, vocabulary)
    return [{ heading: cell.trim().slice(0, 60), like: like !== undefined && codes.includes(like) ? undefined : like }]
  })
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  const missing = vocabulary.columns
    .filter((column) => column.required === true && !codes.includes(column.code))
    .map(({ code }) => code)
  const faults: Refusal[] = []
  if (codes.length === 0) faults.push({ code: 'exchange/heading-missing' })
  else if (missing.length > 0) faults.push({ code: 'exchange/columns-missing', with: { columns: missing.join(', ') } })
  if (codes.length > 0 && !codes.includes('birth_date') && !codes.includes('age'))
    faults.push({ code: 'exchange/columns-missing', with: { columns: 'birth_date' } })
  if (twice !== undefined) faults.push({ code: 'exchange/column-twice', with: { column: twice } })
  const mistyped = codes.length === 0 ? [] : ignored.filter((one) => one.like !== undefined && known.includes(one.like))
  for (const { heading, like = '' } of mistyped) faults.push({ code: 'exchange/column-like', with: { heading, column: like } })
  const [first, ...more] = faults
  return first === undefined ? ok({ columns, ignored }) : refuse(first, ...more)
}

/** Closer than for a word on a command line: a column of something else is left out, not complained of. */
function nearestHeading(heading: string, vocabulary: Vocabulary): string | undefined {
  const wanted = plain(heading)
  const near = nearestName(wanted, [...vocabulary.headings.keys()])
  if (near === undefined || wanted.length < 4 || !isClose(wanted, near)) return undefined
  return vocabulary.headings.get(near)?.code
}

function isClose(one: string, other: string): boolean {
  const shared = [...one].filter(
    (letter, at) => other[at] === letter || other[at - 1] === letter || other[at + 1] === letter,
  ).length
  return Math.abs(one.length - other.length) <= 2 && shared >= one.length - Math.max(1, Math.floor(one.length / 6))
}
