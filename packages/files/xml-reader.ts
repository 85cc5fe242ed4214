import { SaxesParser } from 'saxes'

export type XmlHandlers = {
  /** Names come without their prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

export type XmlReader = {
  write(bytes: Uint8Array): void
  end(): void
  /** Where it is, counted from 1. */
  line(): number
  column(): number
}

/** Between two tags never more than this, unless the caller says so; no element lies deeper than `deepest`. */
const usualLongest = 1024 * 1024
const deepest = 60

/**
 * Reads XML as it comes, with bounds. A document type is refused, and with it every entity but the five of XML and numbers: nothing
 * is fetched and nothing grows (OWASP, "XML External Entity Prevention"). Throws when it is not well-formed.
 */
export function createXmlReader(handlers: XmlHandlers, longest = usualLongest): XmlReader {
  const parser = new SaxesParser({ fragment: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [since, depth] = [0, 0]
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a document type is not read', { cause: 'document type' })
  })
  parser.on('opentag', ({ name, attributes }) => {
    since = 0
    depth += 1
    if (depth > deepest) throw new Error('too deep')
    const own = Object.entries(attributes).map(([key, value]): [string, string] => [local(key), String(value)])
    handlers.open(local(name), Object.fromEntries(own))
  })
  parser.on('closetag', ({ name }) => {
    since = 0
    depth -= 1
    handlers.close(local(name))
  })
  parser.on('text', (text) => handlers.text(text))
  parser.on('cdata', (text) => handlers.text(text))
  const feed = (text: string): void => {
    for (let at = 0; at < text.length; at += 65_536) {
      since += Math.min(65_536, text.length - at)
      if (since > longest) throw new Error('too long without a tag')
      parser.write(text.slice(at, at + 65_536))
    }
  }
  return {
    line: () => parser.line,
    column: () => parser.columnIndex + 1,
    write: (bytes) => feed(decoder.decode(bytes, { stream: true })),
    end() {
      feed(decoder.decode())
      parser.close()
    },
  }
}
