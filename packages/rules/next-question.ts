import type { Catalogue, FactClass } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { kindOf, left, notAsked } from './asking/answer-classes.ts'
import { askedRuleset, type AskedRuleset, type State } from './asking/asked-ruleset.ts'
import { evenShares, expectedCostOf, sharesFrom, type Prices } from './asking/expected-cost.ts'
import { interviewOf, type InterviewInput, type Plausibility } from './interview.ts'
import type { Ruleset } from './ruleset.ts'

/** The fact to ask next. */
export type Question = {
  readonly fact: string
  /** About how many questions are left, this one included. */
  readonly remaining: number
  /** Facts that are worth asking too as things stand, the best first, `fact` among them. */
  readonly worthwhile: readonly string[]
}

/** What a question of each class costs, as a multiple: sensitive facts are asked late and only where they matter. */
const classCost: Readonly<Record<FactClass, number>> = { 1: 1, 2: 2, 3: 4 }

type Candidate = { readonly fact: string; readonly worth: number; readonly decisive: boolean }

/**
 * The question that brings the undecided rulesets furthest for its cost, or `undefined` when all are decided or only facts
 * remain that were declined, answered in part, or may not be asked. How far a ruleset is from its end is what it would cost to decide
 * it alone, asking in the best order; a question is worth what it is expected to save of that, over all rulesets that read it, so a
 * fact that several need comes first. Facts of class 2 and 3 come last, and only when an answer to them would decide a ruleset by
 * itself, or when nothing else is left to ask.
 */
export function nextQuestion(input: InterviewInput): Question | undefined {
  const { undecided, candidates } = interviewOf(input)
  if (candidates.length === 0) return undefined
  const asked = undecided.map((ruleset) => reckonerOf(ruleset, input))
  const states = asked.map(({ asked: one }): State =>
    one.facts.map((fact) => {
      const kind = kindOf(fact, input.view.facts[fact.of.id])
      return kind === notAsked && !candidates.includes(fact.of.id) ? left : kind
    }),
  )
  const before = asked.map((one, index) => one.costOf(states[index] ?? []))
  const all = candidates
    .map((fact): Candidate => {
      const cost = costOfAsking(fact, input.catalogue)
      let [saved, decisive] = [0, false]
      for (const [index, one] of asked.entries()) {
        const place = one.asked.places.get(fact)
        const state = states[index]
        if (place === undefined || state?.[place] !== notAsked || before[index] === 0) continue
        saved += before[index] ?? 0
        for (const [value, share] of (one.shares[place] ?? []).entries()) {
          const next = state.with(place, value)
          decisive ||= one.asked.standing(next).isDecided
          if (share > 0) saved -= share * one.costOf(next)
        }
      }
      return { fact, worth: saved / cost, decisive }
    })
    .toSorted((a, b) => b.worth - a.worth)
  const ranked = [...inTurn(all, input.catalogue)].find((one) => one.length > 0) ?? []
  const [best] = ranked
  if (best === undefined) return undefined
  const remaining = Math.max(1, Math.round(questionsLeft(before, { asked, states, catalogue: input.catalogue })))
  return { fact: best.fact, remaining, worthwhile: ranked.map((one) => one.fact) }
}

/** What may be asked now: ordinary facts; without one, sensitive facts that an answer to would decide something by, then restricted ones; then any. */
function* inTurn(all: readonly Candidate[], catalogue: Catalogue): Generator<readonly Candidate[]> {
  const ofClass = (wanted: FactClass): readonly Candidate[] =>
    all.filter(({ fact }) => (catalogue.get(fact)?.class ?? 1) === wanted)
  yield ofClass(1)
  yield ofClass(2).filter((one) => one.decisive)
  yield ofClass(3).filter((one) => one.decisive)
  yield all
}

function costOfAsking(fact: string, catalogue: Catalogue): number {
  const definition = catalogue.get(fact)
  return Math.max(0.1, definition?.cost ?? 1) * classCost[definition?.class ?? 1]
}

type Reckoner = Prices & { readonly asked: AskedRuleset; readonly costOf: (state: State) => number }

/** A ruleset's costs hang on the day, the catalogue and the aggregates: they are kept for as long as those are the same. */
const reckoners = new WeakMap<Ruleset, { readonly today: CalendarDate; readonly of: object; readonly reckoner: Reckoner }>()
const none: Plausibility = {}

function reckonerOf(ruleset: Ruleset, { catalogue, view, weights = none }: InterviewInput): Reckoner {
  const before = reckoners.get(ruleset)
  const of = weights === none ? catalogue : weights
  if (before !== undefined && before.today === view.today && before.of === of) return before.reckoner
  const asked = askedRuleset(ruleset, view.today)
  const costs = asked.facts.map((fact) => costOfAsking(fact.of.id, catalogue))
  const shares = asked.facts.map(({ of: { id } }, place) => {
    const given = weights[id]
    return given === undefined ? evenShares(asked, place) : sharesFrom(asked, place, given)
  })
  const reckoner = { asked, costs, shares, costOf: expectedCostOf(asked, { shares, costs }) }
  reckoners.set(ruleset, { today: view.today, of, reckoner })
  return reckoner
}

/** Each ruleset alone, but what several have in common only once: by the share of their open facts that are different. */
function questionsLeft(
  before: readonly number[],
  {
    asked,
    states,
    catalogue,
  }: { readonly asked: readonly Reckoner[]; readonly states: readonly State[]; readonly catalogue: Catalogue },
): number {
  const open = asked.map((one, index) => {
    const places = one.asked.standing(states[index] ?? []).open
    return places.flatMap((place) => one.asked.facts[place]?.of.id ?? [])
  })
  const costs = open.flat().map((fact) => costOfAsking(fact, catalogue))
  const usual = costs.reduce((sum, cost) => sum + cost, 0) / Math.max(1, costs.length)
  const alone = before.map((cost) => cost / Math.max(0.1, usual))
  const different = new Set(open.flat()).size / Math.max(1, open.flat().length)
  return Math.max(...alone, alone.reduce((sum, one) => sum + one, 0) * different)
}
