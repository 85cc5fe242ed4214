import { spelled } from './names.ts'
import type { Run, Value } from './value.ts'

/** Variables, the inner before the outer. A value may be worked out when it is first asked for. */
export type Scope = { find(name: string): Value | undefined }

export function scopeWithin(outer: Scope | undefined, own: ReadonlyMap<string, Value>): Scope {
  return {
    find: (name) => own.get(name) ?? (own.has(name) ? null : outer?.find(name)),
  }
}

/** Keys of contexts may be spelled with other spaces than the names that speak of them. */
export function entryOf(entries: ReadonlyMap<string, Value>, name: string): Value | undefined {
  const direct = entries.get(name)
  if (direct !== undefined) return direct
  for (const [key, value] of entries) if (spelled(key) === name) return value
  return undefined
}

const mostSteps = 1_000_000
/** Each part of an expression that stands in another takes one, a call of a function five; a part takes up to five calls of ours. */
const deepestCalls = 1000

export function openRun(now: Run['now']): Run {
  return { problems: [], now, left: { steps: mostSteps, depth: deepestCalls }, measures: new WeakMap() }
}
