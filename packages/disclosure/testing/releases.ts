import { groupRows, trueCells, type PersonRow } from '../true-cells.ts'
import { cellId, type Released } from './cell-graph.ts'
import { populationDimensions } from './population.ts'

/** How one number is published, from the true count, the cell key and which table it stands in. */
export type Publish = (count: number, key: bigint, table: number) => number

/** Every table of one, two or three dimensions over the made-up people, with all margins, and the truth behind them. */
export function allTables(
  rows: readonly PersonRow[],
  publish: Publish,
): { readonly tables: readonly Released[]; readonly truth: ReadonlyMap<string, number> } {
  const truth = new Map<string, number>()
  const tables = choicesOfUpToThree().map((dimensions, table) => {
    const names = dimensions.map(({ name }) => name)
    const cells = trueCells(groupRows(rows, names), names, { margins: 'all' })
    for (const { at, count } of cells) truth.set(cellId(at), count)
    const released = cells.map(({ at, count, key }) => ({ at, count: publish(count, key, table) }))
    return { dimensions, margins: 'all' as const, cells: released.filter(({ count }) => count > 0) }
  })
  return { tables, truth }
}

function choicesOfUpToThree() {
  const subsets = populationDimensions.reduce<readonly (readonly (typeof populationDimensions)[number][])[]>(
    (built, dimension) => [...built, ...built.map((chosen) => [...chosen, dimension])],
    [[]],
  )
  return subsets.filter(({ length }) => length >= 1 && length <= 3)
}
