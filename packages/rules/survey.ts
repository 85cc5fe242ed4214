import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import type { Possible, Truths } from './possible.ts'
import { explore } from './search.ts'
import { canBeYes, isYes } from './truth.ts'

/** Whether all completions give yes, or some completion certainly never does. */
export type Survey = 'all-yes' | 'some-not' | 'undecided'

/**
 * The search of `settle`, asked one question only. With `today` as a stretch of days, `all-yes` holds for each of them, and
 * `some-not` names one completion that gives no yes on any of them.
 */
export function survey(
  run: (environment: Environment) => Possible<Truths>,
  start: Environment,
  { subject, evaluations }: { readonly subject: Subject; readonly evaluations: number },
): Survey {
  const first = run(start)
  if (isYes(first)) return 'all-yes'
  const { seen, complete } = explore({ run, subject, sort: yesOrNot }, start, { enough: (all) => all.has('not'), evaluations })
  if (seen.has('not')) return 'some-not'
  return complete && seen.size === 1 ? 'all-yes' : 'undecided'
}

function yesOrNot(found: Possible<Truths>): 'yes' | 'not' | undefined {
  if (isYes(found)) return 'yes'
  return canBeYes(found) ? undefined : 'not'
}
