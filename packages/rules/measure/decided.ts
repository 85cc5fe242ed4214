import type { FactView } from '../environment.ts'
import { answerOf, environmentFor, subjectOf } from '../judge.ts'
import { isCertain } from '../possible.ts'
import type { Ruleset } from '../ruleset.ts'
import { searchLimits, settle } from '../settle.ts'
import { truthName } from '../judge.ts'
import { viewOf, type Asked, type Domain, type Known } from './population.ts'

/** What a ruleset comes to in a state of knowledge, and which domains it still hangs on; nothing of it is worked out twice. */
export type Outcome = { readonly answer: string; readonly open: readonly number[] }

export type Judge = (ruleset: number, known: Known) => Outcome

/** Each ruleset sees only its own facts: states that differ in others are the same to it. */
export function judgeOf({ rulesets, today }: Asked, domains: readonly Domain[]): Judge {
  const places = rulesets.map((ruleset) => {
    const { read } = subjectOf(ruleset)
    return domains.flatMap(({ fact }, place) => (read.has(fact) ? [place] : []))
  })
  const kept = rulesets.map(() => new Map<string, Outcome>())
  return (index, known) => {
    const key = (places[index] ?? []).map((place) => known[place]).join()
    const before = kept[index]?.get(key)
    if (before !== undefined) return before
    const ruleset = rulesets[index]
    const found =
      ruleset === undefined ? { answer: 'unknown', open: [] } : outcomeOf(ruleset, viewOf(domains, known, today), domains)
    kept[index]?.set(key, found)
    return found
  }
}

function outcomeOf(ruleset: Ruleset, view: FactView, domains: readonly Domain[]): Outcome {
  const subject = subjectOf(ruleset)
  const evaluations = searchLimits.evaluations / 8
  const { found } = settle((one) => answerOf(ruleset, one), environmentFor(subject, view), { subject, evaluations })
  if (isCertain(found)) return { answer: truthName(found), open: [] }
  return { answer: 'unknown', open: domains.flatMap(({ fact }, place) => (found.open.includes(fact) ? [place] : [])) }
}
