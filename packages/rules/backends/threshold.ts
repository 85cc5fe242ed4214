import { firstDay, lastDay, type Day } from '../day.ts'
import { point, type Possible } from '../possible.ts'
import type { SpanTree } from '../tree.ts'
import type { FirstEngine } from './first-engine.ts'
import { no, yes } from './masks.ts'

/** Whether a span grows or shrinks as its only fact, a date, grows; `undefined` where that is not sure. */
export function direction(tree: SpanTree): 'grows' | 'shrinks' | 'stays' | undefined {
  switch (tree.op) {
    case 'fact':
      return 'grows'
    case 'constant':
    case 'today':
      return 'stays'
    case 'plus':
      return together(direction(tree.left), direction(tree.right))
    case 'minus':
      return together(direction(tree.left), turned(direction(tree.right)))
    case 'shift':
      return tree.rounding === 'error' ? undefined : together(direction(tree.date), direction(tree.months))
    case 'months-between':
      return tree.rounding === 'error' ? undefined : together(turned(direction(tree.from)), direction(tree.to))
    case 'part':
      return tree.which === 'months' ? undefined : direction(tree.of)
    case 'over':
      if (tree.right.op !== 'constant' || tree.right.value === 0) return undefined
      return tree.right.value > 0 ? direction(tree.left) : turned(direction(tree.left))
    case 'least':
    case 'greatest':
      return together(direction(tree.left), direction(tree.right))
    case 'floor':
    case 'ceiling':
      return direction(tree.of)
    case 'dated':
      return direction(tree.on) === 'stays' ? 'stays' : undefined
    case 'local':
    case 'field':
    case 'cases':
    case 'abs':
    case 'fold':
    case 'covered':
    case 'gap':
    case 'none':
    case 'if':
    case 'times':
    case 'count':
      return undefined
  }
}

type Direction = ReturnType<typeof direction>

function turned(one: Direction): Direction {
  if (one === 'stays' || one === undefined) return one
  return one === 'grows' ? 'shrinks' : 'grows'
}

function together(a: Direction, b: Direction): Direction {
  if (a === undefined || b === undefined) return undefined
  if (a === 'stays') return b
  return b === 'stays' || a === b ? a : undefined
}

export type Stretch = { readonly low: number; readonly high: number }

/**
 * The days for which a comparison that turns at most once is a yes, found with the first engine by halving; so steps by months
 * cost nothing on rows. `undefined` where the comparison comes to something else than yes or no on a day.
 */
export function daysOfYes(engine: FirstEngine, fact: string): Stretch | undefined {
  const at = (day: Day): number => engine(new Map<string, Possible>([[fact, point(day)]]))
  const [first, last] = [at(firstDay), at(lastDay)]
  if ((first !== yes && first !== no) || (last !== yes && last !== no)) return undefined
  if (first === last)
    return first === yes
      ? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
      : { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY }
  let [before, after] = [firstDay, lastDay]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (at(middle) === first) before = middle
    else after = middle
  }
  return first === yes ? { low: Number.NEGATIVE_INFINITY, high: before } : { low: after, high: Number.POSITIVE_INFINITY }
}
