import { holdWorkbook } from './open-table.ts'
import { sheetRows } from './sheet-rows.ts'
import type { Fault, Pieces, Row, Sheet } from './table.ts'
import { dateFormats, isTooLarge, openParts, sharedTexts, sheetsIn } from './workbook.ts'

/** No form is larger; packed, and each of its sheets unpacked, in bytes. */
const [largestFile, largestSheet] = [10 * 1024 * 1024, 64 * 1024 * 1024]

/**
 * Several sheets of one workbook, hidden ones too, in their order. Rows only of those that are asked for by name (in small letters), at most
 * `most` of each; cells that a formula gave are marked.
 */
export async function openSheets(
  pieces: Pieces,
  { named, most }: { readonly named: ReadonlySet<string>; readonly most: number },
): Promise<readonly Sheet[] | Fault> {
  const file = await holdWorkbook(pieces, largestFile)
  if (file === undefined) return { fault: 'too-large' }
  if (file.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return { fault: 'old-workbook' }
  if (!file.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return { fault: 'type' }
  try {
    const parts = await openParts(file)
    if (parts === 'locked') return { fault: 'locked' }
    if (parts === undefined) return { fault: 'type' }
    const { sheets, from1904 } = await sheetsIn(parts)
    if (sheets.length === 0) return { fault: 'type' }
    const around = { texts: await sharedTexts(parts), formats: await dateFormats(parts), from1904, formulas: true }
    const read: Sheet[] = []
    for (const { name, path } of sheets) {
      const part = parts.get(path)
      const rows: Row[] = []
      if (part !== undefined && named.has(name.trim().toLowerCase()))
        for await (const row of sheetRows({ bytes: () => part.bytes(largestSheet) }, around)) {
          rows.push(row)
          if (rows.length > most) break
        }
      read.push({ name, rows })
    }
    return read
  } catch (error) {
    return { fault: isTooLarge(error) ? 'too-large' : 'broken' }
  }
}
