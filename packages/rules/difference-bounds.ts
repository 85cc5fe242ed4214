import { shiftMonths } from './day.ts'
import { lengthOf } from './month-lengths.ts'
import type { Possible } from './possible.ts'
import type { Relation, Sign, Term } from './relation.ts'

/** A bound on the difference of two nodes: at most so much, or less than that. */
type Bound = { readonly by: number; readonly strict: boolean }

/** Values of facts that stand to each other as the relations say. */
export type Placed = ReadonlyMap<string, number>

/**
 * Whether facts can stand to each other as the signs say, each within what it can be: difference bounds (Dill 1989), closed by
 * Floyd and Warshall. For days and numbers that is exact. A step by months is bounded by its shortest and longest length and keeps
 * order, so there it may say yes too often, never no too often. `undefined`: they cannot. Otherwise two ways in which the bounds
 * hold, as early and as late as can be.
 */
export function placeFacts(
  signs: ReadonlyMap<string, { readonly relation: Relation; readonly sign: Sign }>,
  cells: ReadonlyMap<string, Possible>,
): readonly Placed[] | undefined {
  const nodes = nodesOf(signs)
  const size = nodes.length + 1
  const bounds: Bound[][] = Array.from({ length: size }, (_row, a) =>
    Array.from({ length: size }, (_cell, b) => ({ by: a === b ? 0 : Number.POSITIVE_INFINITY, strict: false })),
  )
  /** Node `a` less node `b` is at most so much; 0 is the day 0. */
  const atMost = (a: number, b: number, bound: Bound): boolean => {
    const before = bounds[a]?.[b]
    if (before === undefined || !isTighter(bound, before)) return false
    const row = bounds[a]
    if (row !== undefined) row[b] = bound
    return true
  }
  const at = (term: Term): number => 1 + nodes.findIndex((node) => nodeKey(node) === nodeKey(term))
  for (const [index, node] of nodes.entries())
    boundNode(node, { index: index + 1, plain: at({ ...node, months: 0 }), cells, atMost })
  for (const { relation, sign } of signs.values()) {
    const [a, b, days] = [at(relation.left), at(relation.right), relation.right.days]
    // On whole days "before" is at least a day before.
    const gap: Bound = relation.left.whole ? { by: days - 1, strict: false } : { by: days, strict: true }
    if (sign === -1) atMost(a, b, gap)
    if (sign === 0) atMost(a, b, { by: days, strict: false })
    if (sign === 0) atMost(b, a, { by: 0 - days, strict: false })
    if (sign === 1) atMost(b, a, relation.left.whole ? { by: 0 - days - 1, strict: false } : { by: 0 - days, strict: true })
  }
  for (let again = true; again;) {
    if (!close(bounds)) return undefined
    again = keepOrder(nodes, bounds, atMost)
  }
  return [earliest(nodes, bounds), latest(nodes, bounds)]
}

function nodeKey({ fact, months, rounding }: Term): string {
  return months === 0 ? fact : `${fact}+${months}${rounding}`
}

function nodesOf(signs: ReadonlyMap<string, { readonly relation: Relation }>): readonly Term[] {
  const nodes = new Map<string, Term>()
  for (const { relation } of signs.values())
    for (const term of [relation.left, relation.right])
      for (const node of [
        { ...term, months: 0, days: 0 },
        { ...term, days: 0 },
      ])
        nodes.set(nodeKey(node), node)
  return [...nodes.values()]
}

type AtMost = (a: number, b: number, bound: Bound) => boolean

/** What the fact itself can be, and how long its months are. */
function boundNode(
  node: Term,
  place: {
    readonly index: number
    readonly plain: number
    readonly cells: ReadonlyMap<string, Possible>
    readonly atMost: AtMost
  },
): void {
  const some = place.cells.get(node.fact)?.some
  if (some?.kind !== 'span') return
  const shifted = (day: number, rounding: 'down' | 'up'): number =>
    node.months === 0 ? day : (shiftMonths(day, node.months, rounding) ?? day)
  const bound = (by: number): Bound => ({ by, strict: false })
  place.atMost(place.index, 0, bound(shifted(some.high, 'up')))
  place.atMost(0, place.index, bound(0 - shifted(some.low, 'down')))
  if (node.months === 0) return
  const { least, most } = lengthOf(node.months, node.rounding)
  place.atMost(place.index, place.plain, bound(most))
  place.atMost(place.plain, place.index, bound(0 - least))
}

function isTighter(one: Bound, other: Bound): boolean {
  return one.by < other.by || (one.by === other.by && one.strict && !other.strict)
}

/** False where the bounds contradict each other. */
function close(bounds: readonly Bound[][]): boolean {
  for (const [k, through] of bounds.entries())
    for (const row of bounds) {
      const first = row[k]
      if (first === undefined || first.by === Number.POSITIVE_INFINITY) continue
      for (const [b, second] of through.entries()) {
        const sum = { by: first.by + second.by, strict: first.strict || second.strict }
        const before = row[b]
        if (before !== undefined && isTighter(sum, before)) row[b] = sum
      }
    }
  return bounds.every((row, a) => {
    const own = row[a]
    return own === undefined || own.by > 0 || (own.by === 0 && !own.strict)
  })
}

/** Whoever comes no later still comes no later after as many months. */
function keepOrder(nodes: readonly Term[], bounds: readonly (readonly Bound[])[], atMost: AtMost): boolean {
  let changed = false
  for (const [one, a] of nodes.entries())
    for (const [other, b] of nodes.entries()) {
      if (a.fact === b.fact || a.months === 0 || a.months !== b.months || a.rounding !== b.rounding) continue
      const plain = (term: Term): number => 1 + nodes.findIndex((node) => node.fact === term.fact && node.months === 0)
      const apart = bounds[plain(a)]?.[plain(b)]
      if (apart !== undefined && apart.by <= 0 && atMost(one + 1, other + 1, { by: 0, strict: false })) changed = true
    }
  return changed
}

function earliest(nodes: readonly Term[], bounds: readonly (readonly Bound[])[]): Placed {
  return placed(nodes, (index) => 0 - (bounds[0]?.[index]?.by ?? Number.POSITIVE_INFINITY))
}

function latest(nodes: readonly Term[], bounds: readonly (readonly Bound[])[]): Placed {
  return placed(nodes, (index) => bounds[index]?.[0]?.by ?? Number.POSITIVE_INFINITY)
}

function placed(nodes: readonly Term[], at: (index: number) => number): Placed {
  return new Map(
    nodes.flatMap((node, index): readonly (readonly [string, number])[] => {
      const value = at(index + 1)
      return node.months === 0 && Number.isFinite(value) ? [[node.fact, value]] : []
    }),
  )
}
