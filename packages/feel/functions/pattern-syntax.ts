import { codeOf, oneOf, readClass, readEscape, type OneOf } from './pattern-class.ts'

/** A pattern as read: what it is made of. */
export type Pattern =
  | { readonly kind: 'one'; readonly test: OneOf }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'back'; readonly group: number }
  | { readonly kind: 'group'; readonly group: number | undefined; readonly of: Pattern }
  | { readonly kind: 'each'; readonly of: readonly Pattern[] }
  | { readonly kind: 'either'; readonly of: readonly Pattern[] }
  | { readonly kind: 'times'; readonly of: Pattern; readonly least: number; readonly most: number; readonly greedy: boolean }

type Reading = {
  readonly source: string
  readonly ignoreCase: boolean
  readonly skipSpace: boolean
  readonly dot: OneOf
  at: number
  depth: number
  groups: number
  /** Groups that are closed already: what `\1` may speak of. */
  readonly closed: Set<number>
}

const deepest = 100

/**
 * Reads a pattern of XQuery 1.0 and XPath 2.0 Functions and Operators, 7.6.1, with flags s, m, i, x and q; undefined where it is none.
 * The name of a block of Unicode (`\p{Is…}`) is not known.
 */
export function readPattern(source: string, flags: string): { readonly pattern: Pattern; readonly groups: number } | undefined {
  const ignoreCase = flags.includes('i')
  if (flags.includes('q'))
    return { pattern: { kind: 'each', of: [...source].map((letter) => literal(letter, ignoreCase)) }, groups: 0 }
  const dot: OneOf = flags.includes('s') ? () => true : (letter) => letter !== '\n'
  const reading: Reading = {
    source,
    ignoreCase,
    skipSpace: flags.includes('x'),
    dot,
    at: 0,
    depth: 0,
    groups: 0,
    closed: new Set(),
  }
  const pattern = readEither(reading)
  return pattern === undefined || reading.at < source.length ? undefined : { pattern, groups: reading.groups }
}

function literal(letter: string, ignoreCase: boolean): Pattern {
  const test = ignoreCase ? oneOf(codeOf(letter), true) : undefined
  return { kind: 'one', test: test ?? ((other) => other === letter) }
}

function readEither(reading: Reading): Pattern | undefined {
  const branches: Pattern[] = []
  do {
    const branch = readEach(reading)
    if (branch === undefined) return undefined
    branches.push(branch)
  } while (took(reading, '|'))
  const [only] = branches
  return branches.length === 1 ? only : { kind: 'either', of: branches }
}

function readEach(reading: Reading): Pattern | undefined {
  const pieces: Pattern[] = []
  for (;;) {
    if (reading.skipSpace) while (/^[ \t\n\r]$/.test(reading.source[reading.at] ?? '')) reading.at += 1
    const next = reading.source[reading.at]
    if (next === undefined || next === '|' || next === ')') return { kind: 'each', of: pieces }
    const atom = readAtom(reading)
    const piece = atom === undefined ? undefined : readTimes(reading, atom)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
}

function took(reading: Reading, sign: string): boolean {
  if (!reading.source.startsWith(sign, reading.at)) return false
  reading.at += sign.length
  return true
}

function readAtom(reading: Reading): Pattern | undefined {
  const { source, at, ignoreCase } = reading
  const letter = String.fromCodePoint(source.codePointAt(at) ?? 0)
  if (letter === '(') return readGroup(reading)
  if (letter === '\\') return readEscaped(reading)
  if (letter === '[') {
    const found = readClass(source, at, ignoreCase)
    reading.at = found?.to ?? at
    return found === undefined ? undefined : { kind: 'one', test: found.test }
  }
  if ('?*+{}]'.includes(letter)) return undefined
  reading.at += letter.length
  if (letter === '.') return { kind: 'one', test: reading.dot }
  if (letter === '^') return { kind: 'start' }
  return letter === '$' ? { kind: 'end' } : literal(letter, ignoreCase)
}

function readGroup(reading: Reading): Pattern | undefined {
  reading.depth += 1
  if (reading.depth > deepest) return undefined
  reading.at += 1
  const catches = !took(reading, '?:')
  if (catches) reading.groups += 1
  const group = catches ? reading.groups : undefined
  const inside = readEither(reading)
  reading.depth -= 1
  if (inside === undefined || !took(reading, ')')) return undefined
  if (group !== undefined) reading.closed.add(group)
  return { kind: 'group', group, of: inside }
}

function readEscaped(reading: Reading): Pattern | undefined {
  const { source, at, ignoreCase, closed } = reading
  const digits = /^\\([1-9]\d?)/.exec(source.slice(at, at + 3))?.[1]
  if (digits !== undefined) {
    const group = closed.has(Number(digits)) ? Number(digits) : Number(digits[0])
    reading.at += 1 + String(group).length
    return closed.has(group) ? { kind: 'back', group } : undefined
  }
  const found = readEscape(source, at)
  if (found === undefined) return undefined
  reading.at = found.to
  if ('letter' in found) return literal(found.letter, ignoreCase)
  const test = oneOf(found.inBrackets, ignoreCase)
  return test === undefined ? undefined : { kind: 'one', test }
}

const counts: Readonly<Record<string, readonly [number, number]>> = { '?': [0, 1], '*': [0, Infinity], '+': [1, Infinity] }

/** What follows says how often; undefined where the numbers make no sense. */
function readTimes(reading: Reading, of: Pattern): Pattern | undefined {
  const { source, at } = reading
  const written = /^\{(\d{1,5})(?:(,)(\d{1,5})?)?\}/.exec(source.slice(at, at + 14))
  const simple = counts[source[at] ?? '']
  if (written === null && simple === undefined) return of
  reading.at += written?.[0].length ?? 1
  const low = Number(written?.[1] ?? 0)
  const high = written?.[2] === undefined ? low : Number(written[3] ?? Infinity)
  const [least, most] = simple ?? [low, high]
  const greedy = !took(reading, '?')
  return most < least ? undefined : { kind: 'times', of, least, most, greedy }
}
