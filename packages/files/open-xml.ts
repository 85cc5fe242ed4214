import type { Fault, Pieces } from './table.ts'
import { createXmlReader, type XmlHandlers } from './xml-reader.ts'

/** How pages begin that are no XML of ours. */
const pages = /^<(!|html)/i

/** Whether a file begins as XML does, whatever its name says. */
export async function isXml(pieces: Pieces): Promise<boolean> {
  let head = Buffer.alloc(0)
  for await (const piece of pieces()) {
    head = Buffer.concat([head, piece])
    if (head.length >= 64) break
  }
  const start = head
    .subarray(0, 64)
    .toString('utf8')
    .replace(/^\uFEFF?\s*/, '')
  return /^<[?A-Za-z_]/.test(start) && !pages.test(start)
}

/**
 * Reads an XML file to its end, with the bounds of `createXmlReader`; what is wrong with it is told with its line. `longest`: the most
 * characters between two tags, for files that carry pictures.
 */
export async function readXml(
  pieces: Pieces,
  handlers: Omit<XmlHandlers, 'open'> & {
    open(name: string, line: number): void
  },
  { longest }: { readonly longest: number },
): Promise<Fault | undefined> {
  const reader = createXmlReader({ ...handlers, open: (name) => handlers.open(name, reader.line()) }, longest)
  const guarded = (work: () => void): Fault | undefined => {
    try {
      work()
      return undefined
    } catch {
      return { fault: 'broken', line: reader.line() }
    }
  }
  for await (const piece of pieces()) {
    const fault = guarded(() => reader.write(piece))
    if (fault !== undefined) return fault
  }
  return guarded(() => reader.end())
}
