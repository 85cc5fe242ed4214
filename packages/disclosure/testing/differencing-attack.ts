import { propagate, type Interval } from './bounds.ts'
import { cellGraph, type CellGraph, type Node, type Released, type Sum } from './cell-graph.ts'

/** What the attacker knows about how numbers were made (all of it is public). */
export type Method = {
  /** The true counts that the numbers published for one cell allow. */
  readonly allows: (numbers: readonly number[]) => Interval
  /** How likely a number is for a true count; without it no likelihood guess is made. */
  readonly likelihood?: (published: number, count: number) => number
  /** Of the change that a number carries. */
  readonly variance?: number
  /** Whether the same people always get the same number. */
  readonly consistent: boolean
}

/** How the attack fared on the cells that truly hold 1 to 5 persons. Shares are of those cells. */
export type AttackReport = {
  readonly smallCells: number
  /** Known with certainty by bounds, and right. */
  readonly pinned: number
  /** Of the bounds around small cells, the fewest counts that remain possible. */
  readonly narrowest: number
  /** Cells, small or not, whose true count lies outside the bounds: the attacker assumed something false. */
  readonly misled: number
  /** Share found by always guessing the commonest small count. */
  readonly baseline: number
  /** Share found by each way of guessing. */
  readonly guesses: Readonly<Record<string, number>>
  readonly best: number
}

/**
 * Attacks all released tables of one population together: subtraction (margin − the other parts, so too one table less
 * another that lacks one person), averages over every table and subtraction that shows a cell, bounds, and likelihood.
 */
export function differencingAttack(
  tables: readonly Released[],
  { truth, method }: { readonly truth: ReadonlyMap<string, number>; readonly method: Method },
): AttackReport {
  const graph = cellGraph(tables)
  const bounds = propagate(graph, method.allows, method.consistent)
  const trueCount = (id: string): number => truth.get(id) ?? 0
  const small = [...graph.nodes.values()].filter(({ id }) => trueCount(id) >= 1 && trueCount(id) <= 5)
  const shares = [1, 2, 3, 4, 5].map((count) => small.filter(({ id }) => trueCount(id) === count).length / small.length)
  const found = (guess: (node: Node) => number): number =>
    small.filter((node) => guess(node) === trueCount(node.id)).length / small.length
  const guesses = Object.fromEntries(
    Object.entries(waysToGuess(graph, { bounds, method, shares })).map(([name, guess]) => [name, found(guess)]),
  )
  const width = (id: string): number => {
    const { low, high } = bounds.get(id) ?? { low: 0, high: Infinity }
    return high - low + 1
  }
  return {
    smallCells: small.length,
    pinned: small.filter(({ id }) => width(id) === 1 && bounds.get(id)?.low === trueCount(id)).length,
    narrowest: Math.min(...small.map(({ id }) => width(id))),
    misled: [...bounds].filter(([id, { low, high }]) => trueCount(id) < low || trueCount(id) > high).length,
    baseline: Math.max(...shares),
    guesses,
    best: Math.max(...Object.values(guesses)),
  }
}

type Ways = Readonly<Record<string, (node: Node) => number>>

type Known = { readonly bounds: ReadonlyMap<string, Interval>; readonly method: Method; readonly shares: readonly number[] }

function waysToGuess(graph: CellGraph, { bounds, method, shares }: Known): Ways {
  const published = (id: string): number => mean(graph.nodes.get(id)?.numbers ?? [])
  const sumsOf = Map.groupBy(
    graph.sums.flatMap((sum) => sum.parts.map((part) => ({ part, sum }))),
    ({ part }) => part,
  )
  const estimates = ({ id }: Node): readonly Estimate[] =>
    (sumsOf.get(id) ?? []).map(({ sum }) => subtract(sum, id, published)).toSorted((a, b) => a.terms - b.terms)
  const fitted = (value: number, id: string): number => {
    const { low, high } = bounds.get(id) ?? { low: 1, high: 5 }
    return Math.round(Math.min(Math.max(value, low, 1), high, 5))
  }
  return {
    asPublished: (node) => fitted(published(node.id), node.id),
    subtraction: (node) => fitted(estimates(node)[0]?.value ?? published(node.id), node.id),
    average: (node) => fitted(weighted([{ value: published(node.id), terms: 1 }, ...estimates(node)]), node.id),
    ...likeliest({ bounds, method, shares, estimates }),
  }
}

/** The likeliest count for someone who knows how common each small count is: by its own numbers, then by its margins as well. */
function likeliest({
  bounds,
  method,
  shares,
  estimates,
}: Known & { readonly estimates: (node: Node) => readonly Estimate[] }): Ways {
  const { likelihood, variance } = method
  if (likelihood === undefined || variance === undefined) return {}
  const own = ({ id, numbers }: Node): readonly number[] => {
    const { low, high } = bounds.get(id) ?? { low: 1, high: 5 }
    const heard = method.consistent ? numbers.slice(0, 1) : numbers
    return shares.map((share, index) =>
      index + 1 < low || index + 1 > high ? 0 : heard.reduce((chance, number) => chance * likelihood(number, index + 1), share),
    )
  }
  const nearness = ({ value, terms }: Estimate, count: number): number =>
    Math.exp(-((value - count) ** 2) / (2 * variance * terms))
  const mostLikely = (chances: readonly number[]): number => chances.indexOf(Math.max(...chances)) + 1
  return {
    likelihood: (node: Node) => mostLikely(own(node)),
    linkedLikelihood: (node: Node) => {
      const near = estimates(node)
      return mostLikely(own(node).map((chance, index) => near.reduce((all, one) => all * nearness(one, index + 1), chance)))
    },
  }
}

/** An estimate and how many published numbers it is made of: the more, the more noise. */
type Estimate = { readonly value: number; readonly terms: number }

function subtract({ total, parts }: Sum, id: string, published: (id: string) => number): Estimate {
  const others = parts.filter((part) => part !== id && published(part) > 0)
  return { value: others.reduce((left, part) => left - published(part), published(total)), terms: others.length + 1 }
}

function weighted(estimates: readonly Estimate[]): number {
  const weight = estimates.reduce((sum, { terms }) => sum + 1 / terms, 0)
  return estimates.reduce((sum, { value, terms }) => sum + value / terms, 0) / weight
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
