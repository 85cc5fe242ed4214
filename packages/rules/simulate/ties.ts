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
  const values = nodes.map((node) => columns.values[node])
  const ofMarks = nodes.map((node) => columns.marks[node])
  const patterns = new Map<number, Pattern>()
  return (at) => {
    let key = 0
    for (let n = 0; n < nodes.length; n += 1) key = 4 * key + (nodes[n] === today ? 0 : (ofMarks[n]?.[at] ?? marks.invalid))
    const pattern = patterns.get(key) ?? patternOf(key, { nodes, pairs, mayBeNone })
    patterns.set(key, pattern)
    const dayAt = (n: number): number => (nodes[n] === today ? day : (values[n]?.[at] ?? Number.NaN))
    for (const [one, other] of pattern.ordered) if (dayAt(one) > dayAt(other)) return undefined
    const bounds = new Map<number, Bounds>()
    for (const { node, after, before, needed } of pattern.open) {
      let [low, high]: [number, number] = [firstDay, lastDay]
      for (const other of after) low = Math.max(low, dayAt(other))
      for (const other of before) high = Math.min(high, dayAt(other))
      if (low > high && needed) return undefined
      bounds.set(node, { low, high })
    }
    return { bounds, isBefore: pattern.isBefore, order: pattern.order }
  }
}

/** What is the same for all of whom the same days are known. Places of `nodes`, but for `node`, which is the column. */
type Pattern = Order & {
  /** Days that are known, and in this order. */
  readonly ordered: readonly (readonly [number, number])[]
  readonly open: readonly {
    readonly node: number
    readonly after: readonly number[]
    readonly before: readonly number[]
    /** There is such a day in every life. */
    readonly needed: boolean
  }[]
}

/** `key`: the marks of the nodes, two bits each, the last lowest. */
function patternOf(
  key: number,
  {
    nodes,
    pairs,
    mayBeNone,
  }: {
    readonly nodes: readonly number[]
    readonly pairs: readonly (readonly [number, number])[]
    readonly mayBeNone: ReadonlySet<number | undefined>
  },
): Pattern {
  const markOf = (n: number): number => Math.floor(key / 4 ** (nodes.length - 1 - n)) % 4
  const places = [...nodes.keys()]
  const known = places.filter((n) => markOf(n) === marks.value)
  const open = places.filter((n) => markOf(n) === marks.unknown)
  // Of `a <= x` and `x <= b` follows `a <= b` only where there is an x.
  const there = places.filter((n) => known.includes(n) || (open.includes(n) && !mayBeNone.has(nodes[n])))
  const isBefore = closed(
    pairs,
    there.flatMap((n) => nodes[n] ?? []),
  )
  const before = (one: number, other: number): boolean => isBefore(nodes[one] ?? Number.NaN, nodes[other] ?? Number.NaN)
  return {
    isBefore,
    order: there.reduce((sum, n) => sum + 2 ** n, 0),
    ordered: known.flatMap((one) => known.filter((other) => before(one, other)).map((other) => [one, other] as const)),
    open: open.map((n) => ({
      node: nodes[n] ?? Number.NaN,
      after: known.filter((other) => before(other, n)),
      before: known.filter((other) => before(n, other)),
      needed: !mayBeNone.has(nodes[n]),
    })),
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
