/** Spreadsheets in East Asian locales take the full-width signs for formulas too, and leading blanks do not stop them. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/**
 * One line of a CSV file (RFC 4180: commas, CRLF, quotes doubled). A text that a spreadsheet would run as a formula gets an apostrophe in
 * front (OWASP, “CSV Injection”).
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

function cell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
