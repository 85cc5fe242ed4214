import type { Entry, Expression } from './expression.ts'
import { readAtLiteral, readNumber, readQuoted, readString } from './read-literal.ts'
import { addName, namesWithin } from './names.ts'
import { atSign, closes, deeper, knownName, need, newName, take, wordAt, wrong, type Reader } from './reader.ts'

const constants: ReadonlyMap<string, { readonly kind: 'null' } | { readonly kind: 'boolean'; readonly value: boolean }> = new Map(
  [
    ['null', { kind: 'null' }],
    ['true', { kind: 'boolean', value: true }],
    ['false', { kind: 'boolean', value: false }],
  ],
)
const reserved = new Set(['and', 'or', 'then', 'else', 'return', 'satisfies', 'between', 'in', 'instance'])

/** What stands alone: a literal, a name, or something in brackets. */
export function readPrimary(reader: Reader): Expression {
  const literal = readNumber(reader) ?? readString(reader) ?? readAtLiteral(reader)
  if (literal !== undefined) return literal
  if (atSign(reader, '(')) return deeper(reader, () => readRound(reader))
  if (atSign(reader, '[')) return deeper(reader, () => readSquare(reader))
  if (atSign(reader, ']')) return deeper(reader, () => readRange(reader, { from: reader.at, low: undefined, included: false }))
  if (atSign(reader, '{')) return deeper(reader, () => readContext(reader))
  return readName(reader)
}

function readName(reader: Reader): Expression {
  const from = reader.at
  const first = wordAt(reader)
  const name = knownName(reader, [reader.scope, reader.parts])
  if (name === undefined || first === undefined) {
    const here = reader.text[reader.at]
    return wrong(reader, here === undefined ? 'the expression ends too early' : `this cannot begin an expression: ${here}`)
  }
  const constant = constants.get(name)
  if (constant !== undefined) return { ...constant, from, to: reader.at }
  if (reserved.has(name)) wrong(reader, `"${name}" cannot stand here`, from)
  return { kind: 'name', name, from, to: reader.at }
}

/** `( … )`, or a range that begins after its first value, or `(< 5)`. */
function readRound(reader: Reader): Expression {
  const from = reader.at
  take(reader, '(')
  const inside = reader.readTest(reader)
  if (inside.kind !== 'open range' && atSign(reader, '..')) return readRange(reader, { from, low: inside, included: false })
  need(reader, ')')
  return { ...inside, from, to: reader.at }
}

function readSquare(reader: Reader): Expression {
  const from = reader.at
  take(reader, '[')
  const items: Expression[] = []
  if (take(reader, ']')) return { kind: 'list', items, from, to: reader.at }
  do items.push(reader.readTest(reader))
  while (take(reader, ','))
  const [first] = items
  if (items.length === 1 && first !== undefined && atSign(reader, '..'))
    return readRange(reader, { from, low: first, included: true })
  need(reader, ']')
  return { kind: 'list', items, from, to: reader.at }
}

type RangeStart = { readonly from: number; readonly low: Expression | undefined; readonly included: boolean }

function readRange(reader: Reader, { from, low, included }: RangeStart): Expression {
  if (low === undefined) take(reader, ']')
  const start = low ?? reader.read(reader)
  need(reader, '..')
  const high = reader.read(reader)
  return { kind: 'range', low: start, high, lowIncluded: included, highIncluded: closes(reader), from, to: reader.at }
}

/** Later entries of a context may name earlier ones. */
function readContext(reader: Reader): Expression {
  const from = reader.at
  const outer = reader.scope
  reader.scope = namesWithin(outer, [])
  take(reader, '{')
  const entries: Entry[] = []
  if (!take(reader, '}')) {
    do {
      const key = readQuoted(reader) ?? newName(reader, () => false)
      need(reader, ':')
      const value = reader.read(reader)
      entries.push({ key, value })
      addName(reader.scope, key)
      addName(reader.parts, key)
    } while (take(reader, ','))
    need(reader, '}')
  }
  reader.scope = outer
  return { kind: 'context', entries, from, to: reader.at }
}
