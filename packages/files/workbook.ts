import yauzl from 'yauzl'
import { createXmlReader, type XmlHandlers } from './xml-reader.ts'

/** A workbook unpacks to so many bytes at most, each part of it: a small file that grows without end is refused (“zip bomb”). */
const largestPart = 512 * 1024 * 1024
const largestText = 96 * 1024 * 1024
const mostParts = 5000

export type Part = { bytes(most?: number): AsyncIterable<Uint8Array> }

/** The parts of a workbook (ECMA-376, part 2); only those asked for are unpacked, so macros are never touched. */
export async function openParts(file: Buffer): Promise<ReadonlyMap<string, Part> | 'locked' | undefined> {
  const zip = await new Promise<yauzl.ZipFile>((done, fail) =>
    yauzl.fromBuffer(file, { lazyEntries: true, validateEntrySizes: true }, (error, opened) =>
      error === null ? done(opened) : fail(error),
    ),
  )
  const parts = new Map<string, Part>()
  let locked = false
  await new Promise<void>((done, fail) => {
    zip.on('error', fail)
    zip.on('end', () => done())
    zip.on('entry', (entry: yauzl.Entry) => {
      if (parts.size >= mostParts) return fail(new Error('too many parts'))
      if ((entry.generalPurposeBitFlag & 1) === 1) locked = true
      parts.set(entry.fileName, { bytes: (most = largestPart) => unpacked(zip, entry, most) })
      zip.readEntry()
    })
    zip.readEntry()
  })
  return locked ? 'locked' : parts
}

async function* unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): AsyncGenerator<Uint8Array> {
  if (entry.uncompressedSize > most) throw tooLarge()
  const stream = await new Promise<NodeJS.ReadableStream>((done, fail) =>
    zip.openReadStream(entry, (error, opened) => (error === null ? done(opened) : fail(error))),
  )
  let size = 0
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    size += bytes.length
    if (size > most) throw tooLarge()
    yield bytes
  }
}

export function tooLarge(): Error {
  return new Error('unpacks to too much')
}

export function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.message === tooLarge().message
}

async function readPart(part: Part | undefined, handlers: XmlHandlers): Promise<void> {
  if (part === undefined) return
  const reader = createXmlReader(handlers)
  for await (const bytes of part.bytes(largestText)) reader.write(bytes)
  reader.end()
}

const ignore = (): undefined => undefined

type SheetPlace = { readonly name: string; readonly path: string; readonly visible: boolean }

/** Where each sheet stands, in their order, and whether days are counted from 1904. */
export async function sheetsIn(
  parts: ReadonlyMap<string, Part>,
): Promise<{ readonly sheets: readonly SheetPlace[]; readonly from1904: boolean }> {
  const targets = new Map<string, string>()
  await readPart(parts.get('xl/_rels/workbook.xml.rels'), {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target)
    },
    text: ignore,
    close: ignore,
  })
  const sheets: SheetPlace[] = []
  let from1904 = false
  await readPart(parts.get('xl/workbook.xml'), {
    open(tag, { id, name = '', state = 'visible', date1904 }) {
      if (tag === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true'
      const target = tag === 'sheet' ? targets.get(id ?? '') : undefined
      if (target === undefined) return
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      sheets.push({ name, path, visible: state === 'visible' })
    },
    text: ignore,
    close: ignore,
  })
  return { sheets, from1904 }
}

/** The first sheet that can be seen. */
export async function firstSheet(
  parts: ReadonlyMap<string, Part>,
): Promise<{ readonly path: string; readonly from1904: boolean } | undefined> {
  const { sheets, from1904 } = await sheetsIn(parts)
  const first = sheets.find((one) => one.visible)
  return first === undefined ? undefined : { path: first.path, from1904 }
}

/** The texts that cells point to, without the reading aids of East Asian scripts. */
export async function sharedTexts(parts: ReadonlyMap<string, Part>): Promise<readonly string[]> {
  const texts: string[] = []
  let [text, inText, aside, held] = ['', false, 0, 0]
  await readPart(parts.get('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') aside += 1
      inText = name === 't' && aside === 0
    },
    text(more) {
      if (inText) text += more
    },
    close(name) {
      inText = false
      if (name === 'rPh') aside -= 1
      if (name !== 'si') return
      held += text.length
      if (held > largestText / 2) throw tooLarge()
      // A copy: a slice would hold the whole piece of XML it was cut from.
      texts.push(Buffer.from(text).toString())
    },
  })
  return texts
}

export type DateFormat = 'day' | 'month' | 'year' | undefined

/** For each style of a cell whether it shows a date, and how much of it. */
export async function dateFormats(parts: ReadonlyMap<string, Part>): Promise<readonly DateFormat[]> {
  const own = new Map<number, DateFormat>()
  const styles: DateFormat[] = []
  let inStyles = false
  await readPart(parts.get('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), formatOf(attributes['formatCode'] ?? ''))
      if (name === 'cellXfs') inStyles = true
      if (name !== 'xf' || !inStyles) return
      const id = Number(attributes['numFmtId'] ?? '0')
      styles.push(own.has(id) ? own.get(id) : builtIn(id))
    },
    text: ignore,
    close(name) {
      if (name === 'cellXfs') inStyles = false
    },
  })
  return styles
}

/** ECMA-376, part 1, 18.8.30: 17 shows month and year; 18 to 21 and 45 to 47 times. */
function builtIn(id: number): DateFormat {
  if (id === 17) return 'month'
  return (id >= 14 && id <= 16) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'day' : undefined
}

/** What a format such as `dd/mm/yyyy` shows, words in quotes and colours aside. */
export function formatOf(code: string): DateFormat {
  const plain = (code.split(';')[0] ?? '').replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase()
  if (!plain.includes('y')) return undefined
  if (plain.includes('d')) return 'day'
  return plain.includes('m') ? 'month' : 'year'
}
