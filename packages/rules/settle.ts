import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { union, type Possible, type Truths } from './possible.ts'
import { explore } from './search.ts'
import { isNo, isYes } from './truth.ts'

/** Searches wider than this stay unknown; it bounds the time of one answer. */
export const searchLimits = { facts: 12, evaluations: 4096 } as const

/** An outcome, and whether it is the one on which all completions agree (or, unknown, the one on which some are known to differ). */
export type Settled = { readonly found: Possible<Truths>; readonly exact: boolean }

/**
 * Kleene's tables forget that a fact met twice is the same fact, and know nothing of what is always so. This gives the answer on
 * which all completions agree. It is sound however it is cut off: what is not settled stays as it was, and says so.
 */
export function settle(
  run: (environment: Environment) => Possible<Truths>,
  start: Environment,
  { subject, evaluations = searchLimits.evaluations }: { readonly subject: Subject; readonly evaluations?: number },
): Settled {
  const first = run(start)
  if (decided(first) !== undefined) return { found: first, exact: true }
  if (union(first.open, first.declined).length > searchLimits.facts) return { found: first, exact: false }
  const { seen, complete } = explore({ run, subject, sort: decided }, start, { enough: (all) => all.size > 1, evaluations })
  const [only] = seen.values()
  // Where nobody can live so the facts contradict each other, and nothing more is claimed than was.
  return { found: complete && seen.size === 1 && only !== undefined ? only : first, exact: complete }
}

function decided(found: Possible<Truths>): 'yes' | 'no' | 'invalid' | undefined {
  if (isYes(found)) return 'yes'
  if (isNo(found)) return 'no'
  return found.some === undefined ? 'invalid' : undefined
}
