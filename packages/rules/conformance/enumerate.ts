import { dayFrom, later } from '../testing/oracle/calendar.ts'
import { answerOf, certificates, firstYes } from '../testing/oracle/judge.ts'
import { printRule } from '../testing/oracle/print-rule.ts'
import type { Known, Question, Rule } from '../testing/oracle/rule.ts'
import { horizonYears, type ConformanceCase } from './conformance-case.ts'
import type { Family, Group } from './family.ts'

/** Every combination of a family's rules and states, answered by the oracle. */
export function casesOf({ name, groups }: Family): readonly ConformanceCase[] {
  const found = groups.flatMap((group) => {
    const rulesets = group.together === undefined ? group.rules.map((rule) => [rule]) : [group.rules]
    return rulesets.flatMap((rules) =>
      (group.todays ?? ['2024-08-31']).flatMap((today) =>
        combinations(group.states).map((known) => answered(group, rules, { today, known })),
      ),
    )
  })
  return found.map((one, at) => ({ ...one, id: `${name}-${String(at + 1).padStart(3, '0')}` }))
}

function combinations(states: Group['states']): readonly Readonly<Record<string, Known>>[] {
  return Object.entries(states).reduce<readonly Readonly<Record<string, Known>>[]>(
    (all, [id, each]) => all.flatMap((one) => each.map((state) => ({ ...one, [id]: state }))),
    [{}],
  )
}

function answered(
  { facts, together = 'all', window }: Group,
  rules: readonly Rule[],
  { today, known }: { readonly today: string; readonly known: Readonly<Record<string, Known>> },
): Omit<ConformanceCase, 'id'> {
  const [only] = rules
  const rule: Rule = rules.length === 1 && only !== undefined ? only : { op: together === 'all' ? 'and' : 'or', of: rules }
  const question: Question = { facts, today, rule, known }
  const isOpenOn = (day: string): boolean => (window?.opens ?? day) <= day && day <= (window?.closes ?? day)
  const answer = isOpenOn(today) ? answerOf(question) : 'no'
  const proofs = answer !== 'yes' && answer !== 'no' ? [] : isOpenOn(today) ? certificates(question) : [[]]
  const start = dayFrom(today)
  return {
    facts,
    today,
    conditions: rules.map((one, at) => ({ id: `c${at + 1}`, feel: printRule(one), rule: one })),
    eligible_when: together,
    ...(window === undefined ? {} : { window }),
    known,
    expect: {
      answer,
      certificates: proofs,
      from_when: firstYes(question, later(start, 12 * horizonYears) - start, isOpenOn) ?? null,
    },
  }
}
