import { ok, refuse, type Result } from '@convive/kernel'
import { createReadStream, existsSync } from 'node:fs'
import { refuseFolder } from '../batch/csv-layout.ts'
import { parseHeading, type Heading } from './parse-concealed.ts'

/** A concealed file as it is compared: records by their pseudonyms, whatever the order of lines. */
export type ConcealedFile = {
  readonly heading: Heading
  readonly pseudonyms: readonly string[]
  /** The keys one after the other, 32 bits in each number. */
  readonly keys: Uint32Array
}

/** No line of ours is longer; one that is ends the reading. */
const longest = 100_000

const recordPattern = /^[0-9a-f]{16} [A-Za-z0-9+/]+={0,2}$/

/** Reads a concealed file; one that is cut off, altered or something else is refused with the line. */
export async function readConcealed(file: string, signal?: AbortSignal): Promise<Result<ConcealedFile>> {
  if (!existsSync(file)) return refuse({ code: 'matching/no-file', with: { file } })
  refuseFolder(file)
  let heading: Heading | undefined
  const lines: string[] = []
  const met = new Set<string>()
  let number = 0
  for await (const line of linesOf(file)) {
    number += 1
    if (number % 10_000 === 0) signal?.throwIfAborted()
    if (number === 1) {
      heading = parseHeading(line)
      if (heading === undefined) return refuse({ code: 'matching/not-concealed', with: { file } })
      continue
    }
    const pseudonym = line.slice(0, 16)
    if (heading === undefined || !isRecord(line, heading))
      return refuse({ code: 'matching/line-altered', with: { file, line: number } })
    if (met.has(pseudonym)) return refuse({ code: 'matching/pseudonym-twice', with: { file, line: number } })
    met.add(pseudonym)
    lines.push(line)
  }
  if (heading === undefined) return refuse({ code: 'matching/not-concealed', with: { file } })
  if (heading.records !== lines.length)
    return refuse({ code: 'matching/cut-off', with: { file, told: heading.records, found: lines.length } })
  if (lines.length === 0) return refuse({ code: 'matching/no-records', with: { file } })
  return ok(packed(heading, lines))
}

function isRecord(line: string, { parameters }: Heading): boolean {
  return recordPattern.test(line) && Buffer.byteLength(line.slice(17), 'base64') === parameters.bits / 8
}

function packed(heading: Heading, lines: readonly string[]): ConcealedFile {
  const words = heading.parameters.bits / 32
  const sorted = lines.toSorted()
  const keys = new Uint32Array(sorted.length * words)
  for (const [at, line] of sorted.entries()) {
    const bytes = Buffer.from(line.slice(17), 'base64')
    for (let word = 0; word < words; word += 1) keys[at * words + word] = bytes.readUInt32LE(4 * word)
  }
  return { heading, pseudonyms: sorted.map((line) => line.slice(0, 16)), keys }
}

/** Lines without their ends. What goes on for too long comes as one line that is none of ours, and nothing after it. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of createReadStream(file, 'latin1')) {
    const parts = `${rest}${String(piece)}`.split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) yield line.endsWith('\r') ? line.slice(0, -1) : line
    if (rest.length > longest) return yield rest.slice(0, longest)
  }
  if (rest !== '') yield rest
}
