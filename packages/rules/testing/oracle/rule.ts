/**
 * A rule as plain JSON: the form in which conformance cases carry it for other engines, and the only form that the oracle reads.
 * `shift.by` is an ISO 8601 length of days, or of years and months; `days` and `years` count the whole ones between two dates.
 */
export type Rule =
  | { readonly op: 'and' | 'or'; readonly of: readonly Rule[] }
  | { readonly op: 'not'; readonly of: Rule }
  | { readonly op: 'if'; readonly when: Rule; readonly then: Rule; readonly else: Rule }
  | { readonly op: 'fact'; readonly id: string }
  | { readonly op: 'is-null'; readonly of: Term }
  | { readonly op: Comparison; readonly left: Term; readonly right: Term }
  | { readonly op: 'in'; readonly value: Term; readonly options: readonly string[] }
  | { readonly op: 'between'; readonly value: Term; readonly from: Term; readonly to: Term }
  | { readonly op: 'contains'; readonly list: Term; readonly element: Term }
  | { readonly op: 'some' | 'every'; readonly list: Term; readonly name: string; readonly holds: Rule }

export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!='

export type Term =
  | { readonly op: 'fact'; readonly id: string }
  | { readonly op: 'local'; readonly name: string }
  | { readonly op: 'date' | 'text'; readonly value: string }
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'truth'; readonly value: boolean }
  | { readonly op: 'list'; readonly value: readonly string[] }
  | { readonly op: 'today' }
  | { readonly op: 'shift'; readonly of: Term; readonly by: string }
  | { readonly op: 'days' | 'years'; readonly from: Term; readonly to: Term }
  | { readonly op: 'count'; readonly list: Term }
  | { readonly op: '+' | '-' | '*' | '/'; readonly left: Term; readonly right: Term }

/** What may be said of a fact: its type, its answers where they are listed, and whether “there is none” is one of them. */
export type OracleFact = {
  readonly type: 'boolean' | 'number' | 'date' | 'text' | 'code' | 'codes'
  readonly codes?: readonly string[]
  readonly nullable?: boolean
}

/** A value (a date perhaps only to the month or the year), or one of the states that are no value. A fact left out is unknown. */
export type Known = boolean | number | string | readonly string[] | { readonly state: 'null' | 'unknown' | 'declined' }

/** One question: a rule, a day, and what is known. */
export type Question = {
  readonly facts: Readonly<Record<string, OracleFact>>
  readonly today: string
  readonly rule: Rule
  readonly known: Readonly<Record<string, Known>>
}

/** Rules and terms directly inside. */
export function partsOf(one: Rule | Term): readonly (Rule | Term)[] {
  switch (one.op) {
    case 'and':
    case 'or':
      return one.of
    case 'not':
    case 'is-null':
    case 'shift':
      return [one.of]
    case 'if':
      return [one.when, one.then, one.else]
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '=':
    case '!=':
    case '+':
    case '-':
    case '*':
    case '/':
      return [one.left, one.right]
    case 'in':
      return [one.value]
    case 'between':
      return [one.value, one.from, one.to]
    case 'contains':
      return [one.list, one.element]
    case 'some':
    case 'every':
      return [one.list, one.holds]
    case 'days':
    case 'years':
      return [one.from, one.to]
    case 'count':
      return [one.list]
    case 'fact':
    case 'local':
    case 'date':
    case 'text':
    case 'number':
    case 'truth':
    case 'list':
    case 'today':
      return []
  }
}

/** Every fact named, as often as it is named. */
export function factsNamed(one: Rule | Term): readonly string[] {
  return one.op === 'fact' ? [one.id] : partsOf(one).flatMap(factsNamed)
}
