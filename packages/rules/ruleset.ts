import type { CalendarDate } from '@convive/kernel'
import type { Expression } from './expression-of.ts'

/**
 * What a person whose condition fails can do: nothing (`never`), wait (`time`), act (`action`), or bring a proof (`evidence`).
 */
export type Fixable = 'never' | 'time' | 'action' | 'evidence'

/** One condition of a right: the unit of explanation, of citation and of translation. Its expression comes to yes or no. */
export type Condition = {
  readonly id: string
  readonly expression: Expression
  /** The source that says so (an id of the pack's sources). */
  readonly cite: string
  readonly fixable: Fixable
}

/** Days on which it can be applied for, both included. */
export type Window = { readonly opens?: CalendarDate; readonly closes?: CalendarDate }

export type Ruleset = {
  readonly id: string
  readonly conditions: readonly Condition[]
  /** All conditions, any of them, or an expression whose locals are the conditions' ids. */
  readonly eligibleWhen: 'all' | 'any' | Expression
  readonly window?: Window
}

/** Kleene's three, and `invalid` where the rule has no meaning for this person: a human has to look. */
export type Truth = 'yes' | 'no' | 'unknown' | 'invalid'

/** The expressions of a ruleset that read facts. */
export function expressionsOf(ruleset: Ruleset): readonly Expression[] {
  const conditions = ruleset.conditions.map((condition) => condition.expression)
  return typeof ruleset.eligibleWhen === 'string' ? conditions : [...conditions, ruleset.eligibleWhen]
}

/** Codes that the expressions reading a fact name: of a long list of answers, those that make a difference. */
export function codesNamed(rulesets: readonly Ruleset[], fact: string): ReadonlySet<string> {
  const reading = rulesets.flatMap(expressionsOf).filter((expression) => expression.facts.includes(fact))
  return new Set(reading.flatMap((expression) => [...expression.inside.texts]))
}

/** A condition as a ruleset of its own, the same one each time. */
export function aloneOf(condition: Condition): Ruleset {
  const before = single.get(condition)
  if (before !== undefined) return before
  const ruleset: Ruleset = { id: condition.id, conditions: [condition], eligibleWhen: 'all' }
  single.set(condition, ruleset)
  return ruleset
}

const single = new WeakMap<Condition, Ruleset>()
