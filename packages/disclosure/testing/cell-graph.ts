import { countsOf, type At, type SafeTable } from '../safe-table.ts'

/** What the public gets to see of a table, protected or not. */
export type Released = Pick<SafeTable, 'dimensions' | 'margins' | 'cells'>

/** A cell or margin of the population, whatever tables show it, and each number that was published for it. */
export type Node = { readonly id: string; readonly at: At; readonly numbers: readonly number[] }

/** A margin is the sum of its parts in truth, though not as published. */
export type Sum = { readonly total: string; readonly parts: readonly string[] }

export type CellGraph = { readonly nodes: ReadonlyMap<string, Node>; readonly sums: readonly Sum[] }

/** The same cell has the same id in every table: only the dimensions that are fixed name it. */
export function cellId(at: At): string {
  return Object.entries(at)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&')
}

/** Links the cells of all tables with all margins: equal cells become one, each margin is tied to its parts, zeros included. */
export function cellGraph(tables: readonly Released[]): CellGraph {
  const nodes = new Map<string, { readonly id: string; readonly at: At; readonly numbers: number[] }>()
  const sums = new Map<string, Sum>()
  for (const table of tables) {
    const numberAt = countsOf(table)
    for (const at of placesIn(table)) {
      const id = cellId(at)
      const node = nodes.get(id)
      if (node === undefined) nodes.set(id, { id, at, numbers: [numberAt(at)] })
      else node.numbers.push(numberAt(at))
      for (const { name, values } of table.dimensions) {
        if (at[name] !== null) continue
        sums.set(`${id} by ${name}`, { total: id, parts: values.map((value) => cellId({ ...at, [name]: value })) })
      }
    }
  }
  return { nodes, sums: [...sums.values()] }
}

function placesIn({ dimensions }: Released): readonly At[] {
  return dimensions.reduce<readonly At[]>(
    (built, { name, values }) => built.flatMap((at) => [...values, null].map((value) => ({ ...at, [name]: value }))),
    [{}],
  )
}
