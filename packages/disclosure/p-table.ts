import { maximumEntropy } from './maximum-entropy.ts'

/** D: the largest change. V: the variance of the change. js: counts from 1 to js are never shown. Names as in τ-Argus. */
export type NoiseParameters = { readonly D: number; readonly V: number; readonly js: number }

/** What may happen to one true count: each change with its probability, and the variance reached (V wherever possible). */
export type PTableRow = {
  readonly deviations: readonly number[]
  readonly probabilities: readonly number[]
  readonly variance: number
}

/** One row for each true count 0, 1 … D + js + 1; the last holds for every greater count too. */
export type PTable = NoiseParameters & { readonly rows: readonly PTableRow[] }

/**
 * Transition probabilities of the cell-key method: zero stays zero, no change is larger than D, changes average 0 with
 * variance V, no count 1..js is shown, and otherwise the distribution is as unpredictable as it can be (maximum entropy).
 * Marley & Leaver 2011; Giessing 2016, doi:10.1007/978-3-319-45381-1_18, and the documentation of τ-Argus.
 */
export function pTable({ D, V, js }: NoiseParameters): PTable {
  if (!Number.isInteger(D) || !Number.isInteger(js) || js < 0 || D <= js)
    throw new Error('a p-table needs whole numbers 0 ≤ js < D')
  if (!(V > 0)) throw new Error('a p-table needs a variance above 0')
  const rows = Array.from({ length: D + js + 2 }, (_, count) => rowFor(count, { D, V, js }))
  return { D, V, js, rows }
}

/** The row that holds for a true count. */
export function rowOf(table: PTable, count: number): PTableRow {
  const row = table.rows[Math.min(count, table.rows.length - 1)]
  if (row === undefined || !Number.isInteger(count)) throw new RangeError('a count is a whole number from 0')
  return row
}

function rowFor(count: number, { D, V, js }: NoiseParameters): PTableRow {
  if (count === 0) return { deviations: [0], probabilities: [1], variance: 0 }
  const deviations = Array.from({ length: 2 * D + 1 }, (_, index) => index - D).filter(
    (deviation) => count + deviation === 0 || count + deviation > js,
  )
  const probabilities = maximumEntropy(deviations, V)
  const variance = deviations.reduce((sum, deviation, index) => sum + deviation * deviation * (probabilities[index] ?? 0), 0)
  return { deviations, probabilities, variance }
}
