import type { CalendarDate } from '@convive/kernel'
import type { FactView } from './environment.ts'
import { environmentFor, judge, judgeCondition, subjectOf, truthName } from './judge.ts'
import { isCertain } from './possible.ts'
import type { Ruleset, Truth } from './ruleset.ts'
import { searchLimits, settle } from './settle.ts'

/** How one condition came out. */
export type ConditionOutcome = {
  readonly id: string
  readonly truth: Truth
  /** Facts not known, or not precisely enough, on which it hangs. */
  readonly open: readonly string[]
  /** Facts on which it hangs and that the person preferred not to say. */
  readonly declined: readonly string[]
}

/** How a ruleset came out. */
export type Decision = {
  /** The conditions and the window together. */
  readonly answer: Truth
  /** The conditions alone: a closed procedure may still fit the person. */
  readonly met: Truth
  readonly window: 'open' | 'not-yet' | 'closed'
  readonly conditions: readonly ConditionOutcome[]
}

/**
 * Judges a ruleset on what is known. `yes` and `no` are given only if every completion of the unknown and declined facts
 * agrees; never more is claimed, and within the limits of the search nothing that is certain is left unknown.
 */
export function decide(ruleset: Ruleset, view: FactView): Decision {
  const subject = subjectOf(ruleset)
  const environment = environmentFor(subject, view)
  const kleene = judge(ruleset, environment)
  const conditions = ruleset.conditions.map((condition, index): ConditionOutcome => {
    const before = kleene.conditions[index]
    const found =
      before !== undefined && isCertain(before)
        ? before
        : settle((one) => judgeCondition(condition, one), environment, { subject, evaluations: searchLimits.evaluations / 8 })
    return { id: condition.id, truth: truthName(found), open: found.open, declined: found.declined }
  })
  const met = settle((one) => judge(ruleset, one).met, environment, { subject })
  const window = windowOn(ruleset, view.today)
  return { answer: window === 'open' ? truthName(met) : 'no', met: truthName(met), window, conditions }
}

function windowOn({ window }: Ruleset, today: CalendarDate): Decision['window'] {
  if (window?.opens !== undefined && today < window.opens) return 'not-yet'
  return window?.closes !== undefined && today > window.closes ? 'closed' : 'open'
}
