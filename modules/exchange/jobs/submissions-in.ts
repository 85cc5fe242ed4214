import type { NamedTable, Table, TableItem } from '@convive/files'
import type { Vocabulary } from '../domain/column.ts'
import { joinSubmissions, membersOf, type Joined } from '../domain/submissions/join-submissions.ts'

/** Submissions of ODK or Kobo as one table of persons. `left` counts what the last look through it left out. */
export type Submissions = { readonly table: Table; left(): ReturnType<Joined['left']> }

/** The submissions of a file of several tables: the one of whole submissions and that of the members in their repeat; none where there is no such pair. */
export async function submissionsIn(tables: readonly NamedTable[], vocabulary: Vocabulary): Promise<Submissions | undefined> {
  const headings = await Promise.all(tables.map(headingOf))
  const at = headings.findIndex((heading) => membersOf(heading) !== undefined)
  const program = membersOf(headings[at] ?? [])
  const main = headings.findIndex(
    (heading, index) => index !== at && heading.some((one) => one.trim() === program?.own) && membersOf(heading) === undefined,
  )
  const [submissions, members] = [tables[main], tables[at]]
  if (program === undefined || submissions === undefined || members === undefined) return undefined
  const of = { submissions: headings[main] ?? [], members: headings[at] ?? [] }
  let joined = joinSubmissions(of, { program, vocabulary })
  async function* rows(): AsyncGenerator<TableItem> {
    if (submissions === undefined || members === undefined || program === undefined) return
    joined = joinSubmissions(of, { program, vocabulary })
    yield { line: 1, cells: joined.heading }
    for await (const row of below(submissions)) {
      if ('fault' in row) return yield row
      joined.submission(row)
    }
    for await (const row of below(members)) {
      const person = 'fault' in row ? row : joined.member(row)
      if (person !== undefined) yield person
      if ('fault' in row) return
    }
  }
  return { table: { kind: 'xlsx', rows }, left: () => joined.left() }
}

async function headingOf(table: NamedTable): Promise<readonly string[]> {
  for await (const row of table.rows()) return 'fault' in row ? [] : row.cells
  return []
}

/** The rows under the heading. */
async function* below(table: NamedTable): AsyncGenerator<TableItem> {
  let isHeading = true
  for await (const row of table.rows()) {
    if (!isHeading || 'fault' in row) yield row
    isHeading = false
  }
}
