import { chanceOf } from '@convive/kernel'
import { nextQuestion } from '../next-question.ts'
import type { Plausibility } from '../interview.ts'
import { judgeOf } from './decided.ts'
import { leastQuestions } from './least-questions.ts'
import { optimalQuestions, type OptimalPlan } from './optimal-questions.ts'
import { domainsOf, drawMargins, drawPerson, viewOf, type Asked, type Domain, type Known, type Margins } from './population.ts'

/** What `measureInterview` counted, per person on average, of the same people. */
export type InterviewMeasure = {
  /** Facts that can be asked. */
  readonly facts: number
  readonly people: number
  /** Questions asked by `nextQuestion`; by it, told how common each answer is elsewhere; and by a form that asks everything open, in one order. */
  readonly asked: number
  readonly askedKnowing: number
  readonly form: number
  /** By the best possible plan, told the true margins; absent where it has too many states. */
  readonly optimal?: number
  /** By one who knows every answer beforehand. */
  readonly least: number
  /** Milliseconds of each choice that was worked out, in order of size. */
  readonly times: readonly number[]
  /** Answers that came out otherwise than with everything known: there must be none. */
  readonly wrong: number
}

/** The best possible plan is worked out for no more open facts than this. */
const mostFacts = 12

/** `people` in all, in so many `draws` of margins; `clock` in milliseconds; `limit` of states for the best possible plan. */
export type Measuring = {
  readonly people: number
  readonly seed: number
  readonly clock: () => number
  readonly draws?: number
  readonly limit?: number
}

/**
 * Interviews made-up people who answer independently, with margins drawn anew for every `people` of a `draw`, until nothing is left to
 * ask. The policy that is told margins is told others, scattered around the true ones.
 */
export function measureInterview(asked: Asked, { people, seed, clock, draws = 4, limit }: Measuring): InterviewMeasure {
  const domains = domainsOf(asked)
  const judge = judgeOf(asked, domains)
  const random = chanceOf(seed)
  const blind = policy(asked, { domains, clock })
  const totals = { asked: 0, askedKnowing: 0, form: 0, optimal: 0, least: 0, wrong: 0 }
  const times: number[] = []
  const each = Math.ceil(people / draws)
  let hasOptimum = domains.length <= mostFacts
  for (let draw = 0; draw < draws; draw += 1) {
    const margins = drawMargins(domains, random)
    const told = drawMargins(domains, random, { margins, strength: 2 })
    const knowing = policy(asked, { domains, clock, margins: told })
    const plan: OptimalPlan | undefined = hasOptimum
      ? optimalQuestions(asked, { domains, margins, ...(limit === undefined ? {} : { limit }) })
      : undefined
    hasOptimum &&= plan !== undefined
    const inOrder = (known: Known): number | undefined => {
      const open = new Set(asked.rulesets.flatMap((_, index) => judge(index, known).open))
      const place = known.findIndex((value, at) => value === -1 && open.has(at))
      return place === -1 ? undefined : place
    }
    for (let person = 0; person < each; person += 1) {
      const truth = drawPerson(margins, random)
      const wrongAfter = (end: { readonly known: Known } | undefined): number =>
        end === undefined
          ? 0
          : asked.rulesets.filter((_, index) => judge(index, end.known).answer !== judge(index, truth).answer).length
      const end = interviewed(truth, blind.next)
      totals.asked += end.count
      totals.askedKnowing += interviewed(truth, knowing.next).count
      totals.form += interviewed(truth, inOrder).count
      const best = plan === undefined ? undefined : interviewed(truth, plan.next)
      totals.optimal += best?.count ?? 0
      totals.wrong += wrongAfter(best)
      totals.least += leastQuestions(asked.rulesets.length, truth, judge)
      totals.wrong += wrongAfter(end)
    }
    times.push(...knowing.times)
  }
  times.push(...blind.times)
  const count = each * draws
  return {
    facts: domains.length,
    people: count,
    asked: totals.asked / count,
    askedKnowing: totals.askedKnowing / count,
    form: totals.form / count,
    ...(hasOptimum ? { optimal: totals.optimal / count } : {}),
    least: totals.least / count,
    times: times.toSorted((a, b) => a - b),
    wrong: totals.wrong,
  }
}

function interviewed(
  truth: Known,
  next: (known: Known) => number | undefined,
): { readonly count: number; readonly known: Known } {
  let known: Known = truth.map(() => -1)
  for (let count = 0; ; count += 1) {
    const place = next(known)
    if (place === undefined) return { count, known }
    known = known.with(place, truth[place] ?? 0)
  }
}

/** The interview's choice in a state of knowledge; the same state is asked for by many people. */
function policy(
  { rulesets, catalogue, today }: Asked,
  { domains, clock, margins }: { readonly domains: readonly Domain[]; readonly clock: () => number; readonly margins?: Margins },
): { readonly next: (known: Known) => number | undefined; readonly times: readonly number[] } {
  const chosen = new Map<string, number | undefined>()
  const times: number[] = []
  const weights: Plausibility | undefined =
    margins &&
    Object.fromEntries(
      domains.map(({ fact, values }, place) => [
        fact,
        values.map((state, index) => ({ state, weight: margins[place]?.[index] ?? 0 })),
      ]),
    )
  const askable = new Map(domains.map(({ fact }, place) => [fact, place]))
  const next = (known: Known): number | undefined => {
    const key = known.join()
    if (!chosen.has(key)) {
      const start = clock()
      const question = nextQuestion({
        rulesets,
        view: viewOf(domains, known, today),
        catalogue,
        askable: (fact) => askable.has(fact),
        ...(weights === undefined ? {} : { weights }),
      })
      times.push(clock() - start)
      chosen.set(key, question === undefined ? undefined : askable.get(question.fact))
    }
    return chosen.get(key)
  }
  return { next, times }
}
