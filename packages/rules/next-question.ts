import type { FactClass } from '@convive/facts'
import { answersTo } from './answers.ts'
import { interviewOf, potential, withAnswer, type Interview, type InterviewInput } from './interview.ts'
import { answerOf } from './judge.ts'
import { isCertain, type Possible } from './possible.ts'
import { rehearse, rehearsalsOf } from './questions-left.ts'
import { possibleOf } from './read-state.ts'

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

const rehearsed = { questions: 3, people: 12 } as const

/** An answer as tried out, with its share of the plausibility. */
type Tried = { readonly cell: Possible; readonly share: number }
type Candidate = {
  readonly fact: string
  readonly answers: readonly Tried[]
  readonly cost: number
  readonly worth: number
  readonly decisive: boolean
}

/**
 * The question that brings the undecided rulesets furthest for its cost, or `undefined` when all are decided or only facts
 * remain that were declined, answered in part, or may not be asked. Facts of class 2 and 3 come up only when an answer to
 * them would decide a ruleset by itself, or when nothing else is left to ask.
 */
export function nextQuestion(input: InterviewInput): Question | undefined {
  const interview = interviewOf(input)
  const all = interview.candidates.map((fact) => weigh(interview, fact, input)).toSorted((a, b) => b.worth - a.worth)
  const ordinary = all.filter(({ fact, decisive }) => decisive || (input.catalogue.get(fact)?.class ?? 1) === 1)
  const ranked = ordinary.length > 0 ? ordinary : all
  const order = [...ranked, ...all.filter((one) => !ranked.includes(one))]
  const rehearsals = rehearsalsOf(order, rehearsed.people)
  let best: { readonly fact: string; readonly questions: number; readonly cost: number } | undefined
  for (const first of ranked.slice(0, rehearsed.questions)) {
    const found = rehearse(interview, [first, ...order.filter((one) => one !== first)], rehearsals)
    if (best === undefined || found.cost < best.cost - 1e-9) best = { fact: first.fact, ...found }
  }
  if (best === undefined) return undefined
  return { fact: best.fact, remaining: Math.max(1, Math.round(best.questions)), worthwhile: ranked.map((one) => one.fact) }
}

function weigh(interview: Interview, fact: string, { catalogue, weights }: InterviewInput): Candidate {
  const of = interview.subject.read.get(fact)
  const definition = catalogue.get(fact)
  const cost = Math.max(0.1, definition?.cost ?? 1) * classCost[definition?.class ?? 1]
  if (of === undefined) return { fact, answers: [], cost, worth: 0, decisive: false }
  const concerned = interview.undecided.filter(({ reads }) => reads.has(fact)).map(({ ruleset }) => ruleset)
  const before = concerned.map((ruleset) => potential(ruleset, interview.environment))
  const given = weights?.[fact]
  const tried =
    given === undefined
      ? answersTo(of, interview.environment, interview.subject).map(({ cell }) => ({ cell, weight: 1 }))
      : given.map(({ state, weight }) => ({ cell: possibleOf(of, state, false), weight }))
  let decisive = false
  const effects = tried.map(({ cell, weight }) =>
    withAnswer(interview, { fact, cell }, () => {
      const after = concerned.map((ruleset) => potential(ruleset, interview.environment))
      decisive ||= concerned.some((ruleset) => isCertain(answerOf(ruleset, interview.environment)))
      const gain = after.reduce((sum, one, index) => sum + one - (before[index] ?? 0), 0)
      return { cell, weight, gain, mark: after.map((one) => one.toFixed(6)).join(' ') }
    }),
  )
  const shares = given === undefined ? evenOverEffects(effects) : effects.map((effect) => effect.weight)
  const total = shares.reduce((sum, share) => sum + share, 0)
  const answers = effects.map((effect, index) => ({ cell: effect.cell, share: total > 0 ? (shares[index] ?? 0) / total : 0 }))
  const worth = effects.reduce((sum, effect, index) => sum + effect.gain * (answers[index]?.share ?? 0), 0) / cost
  return { fact, answers, cost, worth, decisive }
}

/** Without aggregates every distinguishable effect is as plausible as any other, however many answers lead to it. */
function evenOverEffects(effects: readonly { readonly mark: string }[]): readonly number[] {
  const counts = new Map<string, number>()
  for (const { mark } of effects) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  return effects.map(({ mark }) => 1 / (counts.get(mark) ?? 1))
}
