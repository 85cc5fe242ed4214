import type { Outcomes } from './run/outcomes.ts'
import type { Population } from './population.ts'

/** From how many to how many: who surely, and who perhaps because something is not known of them. */
export type Interval = { readonly least: number; readonly most: number }

/** People by their answer before and after, `[yes, no, unknown]` of `[yes, no, unknown]`; whom a human has to look at is unknown. */
export type Flow = readonly (readonly number[])[]

/** A flow for each value of a dimension. */
export type FlowBy = { readonly dimension: string; readonly values: readonly { readonly value: string; readonly flow: Flow }[] }

/** 0 yes, 1 no, 2 unknown or invalid, by the code of an outcome. */
const kinds = Uint8Array.of(2, 0, 1, 2, 2)

/** Everybody, and by each dimension, in one pass. */
export function flowsOf(
  { count, dimensions }: Population,
  [before, after]: readonly [Outcomes, Outcomes],
): { readonly flow: Flow; readonly by: readonly FlowBy[] } {
  const all = new Float64Array(9)
  const cells = dimensions.map(({ values }) => new Float64Array(9 * values.length))
  for (let at = 0; at < count; at += 1) {
    const cell = 3 * (kinds[before.of[at] ?? 0] ?? 2) + (kinds[after.of[at] ?? 0] ?? 2)
    all[cell] = (all[cell] ?? 0) + 1
    for (let d = 0; d < dimensions.length; d += 1) {
      const [own, dimension] = [cells[d], dimensions[d]]
      if (own === undefined || dimension === undefined) continue
      const place = 9 * (dimension.of[at] ?? 0) + cell
      own[place] = (own[place] ?? 0) + 1
    }
  }
  const by = dimensions.map(({ id, values }, d) => ({
    dimension: id,
    values: values.map((value, place) => ({ value, flow: flowFrom(cells[d]?.subarray(9 * place, 9 * place + 9)) })),
  }))
  return { flow: flowFrom(all), by }
}

function flowFrom(cells: Float64Array | undefined): Flow {
  return [0, 3, 6].map((from) => [...(cells?.subarray(from, from + 3) ?? [])])
}

/** How many have the right: those who surely do, and those who may besides. */
export function entitled(flow: Flow, when: 'before' | 'after'): Interval {
  const sum = (kind: number): number =>
    when === 'before' ? (flow[kind] ?? []).reduce((a, b) => a + b, 0) : flow.reduce((total, row) => total + (row[kind] ?? 0), 0)
  return { least: sum(0), most: sum(0) + sum(2) }
}

/** Whoever had it not and has it now; perhaps, where one of the answers is not known. */
export function gained(flow: Flow): Interval {
  const at = (before: number, after: number): number => flow[before]?.[after] ?? 0
  return { least: at(1, 0), most: at(1, 0) + at(1, 2) + at(2, 0) + at(2, 2) }
}

/** Whoever had it and has it no more. */
export function lost(flow: Flow): Interval {
  const at = (before: number, after: number): number => flow[before]?.[after] ?? 0
  return { least: at(0, 1), most: at(0, 1) + at(0, 2) + at(2, 1) + at(2, 2) }
}

/** Sets of people within those who gain: 2 surely, 1 perhaps, 0 not. */
export function gainOf(before: number, after: number): 0 | 1 | 2 {
  const [b, a] = [kinds[before] ?? 2, kinds[after] ?? 2]
  return b === 1 && a === 0 ? 2 : b !== 0 && a !== 1 ? 1 : 0
}
