import type { CalendarDate } from '@convive/kernel'
import type { Environment, FactView } from './environment.ts'
import { environmentFor, judge, judgeCondition, subjectOf, truthName, type Subject } from './judge.ts'
import { contradicted } from './lived.ts'
import { isCertain, type Possible, type Truths } from './possible.ts'
import { isReadOnce, readMoreThanOnce } from './read-once.ts'
import { aloneOf, type Ruleset, type Truth } from './ruleset.ts'
import { searchLimits, settle, type Settled } from './settle.ts'

/** How one condition came out. */
export type ConditionOutcome = {
  readonly id: string
  readonly truth: Truth
  /** Facts not known, or not precisely enough, on which it hangs. */
  readonly open: readonly string[]
  /** Facts on which it hangs and that the person preferred not to say. */
  readonly declined: readonly string[]
  /** False where an unknown may only be the end of the search's patience. */
  readonly exact: boolean
}

/** How a ruleset came out. */
export type Decision = {
  /** The conditions and the window together. */
  readonly answer: Truth
  /** The conditions alone: a closed procedure may still fit the person. */
  readonly met: Truth
  readonly window: 'open' | 'not-yet' | 'closed'
  readonly conditions: readonly ConditionOutcome[]
  /** False where an unknown may only be the end of the search's patience: some completions may agree after all. */
  readonly exact: boolean
  /** Known facts that no life can have together, each group of them: somebody wrote one of them down wrong. */
  readonly contradictions: readonly (readonly string[])[]
}

/**
 * Judges a ruleset on what is known. `yes` and `no` are given only if every completion of the unknown and declined facts, among
 * those that the catalogue says a life can have, agrees; never more is claimed, and within the limits of the search nothing that is
 * certain is left unknown.
 */
export function decide(ruleset: Ruleset, view: FactView): Decision {
  const subject = subjectOf(ruleset)
  const environment = environmentFor(subject, view)
  const kleene = judge(ruleset, environment)
  const conditions = ruleset.conditions.map((condition, index): ConditionOutcome => {
    const before = kleene.conditions[index]
    const { found, exact } =
      before !== undefined && (isCertain(before) || isReadOnce(before, readMoreThanOnce(aloneOf(condition))))
        ? { found: before, exact: true }
        : settle((one) => judgeCondition(condition, one), environment, { subject, evaluations: searchLimits.evaluations / 8 })
    return { id: condition.id, truth: truthName(found), open: named(found.open), declined: named(found.declined), exact }
  })
  const met = settleMet(ruleset, environment, { subject, kleene: kleene.met })
  const window = windowOn(ruleset, view.today)
  return {
    answer: window === 'open' ? truthName(met.found) : 'no',
    met: truthName(met.found),
    window,
    conditions,
    exact: met.exact,
    contradictions: contradicted(subject.always, environment).map((one) => one.facts),
  }
}

/** Known facts that no life can have together, among those that these rulesets read. */
export function contradictionsIn(rulesets: readonly Ruleset[], view: FactView): readonly (readonly string[])[] {
  const found = rulesets.flatMap((ruleset) => {
    const subject = subjectOf(ruleset)
    return contradicted(subject.always, environmentFor(subject, view)).map((one) => one.facts)
  })
  return [...new Map(found.map((facts) => [facts.toSorted().join(' '), facts])).values()]
}

/** The conditions together, on every completion. */
export function settleMet(
  ruleset: Ruleset,
  environment: Environment,
  { subject, kleene }: { readonly subject: Subject; readonly kleene: Possible<Truths> },
): Settled {
  if (isCertain(kleene) || isReadOnce(kleene, readMoreThanOnce(ruleset))) return { found: kleene, exact: true }
  return settle((one) => judge(ruleset, one).met, environment, { subject })
}

/** A part of a record is told by the fact that it is a part of. */
function named(open: readonly string[]): readonly string[] {
  return [...new Set(open.map((id) => id.split('/')[0] ?? id))]
}

function windowOn({ window }: Ruleset, today: CalendarDate): Decision['window'] {
  if (window?.opens !== undefined && today < window.opens) return 'not-yet'
  return window?.closes !== undefined && today > window.closes ? 'closed' : 'open'
}
