import type { Protection } from './describe.ts'

/** A way of dividing people. Give `values` (from a code list, in its order) so that categories nobody falls in are known too. */
export type Dimension = { readonly name: string; readonly values?: readonly string[] }

/** Where a number stands: a value for each dimension of its table, `null` for "all of them". */
export type At = Readonly<Record<string, string | null>>

/** A published number. */
export type SafeCell = { readonly at: At; readonly count: number }

/** Sums shown beside the cells: over every choice of dimensions, over all at once, or not at all. */
export type Margins = 'all' | 'total' | 'none'

/**
 * A table that may be published. What is not among its cells is 0, and a true 0 cannot be told from a small count that
 * became 0. Every cell and every margin carries its own change, so cells do not add up to their margins.
 */
export type SafeTable = {
  readonly dimensions: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly margins: Margins
  readonly cells: readonly SafeCell[]
  readonly protection: Protection
}

/** A look-up into a table: the published number at a place, 0 where nothing is listed. A dimension left out means all. */
export function countsOf(table: Pick<SafeTable, 'dimensions' | 'cells'>): (at: At) => number {
  const keyOf = (at: At): string => JSON.stringify(table.dimensions.map(({ name }) => at[name] ?? null))
  const counts = new Map(table.cells.map(({ at, count }) => [keyOf(at), count]))
  return (at) => counts.get(keyOf(at)) ?? 0
}

/** Every place of a table in order, zeros included, margins after what they sum. As large as the product of its dimensions. */
export function gridOf(table: SafeTable): readonly SafeCell[] {
  const count = countsOf(table)
  return placesOf(table).map((at) => ({ at, count: count(at) }))
}

function placesOf({ dimensions, margins }: SafeTable): readonly At[] {
  const choices = dimensions.map(({ name, values }) => ({ name, values: margins === 'all' ? [...values, null] : values }))
  const places = choices.reduce<readonly At[]>(
    (built, { name, values }) => built.flatMap((at) => values.map((value) => ({ ...at, [name]: value }))),
    [{}],
  )
  if (margins !== 'total' || dimensions.length === 0) return places
  return [...places, Object.fromEntries(dimensions.map(({ name }) => [name, null]))]
}
