import type { CalendarDate } from '@convive/kernel'
import type { Environment } from '../environment.ts'
import { environmentFor, judgeCondition, subjectOf, together } from '../judge.ts'
import { isCertain, type Possible, type Truths } from '../possible.ts'
import type { Condition, Ruleset } from '../ruleset.ts'
import { askedFact, left, notAsked, type AskedFact } from './answer-classes.ts'

/** What is known of the facts of one ruleset, by place. */
export type State = readonly number[]

/** What a state comes to. `mark` tells states apart that the conditions tell apart; `open`: places that may still matter. */
export type Standing = { readonly mark: string; readonly isDecided: boolean; readonly open: readonly number[] }

/**
 * A ruleset over finitely many answers, as questions are chosen: what is so of a state is worked out once by the engine and kept. The
 * answers that people are told never come from here.
 */
export type AskedRuleset = {
  readonly facts: readonly AskedFact[]
  /** Place of a fact, by its id. */
  readonly places: ReadonlyMap<string, number>
  readonly standing: (state: State) => Standing
}

export function askedRuleset(ruleset: Ruleset, today: CalendarDate): AskedRuleset {
  const subject = subjectOf(ruleset)
  // Facts that only what is always so ties to these are read by no condition, and nobody is asked for them here.
  const own = new Set(ruleset.conditions.flatMap(({ expression }) => expression.facts))
  const facts = [...subject.read.values()].flatMap((of) => (own.has(of.id) ? (askedFact(of, today, subject) ?? []) : []))
  const places = new Map(facts.map(({ of }, place) => [of.id, place]))
  const nothingKnown = environmentFor(subject, { today, facts: {} })
  const conditions = ruleset.conditions.map((one) => judgedOnce(one, { nothingKnown, facts, places }))
  const kept = new Map<string, Standing>()
  const standing = (state: State): Standing => {
    const key = state.join()
    const before = kept.get(key)
    if (before !== undefined) return before
    // A server runs for weeks: what nobody came by lately is worked out again.
    if (kept.size > mostKept) kept.clear()
    const found = conditions.map((one) => one(state))
    const stand = standingOf(found, { met: together(ruleset, found, nothingKnown), places, state })
    kept.set(key, stand)
    return stand
  }
  return { facts, places, standing }
}

const mostKept = 100_000

type Around = {
  readonly nothingKnown: Environment
  readonly facts: readonly AskedFact[]
  readonly places: ReadonlyMap<string, number>
}

/** A condition reads few facts, of few kinds of answer each: what it comes to is worked out once for each combination. */
function judgedOnce(condition: Condition, { nothingKnown, facts, places }: Around): (state: State) => Possible<Truths> {
  const own = condition.expression.facts.flatMap((fact) => places.get(fact) ?? [])
  const kept = new Map<string, Possible<Truths>>()
  return (state) => {
    const key = own.map((place) => state[place]).join()
    const before = kept.get(key)
    if (before !== undefined) return before
    const cells = new Map(nothingKnown.cells)
    for (const place of own) {
      const fact = facts[place]
      const cell = fact?.exact[state[place] ?? notAsked]
      if (fact !== undefined && cell !== undefined) cells.set(fact.of.id, cell)
    }
    const found = judgeCondition(condition, { ...nothingKnown, cells })
    kept.set(key, found)
    return found
  }
}

function standingOf(
  conditions: readonly Possible<Truths>[],
  { met, places, state }: { readonly met: Possible<Truths>; readonly places: ReadonlyMap<string, number>; readonly state: State },
): Standing {
  const open = met.open.flatMap((id) => places.get(id) ?? []).filter((place) => state[place] === notAsked)
  const isDecided = isCertain(met) || open.length === 0
  const marks = isDecided
    ? []
    : conditions.map((one) => (isCertain(one) ? (one.some?.kind === 'truth' && one.some.yes ? '1' : '0') : one.open.join(' ')))
  const settled = isDecided ? 'done' : marks.join('|')
  return { mark: `${settled}/${state.flatMap((value, place) => (value === left ? [place] : [])).join()}`, isDecided, open }
}
