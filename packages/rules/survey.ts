import type { Environment } from './environment.ts'
import type { Subject } from './judge.ts'
import { union, type Possible, type Truths } from './possible.ts'
import { split } from './split.ts'
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
  let left = evaluations
  const cells = new Map(start.cells)
  const environment: Environment = { ...start, cells }

  function look(found: Possible<Truths>): Survey {
    if (isYes(found)) return 'all-yes'
    if (!canBeYes(found)) return 'some-not'
    for (const id of union(found.open, found.declined)) {
      const parts = split(id, environment, subject)
      const before = cells.get(id)
      if (parts === undefined || before === undefined) continue
      let result: Survey = 'all-yes'
      for (const part of parts) {
        left -= 1
        if (left < 0) return 'undecided'
        cells.set(id, part)
        const one = look(run(environment))
        if (one === 'undecided') result = one
        if (one === 'some-not') {
          result = one
          break
        }
      }
      cells.set(id, before)
      return result
    }
    return 'undecided'
  }

  return look(run(environment))
}
