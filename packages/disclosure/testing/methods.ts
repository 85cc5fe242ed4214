import type { PTable } from '../p-table.ts'
import { rowOf } from '../p-table.ts'
import type { Method } from './differencing-attack.ts'

/** An attacker who has read how cell keys work and knows the p-table, but not the secret. */
export function againstCellKeys(table: PTable): Method {
  const likelihood = (published: number, count: number): number => {
    const { deviations, probabilities } = rowOf(table, count)
    return probabilities[deviations.indexOf(published - count)] ?? 0
  }
  const allowed = (published: number): readonly number[] =>
    Array.from({ length: 2 * table.D + 1 }, (_, index) => published - table.D + index).filter(
      (count) => count >= 0 && likelihood(published, count) > 0,
    )
  return {
    consistent: true,
    likelihood,
    variance: table.V,
    allows: (numbers) => ({
      low: Math.max(...numbers.map((number) => Math.min(...allowed(number)))),
      high: Math.min(...numbers.map((number) => Math.max(...allowed(number)))),
    }),
  }
}
