import { firstDay, lastDay, monthsBetween, shiftMonths, type Day } from '../day.ts'
import type { SpanTree } from '../tree.ts'
import { atomOnRows } from './first-engine.ts'
import type { Layout } from './layout.ts'
import { no, unmeaning, yes, type Mask } from './masks.ts'
import { marks, type Row } from './pack.ts'
import type { Atom } from './plan.ts'
import { writtenNumber } from './quantity.ts'

/**
 * Ranges of the first engine without its objects: what an arithmetic comparison of several facts comes to where some are known
 * and some are not. Whole units of 10 to the power of minus `scale`; a quotient is a double, rounded once, as there.
 */
type Range = {
  low: number
  high: number
  readonly scale: number
  readonly real: boolean
  /** Works out `low` and `high`. */
  readonly run: (row: Row) => Meaning
}

/** Whether a range has a meaning: surely, perhaps not, surely not. */
type Meaning = 0 | 1 | 2

/** What answers where a fact of an atom has no exact value: ranges of numbers where they suffice, otherwise the first engine. */
export function askFirst(atom: Atom, layout: Layout, today: Day): (row: Row) => Mask {
  return rangesOnRows(atom, layout, today) ?? atomOnRows(atom, layout, today)
}

/** `undefined` where the comparison is not of this kind. */
function rangesOnRows({ tree }: Atom, layout: Layout, today: Day): ((row: Row) => Mask) | undefined {
  if (tree.op !== 'order') return undefined
  const [left, right] = [rangeOf(tree.left, layout, today), rangeOf(tree.right, layout, today)]
  if (left === undefined || right === undefined) return undefined
  const scale = Math.max(left.scale, right.scale)
  const real = left.real || right.real
  const unit = (one: Range): number => (real ? (one.real ? 1 : 1 / 10 ** one.scale) : 10 ** (scale - one.scale))
  const [x, y] = [unit(left), unit(right)]
  // A division by the power of ten, as a product with its inverse would be rounded twice.
  const at = (value: number, factor: number): number => (factor < 1 ? value / Math.round(1 / factor) : value * factor)
  const strict = tree.sign === '<'
  return (row) => {
    const meaning = worse(left.run(row), right.run(row))
    if (meaning === 2) return unmeaning
    const [aLow, aHigh, bLow, bHigh] = [at(left.low, x), at(left.high, x), at(right.low, y), at(right.high, y)]
    const canBe = strict ? aLow < bHigh : aLow <= bHigh
    const canFail = strict ? aHigh >= bLow : aHigh > bLow
    return (canBe ? yes : 0) | (canFail ? no : 0) | (meaning === 1 ? unmeaning : 0)
  }
}

function rangeOf(tree: SpanTree, layout: Layout, today: Day): Range | undefined {
  const of = (one: SpanTree): Range | undefined => rangeOf(one, layout, today)
  switch (tree.op) {
    case 'fact':
      return factRange(layout, tree.fact.id)
    case 'constant': {
      const written = writtenNumber(tree.value)
      return written && fixed(written.low, written.scale)
    }
    case 'today':
      return fixed(today, 0)
    case 'plus':
    case 'minus':
    case 'times':
    case 'over':
      return arithmeticRange(tree.op, of(tree.left), of(tree.right))
    case 'shift':
      return calendarRange(of(tree.date), of(tree.months), {
        low: ([a], [b]) => shiftMonths(a, b, tree.rounding),
        high: ([, a], [, b]) => shiftMonths(a, b, tree.rounding),
        wideLow: ([a], [b]) => shiftMonths(a, b, 'down'),
        wideHigh: ([, a], [, b]) => shiftMonths(a, b, 'up'),
        canFail: tree.rounding === 'error',
      })
    case 'months-between':
      return calendarRange(of(tree.from), of(tree.to), {
        low: ([, a], [b]) => monthsBetween(a, b, tree.rounding),
        high: ([a], [, b]) => monthsBetween(a, b, tree.rounding),
        wideLow: ([, a], [b]) => monthsBetween(a, b, 'up'),
        wideHigh: ([a], [, b]) => monthsBetween(a, b, 'down'),
        canFail: tree.rounding === 'error',
      })
    case 'local':
    case 'field':
    case 'cases':
    case 'least':
    case 'greatest':
    case 'abs':
    case 'floor':
    case 'ceiling':
    case 'dated':
    case 'fold':
    case 'covered':
    case 'gap':
    case 'none':
    case 'if':
    case 'part':
    case 'count':
      return undefined
  }
}

function fixed(value: number, scale: number): Range {
  return { low: value, high: value, scale, real: false, run: () => 0 }
}

function factRange(layout: Layout, fact: string): Range | undefined {
  const place = layout.placeOf.get(fact)
  const column = place === undefined ? undefined : layout.columns[place]
  if (place === undefined || column === undefined) return undefined
  const size = layout.columns.length
  const [low, high] = column.kind === 'date' ? [firstDay, lastDay] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const real = column.kind === 'number' && column.decimals === undefined
  const range: Range = {
    low,
    high,
    scale: column.decimals ?? 0,
    real,
    run: (row) => {
      const mark = row[size + place]
      if (mark === marks.value) range.low = range.high = row[place] ?? Number.NaN
      else [range.low, range.high] = [low, high]
      return mark === marks.value || mark === marks.unknown ? 0 : 2
    },
  }
  return range
}

function arithmeticRange(
  op: 'plus' | 'minus' | 'times' | 'over',
  left: Range | undefined,
  right: Range | undefined,
): Range | undefined {
  if (left === undefined || right === undefined || left.real || right.real) return undefined
  const scale = op === 'times' ? left.scale + right.scale : Math.max(left.scale, right.scale)
  const [x, y] = op === 'times' ? [1, 1] : [10 ** (scale - left.scale), 10 ** (scale - right.scale)]
  const range: Range = {
    low: 0,
    high: 0,
    scale: op === 'over' ? 0 : scale,
    real: op === 'over',
    run: (row) => {
      const meaning = worse(left.run(row), right.run(row))
      if (meaning === 2) return 2
      const [aLow, aHigh, bLow, bHigh] = [left.low * x, left.high * x, right.low * y, right.high * y]
      if (op === 'plus') [range.low, range.high] = [aLow + bLow, aHigh + bHigh]
      else if (op === 'minus') [range.low, range.high] = [aLow - bHigh, aHigh - bLow]
      else if (op === 'times') hull(range, [aLow * bLow, aLow * bHigh, aHigh * bLow, aHigh * bHigh])
      else if (bLow === 0 && bHigh === 0) return 2
      else if (bLow <= 0 && bHigh >= 0) {
        ;[range.low, range.high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
        return 1
      } else hull(range, [aLow / bLow, aLow / bHigh, aHigh / bLow, aHigh / bHigh])
      return meaning
    },
  }
  return range
}

function hull(range: Range, [a, b, c, d]: readonly [number, number, number, number]): void {
  const [low, high] = [Math.min(a, b, c, d), Math.max(a, b, c, d)]
  const known = !Number.isNaN(low)
  range.low = known ? low : Number.NEGATIVE_INFINITY
  range.high = known ? high : Number.POSITIVE_INFINITY
}

type Ends = readonly [low: number, high: number]
type Step = (a: Ends, b: Ends) => number | undefined

function calendarRange(
  left: Range | undefined,
  right: Range | undefined,
  steps: { readonly low: Step; readonly high: Step; readonly wideLow: Step; readonly wideHigh: Step; readonly canFail: boolean },
): Range | undefined {
  if (left === undefined || right === undefined || left.real || right.real) return undefined
  const range: Range = {
    low: 0,
    high: 0,
    scale: 0,
    real: false,
    run: (row) => {
      const meaning = worse(left.run(row), right.run(row))
      if (meaning === 2) return 2
      const [a, b]: readonly Ends[] = [
        [left.low, left.high],
        [right.low, right.high],
      ]
      if (a === undefined || b === undefined) return 2
      const [low, high] = [steps.low(a, b), steps.high(a, b)]
      if (left.low === left.high && right.low === right.high) {
        if (low === undefined) return 2
        range.low = range.high = low
        return meaning
      }
      range.low = low ?? steps.wideLow(a, b) ?? 0
      range.high = high ?? steps.wideHigh(a, b) ?? 0
      return steps.canFail ? 1 : meaning
    },
  }
  return range
}

function worse(a: Meaning, b: Meaning): Meaning {
  return a > b ? a : b
}
