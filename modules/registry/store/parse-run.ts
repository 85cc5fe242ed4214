import { z } from 'zod'
import type { RunCounts } from '../domain/run-counts.ts'

const count = z.number().int().min(0)
const counts = z.object({
  persons: count,
  withoutKeys: count,
  pairs: count,
  proposed: count,
  settled: count,
  keys: z.object({ none: count, few: count, many: count, hot: count }),
  strata: z.record(z.string(), count),
})

/** The counts of a run as they are stored; throws when they are of another shape. */
export function parseRunCounts(stored: unknown): RunCounts {
  return counts.parse(stored)
}
