import type { FactState } from '@convive/facts'
import { decide, type Decision } from './decide.ts'
import type { FactView } from './environment.ts'
import type { Ruleset, Truth } from './ruleset.ts'

/** What each of several sources says of a fact. */
export type Contested = Readonly<Record<string, readonly { readonly source: string; readonly state: FactState }[]>>

/** The decision if these sources are right: for each contested fact that the ruleset reads, the one believed. */
export type UnderSource = { readonly believing: Readonly<Record<string, readonly string[]>>; readonly decision: Decision }

/** More ways of believing than this are not told apart. */
const mostWays = 64

/**
 * Where two sources contradict each other the answer is given under each, never silently under the latest. `answer` is the one on
 * which all agree, otherwise unknown. Sources that say the same count as one, and facts that the ruleset does not read as none. With more
 * than 64 ways the contested facts are left unknown: that is sound, and `under` is empty.
 */
export function decideContested(
  ruleset: Ruleset,
  view: FactView,
  contested: Contested,
): { readonly answer: Truth; readonly under: readonly UnderSource[] } {
  const read = new Set(ruleset.conditions.flatMap((condition) => [...condition.expression.inside.read.keys()]))
  const facts = Object.entries(contested).flatMap(([fact, said]) =>
    read.has(fact) && said.length > 0 ? [{ fact, ways: waysOf(said) }] : [],
  )
  if (facts.reduce((all, { ways }) => all * ways.length, 1) > mostWays) {
    const open = Object.fromEntries(facts.map(({ fact }): [string, FactState] => [fact, { state: 'unknown' }]))
    return { answer: decide(ruleset, { ...view, facts: { ...view.facts, ...open } }).answer, under: [] }
  }
  let under: readonly UnderSource['believing'][] = [{}]
  let states: readonly FactView['facts'][] = [view.facts]
  for (const { fact, ways } of facts) {
    under = under.flatMap((one) => ways.map(({ sources }) => ({ ...one, [fact]: sources })))
    states = states.flatMap((one) => ways.map(({ state }) => ({ ...one, [fact]: state })))
  }
  const decided = states.map((one, at) => ({ believing: under[at] ?? {}, decision: decide(ruleset, { ...view, facts: one }) }))
  const answers = new Set(decided.map(({ decision }) => decision.answer))
  const [only] = answers
  return { answer: answers.size === 1 && only !== undefined ? only : 'unknown', under: decided }
}

type Way = { readonly sources: readonly string[]; readonly state: FactState }

function waysOf(said: Contested[string]): readonly Way[] {
  const ways = new Map<string, Way>()
  for (const { source, state } of said) {
    const key = JSON.stringify(state.state === 'value' ? state.value : { state: state.state })
    ways.set(key, { sources: [...(ways.get(key)?.sources ?? []), source], state })
  }
  return [...ways.values()]
}
