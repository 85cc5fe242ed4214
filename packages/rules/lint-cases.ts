import type { Catalogue, FactCase, FactDefinition } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { compileExpression } from './expression.ts'
import { alwaysSame } from './lint-ruleset.ts'
import { turningDays } from './lint-days.ts'
import type { Condition, Ruleset } from './ruleset.ts'

/** What is wrong with the rules of a fact; `at` is the place of one among its `cases`. */
export type CaseFinding = {
  readonly at: number
  readonly code: 'rules/case-unreachable' | 'rules/cases-overlap'
  readonly message: string
}

/**
 * Looks through a rule and its exceptions for one that never gives the value, because those above it always hold when it does, and for
 * two of one rank that may hold at once and then differ. Cases that cannot be compiled are left to the compiler's own faults.
 */
export function lintCases(fact: FactDefinition, catalogue: Catalogue, on: CalendarDate): readonly CaseFinding[] {
  const cases = (fact.cases ?? []).map((one, at) => ({ ...one, at }))
  const never = (...texts: readonly string[]): boolean => isNever(texts, { catalogue, on })
  const unreachable = cases.flatMap((one): readonly CaseFinding[] => {
    const above = cases.filter((other) => other.rank > one.rank).map((other) => `not(${when(other)})`)
    if (!never(when(one), ...above)) return []
    const message =
      above.length === 0 ? 'this never holds' : 'whenever this holds, so does one of a higher rank: it never gives the value'
    return [{ at: one.at, code: 'rules/case-unreachable', message: `${fact.id}: ${message}` }]
  })
  const overlapping = cases.flatMap((one, index) =>
    cases.slice(index + 1).flatMap((other): readonly CaseFinding[] => {
      if (one.rank !== other.rank || unreachable.some(({ at }) => at === one.at || at === other.at)) return []
      const differ = `(${one.is}) != (${other.is})`
      const above = cases.filter((higher) => higher.rank > one.rank).map((higher) => `not(${when(higher)})`)
      if (never(when(one), when(other), differ, ...above)) return []
      const message = `${fact.id}: this and case ${one.at + 1} may hold at once and give different values; give one a higher rank`
      return [{ at: other.at, code: 'rules/cases-overlap', message }]
    }),
  )
  return [...unreachable, ...overlapping]
}

function when(one: FactCase): string {
  return `(${one.when ?? 'true'})`
}

/** Whether these can never be true together, whatever the facts. */
function isNever(
  texts: readonly string[],
  { catalogue, on }: { readonly catalogue: Catalogue; readonly on: CalendarDate },
): boolean {
  const conditions = texts.flatMap((feel, at): readonly Condition[] => {
    const compiled = compileExpression({ feel, catalogue, expects: 'boolean' })
    return compiled.ok ? [{ id: String(at), expression: compiled.value, cite: '', fixable: 'never' }] : []
  })
  if (conditions.length < texts.length) return false
  const ruleset: Ruleset = { id: 'cases', conditions, eligibleWhen: 'all' }
  return alwaysSame(ruleset, turningDays(ruleset, on)) === 'no'
}
