import { isUtf8 } from 'node:buffer'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

const [quote, newLine, carriage] = [0x22, 0x0a, 0x0d]

/** What goes through a text file once tells of it. */
export type SeenText = {
  readonly isUtf8: boolean
  /** Lines with an odd number of quotation marks: cells of several lines, or marks that nobody closed. */
  readonly unclosed: number
}

export async function lookThrough(file: string): Promise<SeenText> {
  let [utf8, unclosed] = [true, 0]
  for await (const block of blocksOf(file)) {
    utf8 &&= isUtf8(block)
    if (block.includes(quote)) for (const line of linesOf(block)) if (isUnclosed(line)) unclosed += 1
  }
  return { isUtf8: utf8, unclosed }
}

/** Copies a text as UTF-8. Line by line: an office appends today's list to one of ten years ago; what is not UTF-8 is Windows-1252, which has all letters of Latin-1. */
export async function copyAsUtf8(file: string, to: string, wide: 'utf-16le' | 'utf-16be' | undefined): Promise<void> {
  const out = createWriteStream(to, { mode: 0o600 })
  const write = async (piece: Buffer | string): Promise<void> => {
    if (!out.write(piece)) await once(out, 'drain')
  }
  if (wide === undefined) {
    const western = new TextDecoder('windows-1252')
    for await (const block of blocksOf(file))
      await write(
        isUtf8(block)
          ? block
          : Array.from(linesOf(block), (line) => (isUtf8(line) ? line.toString('utf8') : western.decode(line))).join(''),
      )
  } else {
    const decoder = new TextDecoder(wide)
    for await (const piece of createReadStream(file))
      if (Buffer.isBuffer(piece)) await write(decoder.decode(piece, { stream: true }))
  }
  out.end()
  await finished(out)
}

/** Pieces of a file that end where a line does; in a file without line feeds, where a carriage return stands. */
async function* blocksOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    if (!Buffer.isBuffer(piece)) continue
    const all: Buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const last = all.lastIndexOf(newLine)
    const end = (last === -1 ? all.lastIndexOf(carriage) : last) + 1
    if (end > 0) yield all.subarray(0, end)
    rest = all.subarray(end)
  }
  if (rest.length > 0) yield rest
}

/** Lines with what ends them. */
function* linesOf(block: Buffer): Generator<Buffer> {
  let from = 0
  for (let end = block.indexOf(newLine); end !== -1; end = block.indexOf(newLine, from)) {
    yield block.subarray(from, end + 1)
    from = end + 1
  }
  if (from < block.length) yield block.subarray(from)
}

/** Copies a file without lines whose quotation marks are not all closed. */
export async function copyClosed(file: string, to: string): Promise<void> {
  const out = createWriteStream(to, { mode: 0o600 })
  for await (const block of blocksOf(file)) {
    const kept = block.includes(quote) ? Buffer.concat(Array.from(linesOf(block)).filter((line) => !isUnclosed(line))) : block
    if (!out.write(kept)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

/** A quotation mark that is not closed: everything up to the next one passes for one cell. */
function isUnclosed(line: Buffer): boolean {
  let isOpen = false
  for (let at = line.indexOf(quote); at !== -1; at = line.indexOf(quote, at + 1)) isOpen = !isOpen
  return isOpen
}
