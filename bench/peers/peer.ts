import type { ConformanceCase } from '../../packages/rules/testing/conformance/parse-cases.ts'
import type { Known, Rule } from '../../packages/rules/testing/oracle/rule.ts'

/** What an engine of somebody else said: no value at all is `nothing`, a failure is `error`. */
export type Said = 'yes' | 'no' | 'nothing' | 'error'

/** One engine: how it answers a rule about plain values. What its language cannot say it refuses by `NotExpressible`. */
export type Peer = {
  readonly name: string
  readonly answer: (rule: Rule, given: Given) => Said
}

/** Known values and known absences; what is unknown or declined is simply not there. */
export type Given = { readonly today: string; readonly values: Readonly<Record<string, Value>>; readonly case: ConformanceCase }
export type Value = boolean | number | string | readonly string[] | null

export class NotExpressible extends Error {}

/** Conditions and window as one rule. */
export function wholeRule({ conditions, eligible_when, window }: ConformanceCase): Rule {
  const edges = [
    { op: '>=', day: window?.opens },
    { op: '<=', day: window?.closes },
  ] as const
  const inside = edges.flatMap(({ op, day }): readonly Rule[] =>
    day === undefined ? [] : [{ op, left: { op: 'today' }, right: { op: 'date', value: day } }],
  )
  const rules = conditions.map((one) => one.rule)
  const [only] = rules
  const joined: Rule = rules.length === 1 && only !== undefined ? only : { op: eligible_when === 'all' ? 'and' : 'or', of: rules }
  return inside.length === 0 ? joined : { op: 'and', of: [joined, ...inside] }
}

/** The values of a case as other engines take them. None of them can be told that a date is known in part. */
export function givenOf(one: ConformanceCase): Given {
  const values = Object.entries(one.known).flatMap(([id, known]): readonly (readonly [string, Value])[] => {
    const value = valueOf(known)
    if (value === undefined) return []
    if (one.facts[id]?.type === 'date' && typeof value === 'string' && value.length < 10)
      throw new NotExpressible('a date in part')
    return [[id, value]]
  })
  return { today: one.today, values: Object.fromEntries(values), case: one }
}

function valueOf(known: Known): Value | undefined {
  if (typeof known !== 'object' || !('state' in known)) return known
  return known.state === 'null' ? null : undefined
}

export function saidBy(value: unknown): Said {
  return value === true ? 'yes' : value === false ? 'no' : 'nothing'
}

/** Runs somebody else's engine; whatever it throws is an error. */
export function tried(work: () => Said): Said {
  try {
    return work()
  } catch (error) {
    if (error instanceof NotExpressible) throw error
    return 'error'
  }
}

export function isDateFact(given: Given, id: string): boolean {
  return given.case.facts[id]?.type === 'date'
}
