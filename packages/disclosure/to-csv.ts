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
  const head = [...table.dimensions.map(({ name }) => text(labels.dimension(name))), text(labels.count)]
  const rows = gridOf(table).map(({ at, count }) => [
    ...table.dimensions.map(({ name }) => {
      const value = at[name] ?? null
      return text(value === null ? labels.all : labels.value(name, value))
    }),
    String(count),
  ])
  return [head, ...rows].map((fields) => `${fields.join(',')}\r\n`).join('')
}

/** Spreadsheets in East Asian locales take the full-width signs for formulas too, and leading blanks do not stop them. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

function text(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
