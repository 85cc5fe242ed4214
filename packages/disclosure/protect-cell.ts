import { rowOf, type PTable } from './p-table.ts'

/**
 * The number to publish for a true count: the cell key, read as a uniform number, picks a change from the row of that count
 * (inverse distribution function). The same people give the same key and so the same number, in whatever table they stand.
 * The key may be signed or unsigned. Fraser & Wooton 2005 (ABS).
 */
export function protectCell(count: number, cellKey: bigint, table: PTable): number {
  const { deviations, probabilities } = rowOf(table, count)
  const uniform = uniformOf(cellKey)
  let reached = 0
  for (const [index, deviation] of deviations.entries()) {
    reached += probabilities[index] ?? 0
    if (uniform < reached) return count + deviation
  }
  return count + lastPossible(deviations, probabilities)
}

/** The upper 53 of the key's 64 bits as a number from 0 up to, and not, 1. */
export function uniformOf(cellKey: bigint): number {
  return Number(BigInt.asUintN(64, cellKey) >> 11n) * 2 ** -53
}

/** Rounding may leave the sum a hair below 1; what lies above it belongs to the last change that can happen. */
function lastPossible(deviations: readonly number[], probabilities: readonly number[]): number {
  return deviations.findLast((_, index) => (probabilities[index] ?? 0) > 0) ?? 0
}
