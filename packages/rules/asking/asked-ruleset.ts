import type { CalendarDate } from '@convive/kernel'
import type { Environment } from '../environment.ts'
import { environmentFor, judge, subjectOf } from '../judge.ts'
import { isCertain } from '../possible.ts'
import type { Ruleset } from '../ruleset.ts'
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
  const facts = [...subject.read.values()].flatMap((of) => askedFact(of, today, subject) ?? [])
  const places = new Map(facts.map(({ of }, place) => [of.id, place]))
  const nothingKnown = environmentFor(subject, { today, facts: {} })
  const kept = new Map<string, Standing>()
  const standing = (state: State): Standing => {
    const key = state.join()
    const before = kept.get(key)
    if (before !== undefined) return before
    // A server runs for weeks: what nobody came by lately is worked out again.
    if (kept.size > mostKept) kept.clear()
    const found = stand(ruleset, { nothingKnown, facts, places }, state)
    kept.set(key, found)
    return found
  }
  return { facts, places, standing }
}

const mostKept = 100_000

type Around = {
  readonly nothingKnown: Environment
  readonly facts: readonly AskedFact[]
  readonly places: ReadonlyMap<string, number>
}

function stand(ruleset: Ruleset, { nothingKnown, facts, places }: Around, state: State): Standing {
  const cells = new Map(nothingKnown.cells)
  for (const [place, { of, exact }] of facts.entries()) {
    const cell = exact[state[place] ?? notAsked]
    if (cell !== undefined) cells.set(of.id, cell)
  }
  const found = judge({ ...ruleset, window: {} }, { ...nothingKnown, cells })
  const open = found.met.open.flatMap((id) => places.get(id) ?? []).filter((place) => state[place] === notAsked)
  const isDecided = isCertain(found.met) || open.length === 0
  const marks = isDecided
    ? []
    : found.conditions.map((one) =>
        isCertain(one) ? (one.some?.kind === 'truth' && one.some.yes ? '1' : '0') : one.open.join(' '),
      )
  const settled = isDecided ? 'done' : marks.join('|')
  return { mark: `${settled}/${state.flatMap((value, place) => (value === left ? [place] : [])).join()}`, isDecided, open }
}
