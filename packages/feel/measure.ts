import { isList, isText, kinded, problem, type Run, type Value } from './value.ts'

/** How much a value holds, in parts of 64 characters at most, and how deep it is nested. */
export type Measure = { readonly size: number; readonly depth: number }

export const largestValue = 1_000_000
export const deepestValue = 200
export const longestText = 1_000_000
const tooMuch: Measure = { size: Infinity, depth: Infinity }

/**
 * Measures a value part by part; what was measured before in the same run is known. Parts may be shared, so a value can hold far more
 * than the memory it takes: whoever walks through values relies on these bounds.
 */
export function measured(value: Value, run: Run, deepest = deepestValue): Measure {
  if (isText(value)) return { size: 1 + (value.length >>> 6), depth: 0 }
  const parts = partsOf(value)
  if (parts === undefined || typeof value !== 'object' || value === null) return { size: 1, depth: 0 }
  const known = run.measures.get(value)
  if (known !== undefined) return known
  if (deepest <= 0) return tooMuch
  let [size, depth] = [1, 0]
  for (const part of parts) {
    const inside = measured(part, run, deepest - 1)
    size += inside.size
    if (inside.depth > depth) depth = inside.depth
  }
  const measure = { size, depth: depth + 1 }
  run.measures.set(value, measure)
  spend(run, size >>> 4)
  return measure
}

/** What a value is made of; undefined where it is one piece. */
function partsOf(value: Value): Iterable<Value> | undefined {
  if (isList(value)) return value
  const thing = kinded(value)
  if (thing?.kind === 'context') return thing.entries.values()
  return thing?.kind === 'range' ? [thing.low ?? null, thing.high ?? null] : undefined
}

/** The value, or null and a problem where it is too large to be worked with. */
export function bounded(value: Value, run: Run): Value {
  if (value === null || typeof value === 'boolean') return value
  const { size, depth } = measured(value, run)
  if (isText(value)) spend(run, size - 1)
  if (size <= largestValue && depth <= deepestValue) return value
  return problem(run, depth > deepestValue ? 'this value is nested too deep' : 'this value is too large')
}

/** Takes from what is left; the next step that is paid for finds out when that is nothing. */
function spend({ left }: Run, steps: number): void {
  left.steps = Math.max(Math.min(0, left.steps), left.steps - steps)
}
