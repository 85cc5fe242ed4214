import type { FactState } from '@convive/facts'
import type { AskedRuleset, State } from './asked-ruleset.ts'
import { kindOf, notAsked } from './answer-classes.ts'

/** How common each kind of answer to each fact is, by place; and what asking for it costs. */
export type Prices = { readonly shares: readonly (readonly number[])[]; readonly costs: readonly number[] }

/** States of one ruleset that are looked at for one question; beyond, what is left is guessed. */
const mostStates = 3000

/**
 * What it costs on average to decide one ruleset from a state on, when its questions are asked in the best order: dynamic programming
 * over what its conditions tell apart.
 */
export function expectedCostOf(asked: AskedRuleset, { shares, costs }: Prices): (state: State) => number {
  const known = new Map<string, number>()
  let budget = mostStates

  function costOf(state: State): number {
    const { mark, isDecided, open } = asked.standing(state)
    if (isDecided) return 0
    const before = known.get(mark)
    if (before !== undefined) return before
    if (budget <= 0) return guess(open)
    budget -= 1
    let best = Number.POSITIVE_INFINITY
    for (const place of open) {
      let total = costs[place] ?? 1
      for (const [part, share] of parts(state, place)) {
        total += share * costOf(part)
        if (total >= best) break
      }
      best = Math.min(best, total)
    }
    if (budget > 0) known.set(mark, best)
    return best
  }

  /** Answers that come to the same are one. */
  function parts(state: State, place: number): Iterable<readonly [State, number]> {
    const byMark = new Map<string, [State, number]>()
    for (const [value, share] of (shares[place] ?? []).entries()) {
      const next = state.with(place, value)
      const { mark } = asked.standing(next)
      const same = byMark.get(mark)
      if (same === undefined) byMark.set(mark, [next, share])
      else same[1] += share
    }
    return byMark.values()
  }

  function guess(open: readonly number[]): number {
    return open.reduce((sum, place) => sum + 0.6 * (costs[place] ?? 1), 0)
  }

  return (state) => {
    budget = mostStates
    return costOf(state)
  }
}

/** Without aggregates every effect that answers can have is as common as any other, however many answers lead to it. */
export function evenShares(asked: AskedRuleset, place: number): readonly number[] {
  const answers = asked.facts[place]?.answers ?? []
  const start = asked.facts.map(() => notAsked)
  const marks = answers.map((_, value) => asked.standing(start.with(place, value)).mark)
  const counts = new Map<string, number>()
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  return marks.map((mark) => 1 / counts.size / (counts.get(mark) ?? 1))
}

/** Aggregates as shares of the kinds of answer that this ruleset tells apart. */
export function sharesFrom(
  asked: AskedRuleset,
  place: number,
  given: readonly { readonly state: FactState; readonly weight: number }[],
): readonly number[] {
  const fact = asked.facts[place]
  if (fact === undefined) return []
  const shares = fact.answers.map(() => 0)
  for (const { state, weight } of given) {
    const kind = kindOf(fact, state)
    if (kind >= 0) shares[kind] = (shares[kind] ?? 0) + weight
  }
  const total = shares.reduce((sum, share) => sum + share, 0)
  return total > 0 ? shares.map((share) => share / total) : evenShares(asked, place)
}
