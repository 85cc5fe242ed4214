import { deepest, descend, firstCut } from './descend.ts'
import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import type { Possible, Truths } from './possible.ts'
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
  const isNot = (found: Possible<Truths>): boolean => !canBeYes(found)
  if (isNot(first) || descend(run, start, { subject, enough: isNot })) return 'some-not'
  let left = evaluations
  const cells = new Map(start.cells)
  const environment: Environment = { ...start, cells }

  function look(found: Possible<Truths>, depth: number): Survey {
    if (isYes(found)) return 'all-yes'
    if (isNot(found)) return 'some-not'
    const cut = depth < deepest ? firstCut(found, environment, subject) : undefined
    const before = cut === undefined ? undefined : cells.get(cut.fact)
    if (cut === undefined || before === undefined) return 'undecided'
    let result: Survey = 'all-yes'
    for (const part of cut.parts) {
      left -= 1
      if (left < 0) return 'undecided'
      cells.set(cut.fact, part)
      const one = look(run(environment), depth + 1)
      if (one === 'some-not') return one
      if (one === 'undecided') result = one
    }
    cells.set(cut.fact, before)
    return result
  }

  return look(first, 0)
}
