import type { CellGraph, Sum } from './cell-graph.ts'

export type Interval = { readonly low: number; readonly high: number }

type Open = { low: number; high: number }

/**
 * What follows with certainty: starting from what one number allows, each margin bounds its parts and the parts their margin,
 * until nothing changes. With `differ`, a part published with another number than its margin is known to hold fewer people,
 * because the same people always get the same number.
 */
export function propagate(
  graph: CellGraph,
  allows: (numbers: readonly number[]) => Interval,
  differ: boolean,
): ReadonlyMap<string, Interval> {
  const bounds = new Map<string, Open>([...graph.nodes].map(([id, node]) => [id, { ...allows(node.numbers) }]))
  const at = (id: string): Open => {
    const open = bounds.get(id)
    if (open === undefined) throw new Error(`no cell ${id}`)
    return open
  }
  let changed = true
  const raise = (open: Open, low: number): void => {
    if (low <= open.low) return
    open.low = low
    changed = true
  }
  const lower = (open: Open, high: number): void => {
    if (high >= open.high) return
    open.high = high
    changed = true
  }
  const fewerPeople = ({ total, parts }: Sum): readonly string[] =>
    differ ? parts.filter((part) => graph.nodes.get(part)?.numbers[0] !== graph.nodes.get(total)?.numbers[0]) : []
  const linked = graph.sums.map((sum) => ({ total: at(sum.total), parts: sum.parts.map(at), fewer: fewerPeople(sum).map(at) }))
  while (changed) {
    changed = false
    for (const { total, parts, fewer } of linked) {
      const low = parts.reduce((sum, part) => sum + part.low, 0)
      const high = parts.reduce((sum, part) => sum + part.high, 0)
      raise(total, low)
      lower(total, high)
      for (const part of parts) {
        const [wasLow, wasHigh] = [part.low, part.high]
        raise(part, total.low - (high - wasHigh))
        lower(part, total.high - (low - wasLow))
      }
      for (const part of fewer) {
        lower(part, total.high - 1)
        raise(total, part.low + 1)
      }
    }
    for (const [id, { low, high }] of bounds) if (low > high) throw new Error(`what is known of ${id} contradicts itself`)
  }
  return bounds
}
