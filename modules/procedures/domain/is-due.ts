import type { FactState } from '@convive/facts'

/** Which fact is asked only after a yes to which other. */
export type Follows = Readonly<Record<string, string>>

/** Nobody is asked when a sentence ended who has not said that there was one. */
export function isDue(fact: string, follows: Follows, facts: Readonly<Record<string, FactState>>): boolean {
  const before = follows[fact]
  const said = before === undefined ? undefined : facts[before]
  return before === undefined || (said?.state === 'value' && said.value === true)
}
