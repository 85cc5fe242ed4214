import { excelDate } from './excel-date.ts'
import { longestRow, mostColumns, type Row } from './table.ts'
import type { DateFormat, Part } from './workbook.ts'
import { createXmlReader, type XmlHandlers } from './xml-reader.ts'

export type Around = {
  readonly texts: readonly string[]
  readonly formats: readonly DateFormat[]
  readonly from1904: boolean
  readonly formulas?: boolean
}

/** The rows of a sheet as its XML comes (ECMA-376, part 1, 18.3), one piece in memory at a time. Empty rows are left out. */
export async function* sheetRows(sheet: Part, around: Around): AsyncGenerator<Row> {
  const ready: Row[] = []
  const reader = createXmlReader(rowHandlers(around, (row) => ready.push(row)))
  for await (const bytes of sheet.bytes()) {
    reader.write(bytes)
    yield* ready.splice(0)
  }
  reader.end()
  yield* ready.splice(0)
}

type Cell = { readonly column: number; readonly type: string; readonly style: number }

function rowHandlers(around: Around, keep: (row: Row) => void): XmlHandlers {
  let [line, column, value, size] = [0, -1, '', 0]
  let cell: Cell | undefined
  let reading = false
  let cells: string[] = []
  let broken: number[] = []
  let formulas: number[] = []
  return {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1)
        ;[column, cells, broken, formulas, size] = [-1, [], [], [], 0]
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1
        if (column >= mostColumns) throw new Error('too many columns')
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? '0') }
        value = ''
      } else if (name === 'f' && cell !== undefined && around.formulas === true) formulas.push(cell.column)
      reading = cell !== undefined && (name === 'v' || (name === 't' && cell.type === 'inlineStr'))
    },
    text(more) {
      if (!reading) return
      value += more
      size += more.length
      if (size > longestRow) throw new Error('too long a row')
    },
    close(name) {
      reading = false
      if (name === 'c' && cell !== undefined) {
        while (cells.length < cell.column) cells.push('')
        if (cell.type === 'e') broken.push(cell.column)
        cells[cell.column] = textOf(cell, value, around)
        cell = undefined
      }
      if (name === 'row' && (broken.length > 0 || formulas.length > 0 || cells.some((one) => one.trim() !== '')))
        keep({ line, cells, ...(broken.length > 0 ? { broken } : {}), ...(formulas.length > 0 ? { formulas } : {}) })
    },
  }
}

function textOf({ type, style }: Cell, value: string, { texts, formats, from1904 }: Around): string {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? ''
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    case 'd':
      return value.slice(0, 10)
    case 'n': {
      const shows = formats[style]
      if (value === '' || shows === undefined) return plainNumber(value)
      return excelDate(Number(value), shows, from1904) ?? value
    }
    default:
      return value
  }
}

/** 5.95981234567E11 is how a workbook keeps the telephone number 595981234567. */
function plainNumber(value: string): string {
  return /e/i.test(value) && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value
}

/** `BC12` → 54. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
