import type { Computed } from './deadlines.ts'

/** What we wrote ourselves, so that its shape is known. */
export function parseComputed(value: unknown): Computed {
  return value as Computed
}
