import type { Expression } from './expression.ts'
import { halt } from './fault.ts'
import { addName, longestName, namesWithin, spelled, wordHere, type Names } from './names.ts'

/** A place in a text that is being read, with the names that may stand there. */
export type Reader = {
  readonly text: string
  at: number
  scope: Names
  /** Names of parts of contexts, wherever they were declared: what may follow a full stop. */
  readonly parts: Names
  depth: number
  /** Reads any expression; kept here so that the files of the reader do not import each other in a circle. */
  read(reader: Reader): Expression
  /** Reads an expression or a test like `< 5`. */
  readTest(reader: Reader): Expression
}

/** More than any rule needs, and little enough for the stack of every browser: a bracket takes some twenty calls to read. */
const longestText = 65_536
const deepestNesting = 128
const longestChain = 500

export function openReader(
  text: string,
  { scope, parts, read, readTest }: Pick<Reader, 'scope' | 'parts' | 'read' | 'readTest'>,
): Reader {
  if (text.length > longestText)
    halt(text, longestText, { code: 'feel/too-long', message: `an expression may have ${longestText} characters` })
  const reader: Reader = { text, at: 0, scope, parts, depth: 0, read, readTest }
  skip(reader)
  return reader
}

export function wrong(reader: Reader, message: string, at = reader.at): never {
  halt(reader.text, at, { code: 'feel/syntax', message })
}

/** Runs a step one level deeper. */
export function deeper<Result>(reader: Reader, work: () => Result): Result {
  reader.depth += 1
  if (reader.depth > deepestNesting)
    halt(reader.text, reader.at, { code: 'feel/too-deep', message: `nested more than ${deepestNesting} deep` })
  const result = work()
  reader.depth -= 1
  return result
}

/** The depth that a chain like `1 + 2 + 3 …` makes: it is read in a loop, but it is evaluated one inside the other. */
export function longer(reader: Reader, links: number): void {
  if (links > longestChain)
    halt(reader.text, reader.at, { code: 'feel/too-deep', message: `more than ${longestChain} operations in a row` })
}

const space = /(?:[\s\u0085\u180E\u200B\u2060]+|\/\/[^\n\r]*|\/\*[^]*?\*\/)*/uy

export function skip(reader: Reader): void {
  space.lastIndex = reader.at
  reader.at += space.exec(reader.text)?.[0].length ?? 0
}

export function atSign(reader: Reader, sign: string): boolean {
  return reader.text.startsWith(sign, reader.at)
}

/** Takes a sign if it stands here, and the space after it. */
export function take(reader: Reader, sign: string): boolean {
  if (!atSign(reader, sign)) return false
  reader.at += sign.length
  skip(reader)
  return true
}

export function need(reader: Reader, sign: string): void {
  if (!take(reader, sign)) wrong(reader, reader.at >= reader.text.length ? `ends before ${sign}` : `${sign} is expected`)
}

export function wordAt(reader: Reader): string | undefined {
  wordHere.lastIndex = reader.at
  return wordHere.exec(reader.text)?.[0]
}

export function atWord(reader: Reader, word: string): boolean {
  return wordAt(reader) === word
}

export function takeWord(reader: Reader, word: string): boolean {
  return atWord(reader, word) && take(reader, word)
}

export function needWord(reader: Reader, word: string): void {
  if (!takeWord(reader, word)) wrong(reader, `"${word}" is expected`)
}

/** A name that is in scope, or one word that is not. */
export function knownName(reader: Reader, scopes: readonly Names[]): string | undefined {
  const first = wordAt(reader)
  if (first === undefined) return undefined
  const found = scopes
    .map((scope) => longestName(reader.text, reader.at, { first, scope }))
    .reduce((best, one) => ((one?.name.length ?? 0) > (best?.name.length ?? 0) ? one : best), undefined)
  reader.at = found?.to ?? reader.at + first.length
  skip(reader)
  return found?.name ?? first
}

const anySign = /[./\-'+*]/uy

/** A new name, read up to what may follow it: `until` says where it ends. */
export function newName(reader: Reader, until: (reader: Reader) => boolean): string {
  const from = reader.at
  let to = from
  if (wordAt(reader) === undefined) wrong(reader, 'a name is expected')
  for (;;) {
    const word = wordAt(reader) ?? /^\p{N}[\p{L}\p{N}_]*/u.exec(reader.text.slice(reader.at, reader.at + 40))?.[0]
    anySign.lastIndex = reader.at
    const piece = word ?? anySign.exec(reader.text)?.[0]
    if (piece === undefined || (to > from && until(reader))) break
    reader.at += piece.length
    to = reader.at
    skip(reader)
  }
  return spelled(reader.text.slice(from, to))
}

/** Reads with more names in scope, and forgets them afterwards. */
export function withNames<Result>(reader: Reader, names: Iterable<string>, work: () => Result): Result {
  const outer = reader.scope
  const known = [...names]
  reader.scope = namesWithin(outer, known)
  for (const name of known) addName(reader.parts, name)
  const result = work()
  reader.scope = outer
  return result
}

/** `]` includes the end of a range, `)` and `[` leave it out. */
export function closes(reader: Reader): boolean {
  if (take(reader, ']')) return true
  if (take(reader, ')') || take(reader, '[')) return false
  return wrong(reader, 'the end of a range is expected')
}
