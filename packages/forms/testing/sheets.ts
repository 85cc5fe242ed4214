import type { Sheet, WrittenSheet } from '@convive/files'
import { readForm, type ReadForm } from '../index.ts'

/** Sheets as one writes them in a chat: `survey`, then a table with bars; empty lines are no rows. */
function sheetsFrom(text: string): readonly Sheet[] {
  const sheets: { name: string; rows: { line: number; cells: string[] }[] }[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    if (!line.startsWith('|')) sheets.push({ name: line, rows: [] })
    else {
      const cells = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('¦', '|'))
      const rows = sheets.at(-1)?.rows
      rows?.push({ line: rows.length + 1, cells })
    }
  }
  return sheets
}

export function formFrom(text: string): ReadForm {
  return readForm(sheetsFrom(text))
}

/** As a program would read what was written. */
export function readBack(sheets: readonly WrittenSheet[]): ReadForm {
  return readForm(sheets.map(({ name, rows }) => ({ name, rows: rows.map((cells, at) => ({ line: at + 1, cells })) })))
}

/** What was found, one line each: `left-out xpath-function survey 3 relevant pulldata`. */
export function told({ found }: ReadForm): readonly string[] {
  return found.map(({ weight, code, sheet, row, column, with: words }) =>
    [weight, code, sheet, row, column, words?.['name']].filter((one) => one !== undefined && one !== '').join(' '),
  )
}
