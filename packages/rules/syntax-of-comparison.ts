import type { Expression } from '@convive/feel'
import { faulty, notSupported, type Reading } from './reading.ts'
import type { OrderSign, Syntax, UnaryTest } from './syntax.ts'

type Inner = (one: Expression) => Syntax

/** `a <= b`, `a = b`, and the chained range `1 < a <= 5`, which means `1 < a and a <= 5`. */
export function comparisonOf(read: Expression & { readonly kind: 'comparison' }, reading: Reading, inner: Inner): Syntax {
  const { sign, from: at } = read
  const [left, right] = [inner(read.left), inner(read.right)]
  const isChained = read.left.kind === 'comparison' && !isBracketed(read.left, reading)
  if (sign === '=' || sign === '!=') {
    if (isChained)
      return faulty(read, reading, { code: 'rules/not-supported', message: 'put brackets round one of these comparisons' })
    return { kind: 'same', not: sign === '!=', left, right, at }
  }
  if (!isChained) return { kind: 'order', sign, left, right, at }
  const between =
    left.kind === 'order' ? left.right : left.kind === 'and' && left.right.kind === 'order' ? left.right.right : undefined
  if (between === undefined) return notSupported(read, reading)
  return { kind: 'and', left, right: { kind: 'order', sign, left: between, right, at: between.at }, at }
}

function isBracketed({ from }: Expression, { text }: Reading): boolean {
  return text[from] === '('
}

/** `x between a and b`, and `x in …` with one test or several in brackets. */
export function inOf(read: Expression & { readonly kind: 'between' | 'in' }, reading: Reading, inner: Inner): Syntax {
  const value = inner(read.value)
  if (read.kind === 'in') return { kind: 'in', value, tests: read.tests.map((one) => testOf(one, reading, inner)), at: read.from }
  const range: UnaryTest = { kind: 'range', low: inner(read.low), high: inner(read.high), lowSign: '>=', highSign: '<=' }
  return { kind: 'in', value, tests: [range], at: read.from }
}

const orders: readonly OrderSign[] = ['<', '<=', '>', '>=']

/** Square brackets that point inward include the end; round ones and `]a..b[` leave it out. */
function testOf(read: Expression, reading: Reading, inner: Inner): UnaryTest {
  if (read.kind === 'range')
    return {
      kind: 'range',
      low: inner(read.low),
      high: inner(read.high),
      lowSign: read.lowIncluded ? '>=' : '>',
      highSign: read.highIncluded ? '<=' : '<',
    }
  if (read.kind !== 'open range') return { kind: 'value', value: inner(read) }
  const sign = orders.find((one) => one === read.sign)
  return sign === undefined
    ? { kind: 'value', value: notSupported(read, reading) }
    : { kind: 'order', sign, than: inner(read.than) }
}
