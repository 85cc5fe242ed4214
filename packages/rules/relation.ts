import type { Rounding } from '@convive/kernel'
import type { SpanTree, Tree } from './tree.ts'

/** A fact of an ordered kind, some months later (only then) some days later; of a number, so much more. */
export type Term = {
  readonly fact: string
  readonly whole: boolean
  readonly months: number
  readonly rounding: Rounding
  readonly days: number
}

/** How one term stands to another: before, the same, after. */
export type Sign = -1 | 0 | 1

/** Two terms that meet in a comparison, of different facts or of one. */
export type Relation = { readonly key: string; readonly left: Term; readonly right: Term }

/** A comparison of two facts, and the signs that make it true. */
export type Comparison = { readonly relation: Relation; readonly true: readonly Sign[] }

/**
 * The two facts that a comparison puts beside each other: `a + P90D <= b`, `b - a > P1Y`, `years and months duration(a, b).years >= 18`.
 * `undefined` for a comparison of anything else, or of steps that may have no day.
 */
export function comparisonOf(tree: Tree): Comparison | undefined {
  if (tree.op !== 'order' && tree.op !== 'same') return undefined
  const { left, right } = tree
  if (!isOrdered(left) || !isOrdered(right)) return undefined
  const holding: readonly Sign[] = tree.op === 'same' ? [0] : tree.sign === '<' ? [-1] : [-1, 0]
  const [a, b] = [termOf(left), termOf(right)]
  if (a !== undefined && b !== undefined) return between(a, b, holding)
  return atLeast(left, right, holding) ?? atLeast(right, left, holding.map(turned))
}

function turned(sign: Sign): Sign {
  return sign === 0 ? 0 : sign === 1 ? -1 : 1
}

function isOrdered(tree: Tree): tree is SpanTree {
  return tree.type === 'date' || tree.type === 'number' || tree.type === 'days' || tree.type === 'months'
}

function between(left: Term, right: Term, holding: readonly Sign[]): Comparison | undefined {
  if (left.whole !== right.whole) return undefined
  const name = (one: Term): string => `${one.fact}+${one.months}${one.months === 0 ? '' : one.rounding}`
  // Always the same way round, so that `a < b` and `b > a` are one relation.
  if (name(left) > name(right)) return between(right, left, holding.map(turned))
  const days = right.days - left.days
  const relation = { left: { ...left, days: 0 }, right: { ...right, days } }
  return { relation: { ...relation, key: `${name(left)}|${name(right)}|${days}` }, true: holding }
}

function termOf(tree: SpanTree): Term | undefined {
  if (tree.op === 'fact' && tree.type === 'date') return plain(tree.fact.id, true)
  if (tree.op === 'fact' && tree.type === 'number') return plain(tree.fact.id, false)
  if (tree.op === 'shift' && tree.months.op === 'constant' && tree.rounding !== 'error') {
    const date = termOf(tree.date)
    return date === undefined || date.months !== 0 || date.days !== 0
      ? undefined
      : { ...date, months: tree.months.value, rounding: tree.rounding }
  }
  if ((tree.op === 'plus' || tree.op === 'minus') && tree.type === 'date' && tree.right.op === 'constant') {
    const date = termOf(tree.left)
    const days = tree.op === 'plus' ? tree.right.value : 0 - tree.right.value
    return date === undefined ? undefined : { ...date, days: date.days + days }
  }
  if ((tree.op === 'plus' || tree.op === 'minus') && tree.type === 'number') {
    const [of, constant] = tree.op === 'plus' && tree.left.op === 'constant' ? [tree.right, tree.left] : [tree.left, tree.right]
    const number = termOf(of)
    if (number === undefined || constant.op !== 'constant' || !Number.isSafeInteger(constant.value)) return undefined
    return { ...number, days: number.days + (tree.op === 'plus' ? constant.value : 0 - constant.value) }
  }
  return undefined
}

function plain(fact: string, whole: boolean): Term {
  return { fact, whole, months: 0, rounding: 'down', days: 0 }
}

/** A length between two dates beside a constant. `holding` are the signs of length against constant. */
function atLeast(length: SpanTree, constant: SpanTree, holding: readonly Sign[]): Comparison | undefined {
  if (constant.op !== 'constant') return undefined
  if (length.op === 'part' && length.which === 'days') return atLeast(length.of, constant, holding)
  if (length.op === 'over' && length.left.type === 'days' && length.right.op === 'constant' && length.right.value > 0)
    return atLeast(length.left, { ...constant, value: constant.value * length.right.value }, holding)
  if (length.op === 'minus' && (length.type === 'days' || length.type === 'number')) {
    const [to, from] = [termOf(length.left), termOf(length.right)]
    if (to === undefined || from === undefined || !Number.isInteger(constant.value)) return undefined
    return between(to, { ...from, days: from.days + constant.value }, holding)
  }
  return monthsBeside(length, constant.value, holding)
}

/** `months(from, to) >= k` is `from + k months <= to` where k is at least 1. Equality is neither one nor the other. */
function monthsBeside(length: SpanTree, value: number, holding: readonly Sign[]): Comparison | undefined {
  const years = length.op === 'part' && length.which === 'years'
  const of = years ? length.of : length
  if (of.op !== 'months-between' || of.rounding === 'error' || !Number.isInteger(value)) return undefined
  const [from, to] = [termOf(of.from), termOf(of.to)]
  if (from === undefined || to === undefined || from.months !== 0 || from.days !== 0) return undefined
  const [less, same, more] = [holding.includes(-1), holding.includes(0), holding.includes(1)]
  // `>= k` and its opposite `< k` turn at k, `> k` and `<= k` at k + 1.
  const least = same === more && less !== same ? value : same === less && more !== same ? value + 1 : undefined
  if (least === undefined || least < 1) return undefined
  const months = years ? least * 12 : least
  return between({ ...from, months, rounding: of.rounding }, to, more ? [-1, 0] : [1])
}
