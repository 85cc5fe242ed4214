import { parse } from 'csv-parse'
import { pipeline, Readable } from 'node:stream'
import type { Encoding } from './encoding.ts'
import { longestRow, mostColumns, type Pieces, type TableItem } from './table.ts'

const separators = [';', ',', '\t', '|']

/** Text of the file, piece by piece. A mark in front is left out. */
async function* decoded(pieces: Pieces, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of pieces()) {
    const text = decoder.decode(piece, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** The sign between the cells: the one that stands most often in the first line, outside quotes; `sep=;` in front says it. */
export async function separatorOf(
  pieces: Pieces,
  encoding: Encoding,
): Promise<{ readonly separator: string; readonly said: boolean }> {
  let head = ''
  for await (const text of decoded(pieces, encoding)) {
    head += text
    if (head.length > 16_384 || head.trimStart().includes('\n')) break
  }
  const said = /^sep=(.)\r?\n/i.exec(head)?.[1]
  if (said !== undefined) return { separator: said, said: true }
  const line = (head.trimStart().split(/[\r\n]/)[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const [best] = separators
    .map((separator) => ({ separator, times: line.split(separator).length }))
    .toSorted((a, b) => b.times - a.times)
  return { separator: best?.separator ?? ',', said: false }
}

/** The rows of a CSV file, one in memory at a time (RFC 4180; quoted cells may hold line breaks). Empty rows are left out. */
export async function* csvRows(
  pieces: Pieces,
  { encoding, separator, said }: { readonly encoding: Encoding; readonly separator: string; readonly said: boolean },
): AsyncGenerator<TableItem> {
  // Counted where the parser stands: it may be ahead of what was asked for.
  let next = 1
  const parser = parse({
    delimiter: separator,
    on_record(cells: string[]) {
      const line = next
      next += 1 + breaksIn(cells)
      return [...cells, String(line)]
    },
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  })
  // What goes wrong reaches us through the parser.
  const source = pipeline(Readable.from(decoded(pieces, encoding)), parser, () => undefined)
  try {
    for await (const read of source) {
      const numbered: readonly string[] = read
      const [line, cells] = [Number(numbered.at(-1)), numbered.slice(0, -1)]
      if (cells.length > mostColumns) return yield { fault: 'broken', line }
      if ((said && line === 1) || cells.every((cell) => cell.trim() === '')) continue
      yield { line, cells }
    }
  } catch (error) {
    if (!isFromParser(error)) throw error
    yield { fault: 'broken', line: next }
  } finally {
    parser.destroy()
  }
}

function breaksIn(record: readonly string[]): number {
  let breaks = 0
  for (const cell of record) if (cell.includes('\n') || cell.includes('\r')) breaks += cell.split(/\r\n|\r|\n/).length - 1
  return breaks
}

function isFromParser(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_')
}
