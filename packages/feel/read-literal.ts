import type { Expression } from './expression.ts'
import { halt } from './fault.ts'
import { numberOf } from './number.ts'
import { skip, wrong, type Reader } from './reader.ts'
import { readTemporal } from './read-temporal.ts'

const digits = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const quoted = /"(?:[^"\\]|\\[^])*"/uy
const longestNumber = 1000

export function readNumber(reader: Reader): Expression | undefined {
  digits.lastIndex = reader.at
  const written = digits.exec(reader.text)?.[0]
  if (written === undefined) return undefined
  const from = reader.at
  if (written.length > longestNumber)
    halt(reader.text, from, { code: 'feel/number-too-long', message: `a number may have ${longestNumber} digits` })
  const value = numberOf(written)
  if (!value.isFinite()) halt(reader.text, from, { code: 'feel/bad-literal', message: 'this number is too large' })
  reader.at += written.length
  skip(reader)
  return { kind: 'number', value, from, to: from + written.length }
}

export function readString(reader: Reader): Expression | undefined {
  const from = reader.at
  const text = readQuoted(reader)
  return text === undefined ? undefined : { kind: 'string', value: text, from, to: reader.at }
}

export function readQuoted(reader: Reader): string | undefined {
  if (reader.text[reader.at] !== '"') return undefined
  quoted.lastIndex = reader.at
  const written = quoted.exec(reader.text)?.[0]
  if (written === undefined) wrong(reader, 'this text has no end')
  reader.at += written.length
  skip(reader)
  return unescaped(written.slice(1, -1))
}

const letters: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
}

/** Escapes of DMN 1.5, rule 35; a backslash before anything else stands for itself. */
function unescaped(written: string): string {
  if (!written.includes('\\')) return written
  return written.replaceAll(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{6})|([^]))/gu,
    (whole: string, four?: string, six?: string, one?: string) => {
      const code = Number.parseInt(four ?? six ?? '', 16)
      if (Number.isNaN(code)) return letters[one ?? ''] ?? whole
      return code > 0x10_ff_ff ? whole : four === undefined ? String.fromCodePoint(code) : String.fromCharCode(code)
    },
  )
}

/** `@"2026-05-03"`: a date, time, date and time or duration. What cannot be one is null when it is evaluated. */
export function readAtLiteral(reader: Reader): Expression | undefined {
  if (reader.text[reader.at] !== '@') return undefined
  const from = reader.at
  reader.at += 1
  const text = readQuoted(reader)
  if (text === undefined) wrong(reader, 'a text in quotes is expected after @')
  return { kind: 'temporal', value: readTemporal(text) ?? null, from, to: reader.at }
}
