import type { Catalogue, FactState } from '@convive/facts'
import type { CalendarDate } from '@convive/kernel'
import { answersTo } from '../answers.ts'
import type { FactView } from '../environment.ts'
import { environmentFor, joined, subjectOf } from '../judge.ts'
import type { Ruleset } from '../ruleset.ts'

/** A fact that can be asked, and its answers: one for each way in which the rulesets tell answers apart. */
export type Domain = { readonly fact: string; readonly values: readonly FactState[] }

/** How often each answer of each domain is given; the shares of a domain sum to one. */
export type Margins = readonly (readonly number[])[]

/** Which answer somebody would give, by domain; in an interview -1 where they were not asked yet. */
export type Known = readonly number[]

export type Asked = { readonly rulesets: readonly Ruleset[]; readonly catalogue: Catalogue; readonly today: CalendarDate }

/** Every fact that the rulesets read and that can be asked. */
export function domainsOf({ rulesets, catalogue, today }: Asked): readonly Domain[] {
  const subject = joined(rulesets.map(subjectOf))
  const environment = environmentFor(subject, { today, facts: {} })
  return [...subject.read.values()].flatMap((of): readonly Domain[] => {
    const definition = catalogue.get(of.id)
    if (definition === undefined || definition.type === 'records' || definition.recorded === true) return []
    const states = answersTo(of, environment, subject).map((one) => one.state)
    const values = [...new Map(states.map((state) => [JSON.stringify(state), state])).values()]
    return values.length < 2 ? [] : [{ fact: of.id, values }]
  })
}

/** Uniform over all margins (Dirichlet with all parameters one), or scattered around given ones the less the larger `strength`. */
export function drawMargins(
  domains: readonly Domain[],
  random: () => number,
  around?: { readonly margins: Margins; readonly strength: number },
): Margins {
  return domains.map(({ values }, place) => {
    const weights = values.map((_, index) => {
      const share = around?.margins[place]?.[index]
      return share === undefined ? exponential(random) : share * (1 + (exponential(random) - 1) / (around?.strength ?? 1))
    })
    const total = weights.reduce((sum, one) => sum + one, 0)
    return weights.map((one) => one / total)
  })
}

export function drawPerson(margins: Margins, random: () => number): Known {
  return margins.map((shares) => {
    let left = random()
    const index = shares.findIndex((share) => (left -= share) < 0)
    return index === -1 ? shares.length - 1 : index
  })
}

export function viewOf(domains: readonly Domain[], known: Known, today: CalendarDate): FactView {
  const facts = domains.flatMap(({ fact, values }, place): readonly [string, FactState][] => {
    const state = values[known[place] ?? -1]
    return state === undefined ? [] : [[fact, state]]
  })
  return { today, facts: Object.fromEntries(facts) }
}

function exponential(random: () => number): number {
  return -Math.log(1 - random())
}
