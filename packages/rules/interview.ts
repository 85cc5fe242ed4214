import type { Catalogue, FactState } from '@convive/facts'
import type { FactView } from './environment.ts'
import { answerOf, environmentFor, subjectOf } from './judge.ts'
import { isCertain, union } from './possible.ts'
import { isReadOnce, readMoreThanOnce } from './read-once.ts'
import type { Ruleset } from './ruleset.ts'
import { searchLimits, settle } from './settle.ts'

/** How often people give each answer, from aggregates: states of a fact with weights in any unit. */
export type Plausibility = Readonly<Record<string, readonly { readonly state: FactState; readonly weight: number }[]>>

/** The rulesets a person wonders about and what is known of them. */
export type InterviewInput = {
  readonly rulesets: readonly Ruleset[]
  readonly view: FactView
  readonly catalogue: Catalogue
  /** Facts that must not be asked here give false. */
  readonly askable?: (fact: string) => boolean
  readonly weights?: Plausibility
}

/** What is not decided yet, and the unknown facts on which it hangs that may be asked. */
export type Interview = { readonly undecided: readonly Ruleset[]; readonly candidates: readonly string[] }

export function interviewOf({ rulesets, view, catalogue, askable = () => true }: InterviewInput): Interview {
  const evaluations = searchLimits.evaluations / 8
  const open: (readonly string[])[] = []
  const undecided = rulesets.filter((ruleset) => {
    const subject = subjectOf(ruleset)
    const environment = environmentFor(subject, view)
    const kleene = answerOf(ruleset, environment)
    const found =
      isCertain(kleene) || isReadOnce(kleene, readMoreThanOnce(ruleset))
        ? kleene
        : settle((one) => answerOf(ruleset, one), environment, { subject, evaluations }).found
    if (isCertain(found)) return false
    open.push(found.open)
    return true
  })
  const candidates = open.reduce(union, []).filter((fact) => {
    const definition = catalogue.get(fact)
    // Records and their parts are written down by the office, not asked one by one.
    if (definition === undefined || definition.type === 'records') return false
    // A date known in part was answered as well as the person could: asking again would go in a circle.
    const state = view.facts[fact]?.state ?? 'unknown'
    return state === 'unknown' && definition.derive === undefined && askable(fact)
  })
  return { undecided, candidates }
}
