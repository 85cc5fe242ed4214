import type { ArithmeticSign, ComparisonSign, Expression } from './expression.ts'
import { readSpecial } from './read-special.ts'
import { readPrimary } from './read-primary.ts'
import { readType } from './read-type.ts'
import {
  atSign,
  atWord,
  closes,
  deeper,
  knownName,
  longer,
  need,
  needWord,
  take,
  takeWord,
  wrong,
  type Reader,
} from './reader.ts'
import { readArguments } from './read-arguments.ts'

/** An expression of any kind, the loosest binding first (DMN 1.5, rules 1–2). */
export function readExpression(reader: Reader): Expression {
  return deeper(reader, () => readSpecial(reader) ?? readLogic(reader, 'or'))
}

function readLogic(reader: Reader, kind: 'and' | 'or'): Expression {
  const next = (): Expression => (kind === 'or' ? readLogic(reader, 'and') : readComparison(reader))
  const items = [next()]
  while (takeWord(reader, kind)) items.push(next())
  const [first] = items
  return items.length === 1 && first !== undefined ? first : { kind, items, ...spanOf(items) }
}

const comparisons: readonly ComparisonSign[] = ['!=', '<=', '>=', '=', '<', '>']

export function takeComparison(reader: Reader): ComparisonSign | undefined {
  return comparisons.find((sign) => take(reader, sign))
}

function readComparison(reader: Reader): Expression {
  return readOn(reader, readAdditive(reader), readComparisonAfter)
}

/** What follows an expression makes it part of a larger one, for as long as something does. */
function readOn(
  reader: Reader,
  start: Expression,
  readNext: (reader: Reader, left: Expression) => Expression | undefined,
): Expression {
  let left = start
  for (let links = 0; ; links += 1) {
    longer(reader, links)
    const next = readNext(reader, left)
    if (next === undefined) return left
    left = next
  }
}

function readComparisonAfter(reader: Reader, left: Expression): Expression | undefined {
  const { from } = left
  if (takeWord(reader, 'between')) {
    const low = readAdditive(reader)
    needWord(reader, 'and')
    const high = readAdditive(reader)
    return { kind: 'between', value: left, low, high, from, to: high.to }
  }
  if (takeWord(reader, 'in')) {
    const tests = readInTests(reader)
    return { kind: 'in', value: left, tests, from, to: reader.at }
  }
  const sign = takeComparison(reader)
  if (sign === undefined) return undefined
  const right = readAdditive(reader)
  return { kind: 'comparison', sign, left, right, from, to: right.to }
}

/**
 * After `in`: one test, or several in round brackets. A range may begin with one as well. A test without brackets ends before `and` and
 * `or`: `a in ["x"] and b` is read as everybody reads it.
 */
function readInTests(reader: Reader): readonly Expression[] {
  const from = reader.at
  if (!atSign(reader, '(')) return [readOneTest(reader)]
  take(reader, '(')
  const tests = [readTest(reader)]
  const [first] = tests
  if (first !== undefined && first.kind !== 'open range' && atSign(reader, '..')) {
    take(reader, '..')
    const high = readAdditive(reader)
    return [
      readPostfix(reader, {
        kind: 'range',
        low: first,
        high,
        lowIncluded: false,
        highIncluded: closes(reader),
        from,
        to: reader.at,
      }),
    ]
  }
  while (take(reader, ',')) tests.push(readTest(reader))
  need(reader, ')')
  return tests
}

function readOneTest(reader: Reader): Expression {
  const from = reader.at
  const sign = takeComparison(reader)
  const than = readAdditive(reader)
  return sign === undefined ? than : { kind: 'open range', sign, than, from, to: than.to }
}

/** One test: `< 5`, a range, a value or an expression that speaks of `?`. */
export function readTest(reader: Reader): Expression {
  const from = reader.at
  const sign = takeComparison(reader)
  if (sign === undefined) return reader.read(reader)
  const than = readAdditive(reader)
  return { kind: 'open range', sign, than, from, to: than.to }
}

export function readAdditive(reader: Reader): Expression {
  return readChain(reader, ['+', '-'], () => readChain(reader, ['*', '/'], () => readPower(reader)))
}

function readPower(reader: Reader): Expression {
  return readChain(reader, ['**'], () => readMinus(reader))
}

function readChain(reader: Reader, signs: readonly ArithmeticSign[], next: () => Expression): Expression {
  let left = next()
  for (let links = 0; ; links += 1) {
    longer(reader, links)
    const sign = signs.find((one) => atSign(reader, one) && !(one === '*' && atSign(reader, '**')))
    if (sign === undefined) return left
    take(reader, sign)
    const right = next()
    left = { kind: 'arithmetic', sign, left, right, from: left.from, to: right.to }
  }
}

function readMinus(reader: Reader): Expression {
  const from = reader.at
  if (!take(reader, '-')) return readSpecial(reader) ?? readPostfix(reader, readPrimary(reader))
  const of = deeper(reader, () => readMinus(reader))
  return { kind: 'minus', of, from, to: of.to }
}

function readPostfix(reader: Reader, start: Expression): Expression {
  return readOn(reader, start, readAfter)
}

function readAfter(reader: Reader, of: Expression): Expression | undefined {
  const { from } = of
  if (atSign(reader, '.') && !atSign(reader, '..')) {
    take(reader, '.')
    const name = knownName(reader, [reader.parts, reader.scope])
    if (name === undefined) wrong(reader, 'a name is expected after the full stop')
    return { kind: 'path', of, name, from, to: reader.at }
  }
  if (atSign(reader, '(')) {
    take(reader, '(')
    return { kind: 'call', callee: of, given: readArguments(reader), from, to: reader.at }
  }
  if (atSign(reader, '[') && !endsRange(reader)) {
    take(reader, '[')
    const by = reader.read(reader)
    need(reader, ']')
    return { kind: 'filter', list: of, by, from, to: reader.at }
  }
  if (!atWord(reader, 'instance')) return undefined
  takeWord(reader, 'instance')
  needWord(reader, 'of')
  return { kind: 'instance of', value: of, type: readType(reader), from, to: reader.at }
}

/** `[1..x[` ends a range: after it nothing that could be a filter can follow, but a property of the range may. */
function endsRange(reader: Reader): boolean {
  const next = /^\[\s*(?:$|[),\]}]|\.[^\d.]|(?:and|or|then|else|return|satisfies|in|=|!=)(?!\p{L}))/u
  return next.test(reader.text.slice(reader.at, reader.at + 40))
}

function spanOf(items: readonly Expression[]): { readonly from: number; readonly to: number } {
  return { from: items[0]?.from ?? 0, to: items.at(-1)?.to ?? 0 }
}
