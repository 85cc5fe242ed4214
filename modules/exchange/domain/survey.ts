import { ok, refuse, type Result } from '@convive/kernel'
import type { Vocabulary } from './column.ts'
import { orderShownBy, type DateOrder } from './read-date.ts'
import { readHeading, type Heading } from './read-heading.ts'

/** A row of the file: see `packages/files`. */
export type FileRow = { readonly line: number; readonly cells: readonly string[]; readonly broken?: readonly number[] }

/** What one look through the whole file tells, before anything is registered. */
export type Survey = {
  readonly heading: Heading
  readonly rows: number
  /** For each household's own reference the line of its last row: rows of one household need not stand together. */
  readonly lastLine: ReadonlyMap<string, number>
}

export const mostRows = 300_000

const otherOrder = { 'day-first': 'exchange/dates-day-first', 'month-first': 'exchange/dates-month-first' } as const

/** Takes rows one by one; `done` judges the file as a whole. */
export function beginSurvey(
  vocabulary: Vocabulary,
  order: DateOrder,
): { take(row: FileRow): Result<undefined>; done(): Result<Survey> } {
  const lastLine = new Map<string, number>()
  const dates = { 'day-first': 0, 'month-first': 0 }
  let heading: Heading | undefined
  let [rows, reference, sex, dateColumns]: [number, number, number, readonly number[]] = [0, -1, -1, []]
  let otherOrderAt = 0
  return {
    take(row) {
      if (heading === undefined) {
        const read = readHeading(row.cells, vocabulary)
        if (!read.ok) return read
        heading = read.value
        reference = heading.columns.findIndex((column) => column?.kind === 'reference')
        sex = heading.columns.findIndex((column) => column?.code === 'sex')
        dateColumns = heading.columns.flatMap((column, at) => (column?.kind === 'date' ? [at] : []))
        return ok(undefined)
      }
      rows += 1
      if (rows > mostRows) return refuse({ code: 'exchange/too-many-rows', with: { most: mostRows } })
      const own = referenceOf(row, reference)
      if (own !== '') lastLine.set(own, row.line)
      // Hombre and Mujer: here M would be a man, and every woman of the list would become one.
      if ((row.cells[sex] ?? '').trim().toLowerCase() === 'h')
        return refuse({ code: 'exchange/sex-letters', with: { line: row.line } })
      for (const at of dateColumns) {
        const shown = orderShownBy(row.cells[at] ?? '')
        if (shown === undefined) continue
        dates[shown] += 1
        if (shown !== order && otherOrderAt === 0) otherOrderAt = row.line
      }
      return ok(undefined)
    },
    done() {
      if (heading === undefined) return refuse('exchange/heading-missing')
      if (rows === 0) return refuse('exchange/file-empty')
      // Every date that tells its order tells the other one: the rest would be read wrongly without anybody noticing.
      const other: DateOrder = order === 'day-first' ? 'month-first' : 'day-first'
      if (dates[other] > 0 && dates[order] === 0) return refuse({ code: otherOrder[other], with: { line: otherOrderAt } })
      return ok({ heading, rows, lastLine })
    },
  }
}

/** The household's own reference in a row; blanks around and between make no difference. */
export function referenceOf(row: FileRow, column: number): string {
  return (row.cells[column] ?? '').trim().replaceAll(/\s+/g, ' ')
}
