import { dayOf, firstDay, lastDay, type Day } from '../day.ts'
import type { Subject } from '../judge.ts'
import type { SpanTree } from '../tree.ts'
import { marks } from '../backends/pack.ts'
import type { Population } from './population.ts'

/** From which day to which a day that is not known can lie, as far as the days that are known tell. */
export type Bounds = { readonly low: Day; readonly high: Day }

/** Of somebody: where their days that are tied and not known can lie, by column, and which of them lies before which. */
export type Tied = Order & { readonly bounds: ReadonlyMap<number, Bounds> }
/** `order`: a number of its own for each such order. */
type Order = { readonly isBefore: IsBefore; readonly order: number }
type IsBefore = (one: number, other: number) => boolean

const today = -1

/**
 * What is always so of days (`a <= b` and nothing else) as bounds, for each person; `undefined` for whom nobody can be. The whole is
 * `undefined` where something that is always so is no plain order of days.
 */
export function tiesOf(population: Population, { always, absence }: Subject): ((at: number) => Tied | undefined) | undefined {
  const { layout, columns } = population
  const nodeOf = (tree: SpanTree): number | undefined => {
    if (tree.op === 'today') return today
    return tree.op === 'fact' && tree.type === 'date' ? layout.placeOf.get(tree.fact.id) : undefined
  }
  const pairs: (readonly [number, number])[] = []
  for (const { tree } of always) {
    if (tree.op !== 'order' || tree.sign !== '<=') return undefined
    const [left, right] = [nodeOf(tree.left), nodeOf(tree.right)]
    if (left === undefined || right === undefined) return undefined
    pairs.push([left, right])
  }
  const nodes = [...new Set(pairs.flat())]
  const mayBeNone = new Set([...absence].map((id) => layout.placeOf.get(id)))
  const day = dayOf(population.today)
  const dayAt = (node: number, at: number): number => (node === today ? day : (columns.values[node]?.[at] ?? Number.NaN))
  const markAt = (node: number, at: number): number =>
    node === today ? marks.value : (columns.marks[node]?.[at] ?? marks.invalid)
  const isThere = (node: number, at: number): boolean => {
    const mark = markAt(node, at)
    return mark === marks.value || (mark === marks.unknown && !mayBeNone.has(node))
  }
  const orders = new Map<string, Order>()
  /** Of `a <= x` and `x <= b` follows `a <= b` only where there is an x. */
  const orderAt = (at: number): Order => {
    const middles = nodes.filter((node) => isThere(node, at))
    const key = middles.join()
    const order = orders.get(key) ?? { isBefore: closed(pairs, middles), order: orders.size }
    orders.set(key, order)
    return order
  }
  return (at) => {
    const { isBefore, order } = orderAt(at)
    const known = nodes.filter((node) => markAt(node, at) === marks.value)
    const bounds = new Map<number, Bounds>()
    for (const node of nodes) {
      const mark = markAt(node, at)
      if (mark !== marks.value && mark !== marks.unknown) continue
      let [low, high]: [number, number] = [firstDay, lastDay]
      for (const other of known) {
        if (isBefore(other, node)) low = Math.max(low, dayAt(other, at))
        if (isBefore(node, other)) high = Math.min(high, dayAt(other, at))
      }
      const own = dayAt(node, at)
      if (mark === marks.value ? own < low || own > high : low > high && !mayBeNone.has(node)) return undefined
      if (mark === marks.unknown) bounds.set(node, { low, high })
    }
    return { bounds, isBefore, order }
  }
}

/** What follows from two steps by way of any of these (Warshall 1962). */
function closed(pairs: readonly (readonly [number, number])[], middles: readonly number[]): IsBefore {
  const after = new Map<number, Set<number>>()
  for (const [left, right] of pairs) after.set(left, (after.get(left) ?? new Set()).add(right))
  for (const middle of middles)
    for (const reached of after.values()) if (reached.has(middle)) for (const one of after.get(middle) ?? []) reached.add(one)
  return (one, other) => after.get(one)?.has(other) ?? false
}
