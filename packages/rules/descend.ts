import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { isCertain, union, type Possible, type Truths } from './possible.ts'
import { split } from './split.ts'

const descents = 8
/** Deep enough to halve all days of several facts, and a bound where hints move with what is cut. */
export const deepest = 160

/**
 * Follows a few single completions down to where they decide, taking one part at each cut: the cheap way to find two that
 * differ. `enough` is shown each outcome reached and ends it. The parts are chosen by a fixed sequence, the same each time.
 */
export function descend(
  run: (environment: Environment) => Possible<Truths>,
  start: Environment,
  { subject, enough }: { readonly subject: Subject; readonly enough: (found: Possible<Truths>) => boolean },
): boolean {
  let state = 1
  for (let round = 0; round < descents; round += 1) {
    const cells = new Map(start.cells)
    const environment: Environment = { ...start, cells }
    let found = run(environment)
    for (let depth = 0; depth < deepest && !isCertain(found); depth += 1) {
      const parts = firstCut(found, environment, subject)
      if (parts === undefined) break
      // Lehmer's generator (Park and Miller 1988): only to vary the choice.
      state = (state * 48_271) % 2_147_483_647
      const part = parts.parts[state % parts.parts.length]
      if (part !== undefined) cells.set(parts.fact, part)
      found = run(environment)
    }
    if (enough(found)) return true
  }
  return false
}

/** The first fact left open that can be cut. */
export function firstCut(
  found: Possible<Truths>,
  environment: Environment,
  subject: Subject,
): { readonly fact: string; readonly parts: readonly Possible[] } | undefined {
  for (const fact of union(found.open, found.declined)) {
    const parts = split(fact, environment, subject)
    if (parts !== undefined) return { fact, parts }
  }
  return undefined
}
