import type { Expression, UnaryTests } from './expression.ts'
import { guarded, type Read } from './fault.ts'
import { namesWithin, type Names } from './names.ts'
import { readExpression, readTest } from './read-expression.ts'
import { openReader, need, take, takeWord, wrong, type Reader } from './reader.ts'

/** The names that may stand in a text: variables and functions, and parts of contexts. */
export type KnownNames = { readonly scope: Names; readonly parts: Names }

/** Text to an expression with its places, or the first thing that is wrong with it. */
export function readFeel(text: string, names: KnownNames): Read<Expression> {
  return guarded(() => {
    const reader = open(text, names)
    const value = readExpression(reader)
    if (reader.at < text.length) wrong(reader, 'nothing more can follow here')
    return value
  })
}

/** The text of a cell: `-`, tests with commas between them, or `not( … )` around them (DMN 1.5, rules 7–9). */
export function readUnaryTests(text: string, names: KnownNames): Read<UnaryTests> {
  return guarded((): UnaryTests => {
    const reader = open(text, names)
    const span = { from: 0, to: text.length }
    if (/^\s*-?\s*$/u.test(text)) return { negated: false, tests: 'anything', ...span }
    const negated = startsNegation(reader)
    const tests = [readTest(reader)]
    while (take(reader, ',')) tests.push(readTest(reader))
    if (negated) need(reader, ')')
    if (reader.at < text.length) wrong(reader, 'nothing more can follow here')
    return { negated, tests, ...span }
  })
}

function startsNegation(reader: Reader): boolean {
  const start = reader.at
  if (takeWord(reader, 'not') && take(reader, '(')) return true
  reader.at = start
  return false
}

function open(text: string, { scope, parts }: KnownNames): Reader {
  return openReader(text, { scope: namesWithin(scope, []), parts: namesWithin(parts, []), read: readExpression, readTest })
}
