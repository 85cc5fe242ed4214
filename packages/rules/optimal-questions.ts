import type { FactState } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { decide } from './decide.ts'
import { expressionsOf, type Ruleset } from './ruleset.ts'

/** What is known of each fact, by place: false, true, or not yet. */
export type Knowledge = readonly (0 | 1 | 2)[]

/** The best question in each state of knowledge; `undefined` where all rulesets are decided. */
export type OptimalPlan = {
  readonly facts: readonly string[]
  readonly expected: number
  readonly next: (known: Knowledge) => number | undefined
}

/**
 * The fewest questions on average, by brute force: dynamic programming over all 3ⁿ states of knowledge of n yes-or-no facts that
 * are true independently with the given chances. A yardstick for the greedy interview, for packs of about ten facts.
 */
export function optimalQuestions(
  rulesets: readonly Ruleset[],
  { today, chances }: { readonly today: CalendarDate; readonly chances: Readonly<Record<string, number>> },
): OptimalPlan {
  const facts = [...new Set(rulesets.flatMap((ruleset) => expressionsOf(ruleset).flatMap((expression) => expression.facts)))]
  const power = facts.map((_, place) => 3 ** place)
  const states = 3 ** facts.length
  const outcome = new Int32Array(states)
  const cost = new Float64Array(states)
  const best = new Int8Array(states).fill(-1)
  const undecided = -1

  // A state comes after every state that knows more: filling in a 2 by 0 or 1 makes the number smaller.
  for (let state = 0; state < states; state += 1) {
    const digits = power.map((step) => Math.floor(state / step) % 3)
    const place = digits.indexOf(2)
    if (place === -1) {
      outcome[state] = answersOf(rulesets, { facts, digits, today })
      continue
    }
    const step = power[place] ?? 0
    const [asFalse, asTrue] = [outcome[state - 2 * step] ?? undecided, outcome[state - step] ?? undecided]
    outcome[state] = asFalse === asTrue ? asFalse : undecided
    if (outcome[state] !== undecided) continue
    let least = Number.POSITIVE_INFINITY
    for (const [index, fact] of facts.entries()) {
      if (digits[index] !== 2) continue
      const [jump, chance] = [power[index] ?? 0, chances[fact] ?? 0.5]
      const total = 1 + chance * (cost[state - jump] ?? 0) + (1 - chance) * (cost[state - 2 * jump] ?? 0)
      if (total < least - 1e-12) {
        least = total
        best[state] = index
      }
    }
    cost[state] = least
  }

  const stateOf = (known: Knowledge): number => known.reduce((sum: number, digit, place) => sum + digit * (power[place] ?? 0), 0)
  const next = (known: Knowledge): number | undefined => {
    const index = best[stateOf(known)] ?? -1
    return index === -1 ? undefined : index
  }
  return { facts, expected: cost[states - 1] ?? 0, next }
}

/** The answers of all rulesets for one complete person, as one number. */
function answersOf(
  rulesets: readonly Ruleset[],
  {
    facts,
    digits,
    today,
  }: { readonly facts: readonly string[]; readonly digits: readonly number[]; readonly today: CalendarDate },
): number {
  const known = facts.map((fact, place): [string, FactState] => [fact, { state: 'value', value: digits[place] === 1 }])
  const view = { today, facts: Object.fromEntries(known) }
  return rulesets.reduce((sum, ruleset) => sum * 2 + (decide(ruleset, view).answer === 'yes' ? 1 : 0), 0)
}
