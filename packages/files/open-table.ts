import { detectEncoding } from './encoding.ts'
import { csvRows, separatorOf } from './read-csv.ts'
import { sheetRows } from './sheet-rows.ts'
import type { Fault, Pieces, Table, TableItem } from './table.ts'
import { dateFormats, firstSheet, isTooLarge, openParts, sharedTexts, type Part } from './workbook.ts'

/** A packed workbook is held in memory while it is read; a text file never is. */
const largestWorkbook = 48 * 1024 * 1024

/** How PDF, RTF, XML, pages, PNG, JPEG, GIF, RAR and gzip begin: none of them is a table, and some of them are text. */
const otherKinds = [
  '%pdf',
  '{\\rtf',
  '<?xml',
  '<html',
  '<!doc',
  '\u0089png',
  '\u00ff\u00d8\u00ff',
  'gif8',
  'rar!',
  '\u001f\u008b',
]

/** Opens a table by what the file is, whatever its name says: CSV in any of four encodings, or a workbook of Excel or LibreOffice. */
export async function openTable(pieces: Pieces): Promise<Table | Fault> {
  const head = await headOf(pieces, 8)
  if (head.length === 0) return { fault: 'type' }
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return openWorkbook(pieces)
  // Compound File Binary: workbooks of before 2007, and those with a password.
  if (head.equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return { fault: 'old-workbook' }
  const text = head.toString('latin1').toLowerCase()
  if (otherKinds.some((start) => text.startsWith(start))) return { fault: 'type' }
  const encoding = await detectEncoding(pieces())
  if (encoding === 'unknown') return { fault: 'encoding' }
  const { separator, said } = await separatorOf(pieces, encoding)
  return { kind: 'csv', encoding, separator, rows: () => csvRows(pieces, { encoding, separator, said }) }
}

async function headOf(pieces: Pieces, size: number): Promise<Buffer> {
  let head = Buffer.alloc(0)
  for await (const piece of pieces()) {
    head = Buffer.concat([head, piece])
    if (head.length >= size) break
  }
  return head.subarray(0, size)
}

/** A whole file in memory, unless it is larger. */
export async function holdWorkbook(pieces: Pieces, largest: number): Promise<Buffer | undefined> {
  const held: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces()) {
    size += piece.length
    if (size > largest) return undefined
    held.push(piece)
  }
  return Buffer.concat(held)
}

async function openWorkbook(pieces: Pieces): Promise<Table | Fault> {
  const held = await holdWorkbook(pieces, largestWorkbook)
  if (held === undefined) return { fault: 'too-large' }
  try {
    const parts = await openParts(held)
    if (parts === 'locked') return { fault: 'locked' }
    const first = parts === undefined ? undefined : await firstSheet(parts)
    const sheet = first === undefined ? undefined : parts?.get(first.path)
    if (parts === undefined || first === undefined || sheet === undefined) return { fault: 'type' }
    const [texts, formats] = [await sharedTexts(parts), await dateFormats(parts)]
    return { kind: 'xlsx', rows: () => guarded(sheet, { texts, formats, from1904: first.from1904 }) }
  } catch (error) {
    return { fault: isTooLarge(error) ? 'too-large' : 'broken' }
  }
}

/** Whatever a broken or hostile file makes the readers throw is one fault, told with the row it came after. */
export async function* guarded(sheet: Part, around: Parameters<typeof sheetRows>[1]): AsyncGenerator<TableItem> {
  let line = 0
  const rows = sheetRows(sheet, around)[Symbol.asyncIterator]()
  for (;;) {
    const next = await rows
      .next()
      .catch((error: unknown): Fault => ({ fault: isTooLarge(error) ? 'too-large' : 'broken', line: line + 1 }))
    if ('fault' in next) return yield next
    if (next.done === true) return
    line = next.value.line
    yield next.value
  }
}
