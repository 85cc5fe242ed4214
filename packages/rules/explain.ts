import { decide, type ConditionOutcome, type Decision } from './decide.ts'
import type { Environment, FactView } from './environment.ts'
import { environmentFor, judge, subjectOf } from './judge.ts'
import { union } from './possible.ts'
import type { Fixable, Ruleset, Truth } from './ruleset.ts'
import { isYes } from './truth.ts'

/** A condition and how it came out, with what is needed to say so in words. */
export type ExplainedCondition = ConditionOutcome & { readonly cite: string; readonly fixable: Fixable }

/** A decision, laid out for telling. */
export type Explanation = {
  readonly answer: Truth
  readonly met: Truth
  readonly window: 'open' | 'not-yet' | 'closed'
  readonly fulfilled: readonly ExplainedCondition[]
  readonly failed: readonly ExplainedCondition[]
  /** Conditions that hang on facts not known; each says on which, and which were declined. */
  readonly waiting: readonly ExplainedCondition[]
  /** Conditions that have no meaning for this person: for a human to look at. */
  readonly invalid: readonly ExplainedCondition[]
  /** For a yes, a smallest set of conditions that alone gives it; for a no, every failed condition. */
  readonly because: readonly string[]
  /** All facts that the waiting conditions hang on. */
  readonly open: readonly string[]
  readonly declined: readonly string[]
  /** As of the decision: whether an unknown is certain, and which known facts cannot be so together. */
  readonly exact: boolean
  readonly contradictions: Decision['contradictions']
}

/** Why: the conditions met, failed, waiting, and which of them carry the answer. */
export function explain(ruleset: Ruleset, view: FactView): Explanation {
  const decision = decide(ruleset, view)
  const explained = ruleset.conditions.flatMap((condition, index): readonly ExplainedCondition[] => {
    const outcome = decision.conditions[index]
    return outcome === undefined ? [] : [{ ...outcome, cite: condition.cite, fixable: condition.fixable }]
  })
  const those = (truth: Truth): readonly ExplainedCondition[] => explained.filter((one) => one.truth === truth)
  const [fulfilled, failed, waiting] = [those('yes'), those('no'), those('unknown')]
  const because = decision.met === 'yes' ? enough(ruleset, view) : decision.met === 'no' ? failed : []
  return {
    answer: decision.answer,
    met: decision.met,
    window: decision.window,
    fulfilled,
    failed,
    waiting,
    invalid: those('invalid'),
    because: because.map((one) => one.id),
    open: waiting.reduce((all: readonly string[], one) => union(all, one.open), []),
    declined: waiting.reduce((all: readonly string[], one) => union(all, one.declined), []),
    exact: decision.exact,
    contradictions: decision.contradictions,
  }
}

/** Leaves out one condition after another for as long as the rest still gives the yes. */
function enough(ruleset: Ruleset, view: FactView): readonly { readonly id: string }[] {
  const environment: Environment = environmentFor(subjectOf(ruleset), view)
  const found = judge(ruleset, environment).conditions
  let kept = ruleset.conditions.filter((_, index) => {
    const one = found[index]
    return one !== undefined && isYes(one)
  })
  for (const one of kept) {
    const fewer = kept.filter((other) => other !== one)
    if (givesYes(ruleset, environment, new Set(fewer.map((other) => other.id)))) kept = fewer
  }
  return kept
}

function givesYes(ruleset: Ruleset, environment: Environment, kept: ReadonlySet<string>): boolean {
  const silent = ruleset.conditions.map((condition) => {
    if (kept.has(condition.id)) return condition
    const inside = { ...condition.expression.inside, truth: () => perhaps }
    return { ...condition, expression: { ...condition.expression, inside } }
  })
  return isYes(judge({ ...ruleset, conditions: silent }, environment).met)
}

const perhaps = { some: { kind: 'truth', yes: true, no: true }, none: false, invalid: undefined, open: [], declined: [] } as const
