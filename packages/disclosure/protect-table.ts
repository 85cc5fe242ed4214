import { describe } from './describe.ts'
import type { PTable } from './p-table.ts'
import { protectCell } from './protect-cell.ts'
import type { Dimension, Margins, SafeCell, SafeTable } from './safe-table.ts'
import { groupRows, trueCells, type Group, type PersonRow } from './true-cells.ts'

type Shape = {
  readonly dimensions: readonly Dimension[]
  /** Default `all`. */
  readonly margins?: Margins
  readonly pTable: PTable
}

/** A safe table from one row a person. Each person stands in one row; a record key given twice is an error. */
export function protectTable({ rows, ...shape }: Shape & { readonly rows: readonly PersonRow[] }): SafeTable {
  const names = shape.dimensions.map(({ name }) => name)
  return protectGroups({ ...shape, groups: groupRows(rows, names) })
}

/**
 * A safe table from people already grouped by all its dimensions, so that SQL does the counting: `count(*)` and
 * `bit_xor(record_key)`, grouped by every dimension. Gives the same numbers as `protectTable` on the same people.
 */
export function protectGroups({
  groups,
  dimensions,
  margins = 'all',
  pTable,
}: Shape & { readonly groups: readonly Group[] }): SafeTable {
  const names = dimensions.map(({ name }) => name)
  const released = trueCells(groups, names, { margins })
    .map(({ at, count, key }) => ({ at, count: protectCell(count, key, pTable) }))
    .filter(({ count }) => count > 0)
  const known = dimensions.map((dimension) => ({ name: dimension.name, values: valuesOf(dimension, released) }))
  return { dimensions: known, margins, cells: inOrder(released, known), protection: describe(pTable) }
}

/** Only what is declared or published may name a category: a value nobody is shown for would betray that somebody is there. */
function valuesOf({ name, values = [] }: Dimension, released: readonly SafeCell[]): readonly string[] {
  const shown = new Set(released.flatMap(({ at }) => at[name] ?? []))
  return [...new Set([...values, ...[...shown].toSorted()])]
}

function inOrder(cells: readonly SafeCell[], dimensions: SafeTable['dimensions']): readonly SafeCell[] {
  const places = dimensions.map(({ name, values }) => ({ name, place: new Map(values.map((value, index) => [value, index])) }))
  const ranked = cells.map((cell) => ({
    cell,
    rank: places.map(({ name, place }) => place.get(cell.at[name] ?? '') ?? place.size),
  }))
  return ranked.toSorted((a, b) => compare(a.rank, b.rank)).map(({ cell }) => cell)
}

function compare(a: readonly number[], b: readonly number[]): number {
  const first = a.findIndex((rank, index) => rank !== b[index])
  return first === -1 ? 0 : (a[first] ?? 0) - (b[first] ?? 0)
}
