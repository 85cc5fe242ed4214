import { detectEncoding } from './encoding.ts'
import { guarded, holdWorkbook } from './open-table.ts'
import { csvRows, separatorOf } from './read-csv.ts'
import type { Fault, Pieces, TableItem } from './table.ts'
import { dateFormats, isTooLarge, openParts, sharedTexts, sheetsIn, type Part } from './workbook.ts'

/** One table of several in a file; it may be gone through several times. */
export type NamedTable = { readonly name: string; rows(): AsyncIterable<TableItem> }

/** Packed, in bytes; it is held in memory. */
const largest = 48 * 1024 * 1024
const mostTables = 30

/**
 * Every table of a file that holds several: the sheets of a workbook that can be seen, or the CSV files of a zip, in their order. None for a
 * file that is neither; what else a zip holds, such as photographs, is never unpacked.
 */
export async function openTables(pieces: Pieces): Promise<readonly NamedTable[] | Fault> {
  const held = await holdWorkbook(pieces, largest)
  if (held === undefined) return { fault: 'too-large' }
  if (!held.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return []
  try {
    const parts = await openParts(held)
    if (parts === 'locked') return { fault: 'locked' }
    if (parts === undefined) return []
    return parts.has('xl/workbook.xml') ? await sheetsOf(parts) : await textsOf(parts)
  } catch (error) {
    return { fault: isTooLarge(error) ? 'too-large' : 'broken' }
  }
}

async function sheetsOf(parts: ReadonlyMap<string, Part>): Promise<readonly NamedTable[]> {
  const { sheets, from1904 } = await sheetsIn(parts)
  const around = { texts: await sharedTexts(parts), formats: await dateFormats(parts), from1904 }
  return sheets
    .filter((one) => one.visible)
    .slice(0, mostTables)
    .flatMap(({ name, path }) => {
      const part = parts.get(path)
      return part === undefined ? [] : [{ name, rows: () => guarded(part, around) }]
    })
}

async function textsOf(parts: ReadonlyMap<string, Part>): Promise<readonly NamedTable[] | Fault> {
  const tables: NamedTable[] = []
  for (const [path, part] of parts) {
    if (!path.toLowerCase().endsWith('.csv') || tables.length >= mostTables) continue
    const text: Pieces = () => part.bytes()
    const encoding = await detectEncoding(text())
    if (encoding === 'unknown') return { fault: 'encoding' }
    const { separator, said } = await separatorOf(text, encoding)
    const name = (path.split('/').at(-1) ?? path).slice(0, -'.csv'.length)
    tables.push({ name, rows: () => csvRows(text, { encoding, separator, said }) })
  }
  return tables
}
