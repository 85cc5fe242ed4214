import { faulty, notSupported, partsOfNode, readText, textOf, type Node, type Reader } from './reader.ts'
import type { Syntax } from './syntax.ts'

const monthsCall = 'years and months duration'
const calls = new Set(['not', 'list contains', 'count', monthsCall])
/** Named arguments, in their order. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  not: ['negand'],
  'list contains': ['list', 'element'],
  count: ['list'],
  [monthsCall]: ['from', 'to'],
}

/** A function call. The clock is refused by name: `today` is an input, so that every answer can be given again. */
export function readCall(node: Node, reader: Reader): Syntax {
  const [called, given] = partsOfNode(node)
  const name = called === undefined ? '' : textOf(called, reader).replaceAll(/\s+/gu, ' ')
  if (name === 'now' || name === 'today') {
    const message = `${name}() reads the clock; write today, which is an input`
    return faulty(reader, node, { code: 'rules/clock', message })
  }
  if (!calls.has(name)) return notSupported(node, reader)
  const expected = parameters[name] ?? []
  const values = given === undefined ? [] : readGiven(given, expected, reader)
  if (values === undefined || values.length !== expected.length) {
    return faulty(reader, node, { code: 'rules/syntax', message: `${name} takes: ${expected.join(', ')}` })
  }
  return { kind: 'call', name, given: values, at: node.from }
}

function readGiven(node: Node, expected: readonly string[], reader: Reader): readonly Syntax[] | undefined {
  const parts = partsOfNode(node)
  if (node.name !== 'NamedParameters') return parts.map((part) => reader.read(part))
  const named = new Map<string, Syntax>()
  for (const part of parts) {
    const [name, value] = partsOfNode(part)
    if (name !== undefined) named.set(textOf(name, reader), reader.read(value))
  }
  const values = expected.map((name) => named.get(name))
  return named.size === expected.length && values.every((value) => value !== undefined) ? values : undefined
}

/** `date("…")`, `duration("…")` and their short form `@"…"`: of a literal text only. */
export function readDateOrDuration(node: Node, reader: Reader): Syntax {
  const at = node.from
  const [maker, given] = partsOfNode(node)
  if (maker?.name === 'AtLiteral') {
    const [literal] = partsOfNode(maker)
    const text = literal === undefined ? '' : readText(literal, reader)
    return { kind: /^-?P/u.test(text) ? 'duration' : 'date', text, at }
  }
  const name = maker === undefined ? '' : textOf(maker, reader)
  const parts = given === undefined ? [] : partsOfNode(given)
  const [literal] = parts
  if ((name !== 'date' && name !== 'duration') || parts.length !== 1 || literal?.name !== 'StringLiteral') {
    return notSupported(node, reader)
  }
  return { kind: name, text: readText(literal, reader), at }
}
