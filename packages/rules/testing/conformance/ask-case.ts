import { calendarDate } from '@convive/kernel'
import { decide, fromWhen, type Condition, type Ruleset } from '../../index.ts'
import { horizonYears, type ConformanceCase } from '../../conformance/conformance-case.ts'
import { catalogueOf, expressionOf, viewOf } from '../oracle/ask-engine.ts'
import type { Known } from '../oracle/rule.ts'

/** A case as the engine reads it: from its FEEL, not from its rule. */
export function rulesetOfCase({ id, facts, conditions, eligible_when, window }: ConformanceCase): Ruleset {
  const catalogue = catalogueOf(facts)
  const [opens, closes] = [window?.opens, window?.closes]
  return {
    id,
    conditions: conditions.map((one): Condition => ({
      id: one.id,
      expression: expressionOf(one.feel, catalogue),
      cite: 'law',
      fixable: 'never',
    })),
    eligibleWhen: eligible_when,
    window: {
      ...(opens === undefined ? {} : { opens: calendarDate(opens) }),
      ...(closes === undefined ? {} : { closes: calendarDate(closes) }),
    },
  }
}

export function answerOfEngine(ruleset: Ruleset, today: string, known: Readonly<Record<string, Known>>): string {
  return decide(ruleset, viewOf({ today, known })).answer
}

/** The first day of a yes, today included. */
export function fromWhenOfEngine(ruleset: Ruleset, { today, known }: Pick<ConformanceCase, 'today' | 'known'>): string | null {
  if (answerOfEngine(ruleset, today, known) === 'yes') return today
  return fromWhen(ruleset, viewOf({ today, known }), horizonYears) ?? null
}
