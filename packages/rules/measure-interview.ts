import type { FactState } from '@convive/facts'
import { interviewExample, type InterviewSample } from './interview-example.ts'
import type { Plausibility } from './interview.ts'
import { nextQuestion } from './next-question.ts'
import { optimalQuestions, type Knowledge } from './optimal-questions.ts'

/** What `measureInterview` counted. */
export type InterviewMeasure = {
  /** Questions per person, on average: asked by `nextQuestion`, and by the best possible plan, of the same people. */
  readonly greedyMean: number
  readonly optimumMean: number
  readonly people: number
  readonly seed: number
}

/**
 * Interviews a made-up population twice and counts the questions until every ruleset is decided. The population is drawn from the
 * sample's chances with the seed; without a sample, a neutral pack of ten facts and four rulesets is used.
 */
export function measureInterview({
  people,
  seed,
  sample = interviewExample(),
}: {
  readonly people: number
  readonly seed: number
  readonly sample?: InterviewSample
}): InterviewMeasure {
  const { rulesets, today, chances } = sample
  const plan = optimalQuestions(rulesets, { today, chances })
  const greedy = greedyPlan(sample, plan.facts)
  const random = lehmer(seed)
  let [asked, least] = [0, 0]
  for (let person = 0; person < people; person += 1) {
    const truth = plan.facts.map((fact): 0 | 1 => (random() < (chances[fact] ?? 0.5) ? 1 : 0))
    asked += questionsOf(truth, greedy)
    least += questionsOf(truth, plan.next)
  }
  return { greedyMean: asked / people, optimumMean: least / people, people, seed }
}

function questionsOf(truth: readonly (0 | 1)[], next: (known: Knowledge) => number | undefined): number {
  const known: (0 | 1 | 2)[] = truth.map(() => 2)
  let asked = 0
  for (let place = next(known); place !== undefined; place = next(known)) {
    known[place] = truth[place] ?? 0
    asked += 1
  }
  return asked
}

/** The interview's choice in a state of knowledge; the same state is asked for by many people. */
function greedyPlan(
  { rulesets, catalogue, today, chances }: InterviewSample,
  facts: readonly string[],
): (known: Knowledge) => number | undefined {
  const weights: Plausibility = Object.fromEntries(
    facts.map((fact) => {
      const chance = chances[fact] ?? 0.5
      return [
        fact,
        [
          { state: stateOf(1), weight: chance },
          { state: stateOf(0), weight: 1 - chance },
        ],
      ]
    }),
  )
  const chosen = new Map<string, number | undefined>()
  return (known) => {
    const key = known.join('')
    if (!chosen.has(key)) {
      const view = { today, facts: Object.fromEntries(facts.map((fact, place) => [fact, stateOf(known[place] ?? 2)])) }
      const question = nextQuestion({ rulesets, view, catalogue, weights })
      chosen.set(key, question === undefined ? undefined : facts.indexOf(question.fact))
    }
    return chosen.get(key)
  }
}

function stateOf(digit: 0 | 1 | 2): FactState {
  return digit === 2 ? { state: 'unknown' } : { state: 'value', value: digit === 1 }
}

/** Lehmer's generator with the constants of Park and Miller (1988). */
function lehmer(seed: number): () => number {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
