import { rowOf, type PTable } from './p-table.ts'

/** What a page says about the protection of its numbers: data for its texts, no words of its own. */
export type Protection = {
  readonly method: 'cell-key'
  /** No number is changed by more than this (D). */
  readonly largestChange: number
  /** V. */
  readonly variance: number
  /** The change one may expect, on average, in either direction. */
  readonly averageChange: number
  /** Smaller counts appear as 0 or as at least this (js + 1). */
  readonly smallestShown: number
  readonly zeroStaysZero: true
  readonly unbiased: true
  /** Cells do not add up to their margins, which have changes of their own. */
  readonly additive: false
  readonly differentiallyPrivate: false
}

/** How numbers made with this p-table are protected. */
export function describe(table: PTable): Protection {
  const { deviations, probabilities } = rowOf(table, table.rows.length - 1)
  return {
    method: 'cell-key',
    largestChange: table.D,
    variance: table.V,
    averageChange: deviations.reduce((sum, deviation, index) => sum + Math.abs(deviation) * (probabilities[index] ?? 0), 0),
    smallestShown: table.js + 1,
    zeroStaysZero: true,
    unbiased: true,
    additive: false,
    differentiallyPrivate: false,
  }
}
