import type { Vocabulary } from '../column.ts'
import type { FileRow } from '../survey.ts'
import { submissionCells, type SubmissionCell } from './submission-cells.ts'

/** How the two programs say which submission a row is, and of which one a member is. */
const programs = [
  { own: 'KEY', parent: 'PARENT_KEY', name: 'KEY' },
  { own: '_index', parent: '_parent_index', name: '_uuid' },
] as const

type Program = (typeof programs)[number]

/** Which program wrote a table of members, by its headings; none when it is no such table. */
export function membersOf(heading: readonly string[]): Program | undefined {
  return programs.find(({ parent }) => heading.some((one) => one.trim() === parent))
}

export type Joined = {
  /** Of the households' file. */
  readonly heading: readonly string[]
  /** Rows of the first table, before those of the members. */
  submission(row: FileRow): void
  /** A member with what its household said; none when the submission was rejected. */
  member(row: FileRow): FileRow | undefined
  /** How many were rejected by whoever reviewed them, and how many hold nobody. */
  left(): { readonly rejected: number; readonly empty: number }
}

/**
 * Puts the submissions of ODK Central or Kobo and the members in their repeat together, one row for each person, as the households' file has them.
 * The household's reference is the submission's own, so that the same one sent again registers nobody twice.
 */
export function joinSubmissions(
  headings: { readonly submissions: readonly string[]; readonly members: readonly string[] },
  { program, vocabulary }: { readonly program: Program; readonly vocabulary: Vocabulary },
): Joined {
  const [household, person] = [headings.submissions, headings.members].map((one) => submissionCells(one, vocabulary))
  if (household === undefined || person === undefined) throw new Error('two tables were given')
  const at = (heading: readonly string[], name: string): number => heading.findIndex((one) => one.trim() === name)
  const own = at(headings.submissions, program.own)
  const name = at(headings.submissions, program.name)
  const review = at(headings.submissions, 'ReviewState')
  const parent = at(headings.members, program.parent)
  const kept = household.heading.flatMap((one, index) => (person.heading.includes(one) || one === 'household' ? [] : [index]))
  const said = new Map<string, { readonly name: string; readonly cells: readonly SubmissionCell[] } | 'rejected'>()
  const met = new Set<string>()
  const empty: SubmissionCell = { text: '', broken: false }
  const sharedOf = (row: FileRow): readonly SubmissionCell[] => {
    const cells = household.cells(row)
    return kept.map((index) => cells[index] ?? empty)
  }
  return {
    heading: ['household', ...kept.map((index) => household.heading[index] ?? ''), ...person.heading],
    submission(row) {
      const key = (row.cells[own] ?? '').trim()
      const isRejected = (row.cells[review] ?? '').trim() === 'rejected'
      said.set(key, isRejected ? 'rejected' : { name: (row.cells[name] ?? '').trim() || key, cells: sharedOf(row) })
    },
    member(row) {
      const key = (row.cells[parent] ?? '').trim()
      met.add(key)
      const shared = said.get(key)
      if (shared === 'rejected') return undefined
      const reference = { text: shared?.name ?? key, broken: false }
      const cells = [reference, ...(shared?.cells ?? kept.map(() => empty)), ...person.cells(row)]
      const broken = cells.flatMap((one, index) => (one.broken ? [index] : []))
      return { line: row.line, cells: cells.map((one) => one.text), ...(broken.length === 0 ? {} : { broken }) }
    },
    left() {
      const all = [...said]
      return {
        rejected: all.filter(([, one]) => one === 'rejected').length,
        empty: all.filter(([key, one]) => one !== 'rejected' && !met.has(key)).length,
      }
    },
  }
}
