import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headingLine, type Heading } from './parse-concealed.ts'

type Written = {
  readonly heading: Heading
  /** Pseudonym and key. */
  readonly lines: readonly string[]
  /** Pseudonym, id and file. */
  readonly list: readonly (readonly string[])[]
}

/**
 * Writes `send/concealed.clk` and `keep/pseudonyms.csv` into folders of their own, so that nobody sends both by mistake. Lines are in the order of
 * pseudonyms: that of the file might tell who is who. The list is there first, and only its owner reads it.
 */
export function writeConcealed(out: string, { heading, lines, list }: Written): { readonly send: string; readonly keep: string } {
  const [send, keep] = [join(out, 'send', 'concealed.clk'), join(out, 'keep', 'pseudonyms.csv')]
  mkdirSync(join(out, 'keep'), { mode: 0o700 })
  mkdirSync(join(out, 'send'), { mode: 0o700 })
  const sorted = list.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
  writeFileSync(keep, [['pseudonym', 'id', 'file'], ...sorted].map(line).join(''), { mode: 0o600 })
  writeFileSync(send, `${headingLine(heading)}\n${lines.toSorted().join('\n')}\n`, { mode: 0o600 })
  return { send, keep }
}

/** A row as RFC 4180 has it. Ids stay as they are, also where a spreadsheet would take one for a formula: the list is for joining them again. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}
