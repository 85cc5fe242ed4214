import type { SpanTree, TruthTree } from '../tree.ts'
import type { Layout } from './layout.ts'
import { open, unmeaning, type Mask } from './masks.ts'
import { marks } from './pack.ts'

/** What a number can be under given marks: one exact value, any number, any number or no meaning, surely no meaning. */
type Spread = 'exact' | 'any' | 'any-or-invalid' | 'invalid'

const patterns = 4

/**
 * The masks of a comparison of numbers under every combination of marks, the first column's mark in the lowest two bits. An unknown
 * number is any number, and so is what is worked out with it: then the known ones do not matter. `undefined` where they do.
 */
export function masksByMarks(tree: TruthTree, columns: readonly number[], layout: Layout): readonly Mask[] | undefined {
  if (tree.op !== 'order' || columns.length > 3) return undefined
  const masks: Mask[] = []
  for (let pattern = 0; pattern < patterns ** columns.length; pattern += 1) {
    const markOf = (fact: string): number => (pattern >> (2 * columns.indexOf(layout.placeOf.get(fact) ?? -1))) & (patterns - 1)
    const [left, right] = [spreadOf(tree.left, layout, markOf), spreadOf(tree.right, layout, markOf)]
    if (left === undefined || right === undefined) return undefined
    masks.push(maskFor(left, right))
  }
  return masks
}

function maskFor(left: Spread, right: Spread): Mask {
  if (left === 'invalid' || right === 'invalid') return unmeaning
  // Never looked up: where everything is exact, the test has answered.
  if (left === 'exact' && right === 'exact') return 0
  return left === 'any-or-invalid' || right === 'any-or-invalid' ? open | unmeaning : open
}

function spreadOf(tree: SpanTree, layout: Layout, markOf: (fact: string) => number): Spread | undefined {
  const of = (one: SpanTree): Spread | undefined => spreadOf(one, layout, markOf)
  switch (tree.op) {
    case 'fact': {
      const mark = markOf(tree.fact.id)
      if (mark === marks.value) return 'exact'
      if (mark !== marks.unknown) return 'invalid'
      return tree.type === 'number' ? 'any' : undefined
    }
    case 'constant':
    case 'today':
      return 'exact'
    case 'plus':
    case 'minus':
    case 'times':
      return wider(of(tree.left), of(tree.right))
    case 'over': {
      const [top, bottom] = [of(tree.left), of(tree.right)]
      if (bottom === 'any' && top !== undefined && top !== 'invalid') return 'any-or-invalid'
      return bottom === 'exact' && !isNeverZero(tree.right, layout) ? undefined : wider(top, bottom)
    }
    case 'shift':
      return exactOnly([of(tree.date), of(tree.months)], tree.rounding === 'error')
    case 'months-between':
      return exactOnly([of(tree.from), of(tree.to)], tree.rounding === 'error')
    case 'part':
      return exactOnly([of(tree.of)], false)
    case 'least':
    case 'greatest':
      return exactOnly([of(tree.left), of(tree.right)], false)
    case 'abs':
    case 'floor':
    case 'ceiling':
      return exactOnly([of(tree.of)], false)
    case 'local':
    case 'field':
    case 'cases':
    case 'dated':
    case 'fold':
    case 'covered':
    case 'gap':
    case 'none':
    case 'if':
    case 'count':
      return undefined
  }
}

const widths: readonly Spread[] = ['exact', 'any', 'any-or-invalid', 'invalid']

function wider(a: Spread | undefined, b: Spread | undefined): Spread | undefined {
  if (a === undefined || b === undefined) return undefined
  return widths[Math.max(widths.indexOf(a), widths.indexOf(b))]
}

function exactOnly(of: readonly (Spread | undefined)[], canFail: boolean): Spread | undefined {
  if (of.includes('invalid')) return 'invalid'
  return !canFail && of.every((one) => one === 'exact') ? 'exact' : undefined
}

function isNeverZero(tree: SpanTree, layout: Layout): boolean {
  if (tree.op === 'constant') return tree.value !== 0
  if (tree.op !== 'fact') return false
  const column = layout.columns[layout.placeOf.get(tree.fact.id) ?? -1]
  return column?.decimals !== undefined && (column.low > 0 || column.high < 0)
}
