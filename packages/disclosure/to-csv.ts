import { csvLine } from '@convive/kernel'
import { gridOf, type SafeTable } from './safe-table.ts'

/** The words of the reader's language. */
export type TableLabels = {
  readonly dimension: (name: string) => string
  readonly value: (dimension: string, value: string) => string
  /** For a margin: "all". */
  readonly all: string
  /** Heads the column of numbers. */
  readonly count: string
}

/**
 * The table as CSV (RFC 4180: commas, CRLF, quotes doubled), to be sent as UTF-8 without a byte order mark; zeros included.
 * A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
 */
export function toCsv(table: SafeTable, labels: TableLabels): string {
  const head = [...table.dimensions.map(({ name }) => labels.dimension(name)), labels.count]
  const rows = gridOf(table).map(({ at, count }) => [
    ...table.dimensions.map(({ name }) => {
      const value = at[name] ?? null
      return value === null ? labels.all : labels.value(name, value)
    }),
    String(count),
  ])
  return [head, ...rows].map(csvLine).join('')
}
