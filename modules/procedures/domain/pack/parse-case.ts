import type { FactState, FactValue } from '@convive/facts'

/** The facts of a worked case: `none`, `unknown` and `declined` are states, everything else is a value. */
export function parseCaseFacts(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, FactState>> {
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]): [string, FactState] => [
      id,
      value === 'none' || value === 'unknown' || value === 'declined'
        ? { state: value }
        : { state: 'value', value: value as FactValue },
    ]),
  )
}
