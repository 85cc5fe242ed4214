import { leastHitting } from '../least-hitting.ts'
import type { Judge } from './decided.ts'
import type { Known } from './population.ts'

/** Rounds of the search; with many facts each is dear. */
const roundsFor = (facts: number): number => (facts > 20 ? 48 : 256)

/**
 * How many answers it takes at least to decide all that can be decided of somebody, for one who knows the answers beforehand: no
 * interview asks fewer. What has to be hit is the complement of every set of answers that leaves something undecided (implicit hitting
 * sets, Chandrasekaran et al. 2011); cut off, it is still a lower bound.
 */
export function leastQuestions(rulesets: number, truth: Known, judge: Judge): number {
  const wanted = Array.from({ length: rulesets }, (_, index) => judge(index, truth).answer)
  const all = truth.map((_, place) => String(place))
  const knowing = (facts: ReadonlySet<string>): Known => truth.map((value, place) => (facts.has(String(place)) ? value : -1))
  const proves = (facts: ReadonlySet<string>): boolean => {
    const known = knowing(facts)
    return wanted.every((answer, index) => answer === 'unknown' || judge(index, known).answer === answer)
  }
  const costs = new Map(all.map((one) => [one, 1]))
  const toHit: (readonly string[])[] = []
  for (let round = 0; ; round += 1) {
    const candidate = leastHitting(toHit, costs)
    if (round === roundsFor(truth.length) || proves(candidate)) return candidate.size
    const grown = new Set(candidate)
    for (const one of all) {
      if (grown.has(one)) continue
      grown.add(one)
      if (proves(grown)) grown.delete(one)
    }
    toHit.push(all.filter((one) => !grown.has(one)))
  }
}
