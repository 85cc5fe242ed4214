import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

const [quote, newLine] = [0x22, 0x0a]

/** Lines with an odd number of quotation marks: where one is not closed, everything up to the next one passes for one cell. */
export async function unclosedLines(file: string): Promise<number> {
  let [unclosed, isOpen] = [0, false]
  for await (const piece of createReadStream(file)) {
    if (!Buffer.isBuffer(piece) || !(piece.includes(quote) || isOpen)) continue
    for (const byte of piece)
      if (byte === quote) isOpen = !isOpen
      else if (byte === newLine) {
        if (isOpen) unclosed += 1
        isOpen = false
      }
  }
  return unclosed + (isOpen ? 1 : 0)
}

/** Copies a file without those lines. */
export async function withoutUnclosed(file: string, to: string): Promise<void> {
  const out = createWriteStream(to, { mode: 0o600 })
  let rest: Buffer = Buffer.alloc(0)
  const write = (line: Buffer): void => {
    let isOpen = false
    for (let at = line.indexOf(quote); at !== -1; at = line.indexOf(quote, at + 1)) isOpen = !isOpen
    if (!isOpen) out.write(line)
  }
  for await (const piece of createReadStream(file)) {
    if (!Buffer.isBuffer(piece)) continue
    const all: Buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    let from = 0
    for (let end = all.indexOf(newLine); end !== -1; end = all.indexOf(newLine, from)) {
      write(all.subarray(from, end + 1))
      from = end + 1
    }
    rest = all.subarray(from)
    if (out.writableNeedDrain) await once(out, 'drain')
  }
  write(rest)
  out.end()
  await finished(out)
}
