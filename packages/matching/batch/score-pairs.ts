import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import type { Store } from './database.ts'

/** Pairs less likely than this are not written. */
export const leastProbability = 0.01

/**
 * Makes `scored`: candidates with weight in bits and probability. Agreement on a value is worth more the rarer it is: `applyTerms` says by how
 * many bits. One person stands against strangers and against people who live together: what a household shares speaks for both. Where nothing that is a person's own agrees, one
 * person is never the likelier.
 */
export async function scorePairs(store: Store, comparisons: readonly ComparisonOf[], model: TrainedModel): Promise<void> {
  const [person, household]: [string[], string[]] = [[], []]
  for (const [at, { levels, frequency }] of comparisons.entries()) {
    const field = model.fields[at]
    person.push(bitsSql(at, field?.weights ?? []))
    if (field?.household !== undefined) household.push(bitsSql(at, field.household))
    if (frequency === undefined || field === undefined) continue
    const telling = frequency.levels.map((name) => levels.length - levels.findIndex((one) => one.name === name))
    const term = `case when g${at} in (${telling.join(', ')}) then coalesce(l.q${at}, 0) else 0 end`
    person.push(term)
    // Those who live together agree on it by chance, or because they share it: only then does a rare value speak for them.
    const top = field.household?.at(-1) ?? 0
    household.push(`${Math.max(0, 1 - 2 ** -top)} * ${term}`)
  }
  const { share, householdShare } = model
  const own = comparisons.flatMap((_, at) => (model.fields[at]?.own === true ? [`g${at} > 0`] : []))
  const isCapped = householdShare > 0 && own.length > 0
  const others = isCapped
    ? `log2(${1 - share - householdShare} + ${householdShare} * pow(2, ${household.join(' + ')}))`
    : `log2(${1 - share})`
  const odds = `log2(${share}) + ${person.join(' + ')} - ${others}`
  const capped = isCapped ? `case when ${own.join(' or ')} then ${odds} else least(0, ${odds}) end` : odds
  await store.run(
    `create or replace table scored as select a, b, w, 1 / (1 + pow(2, -w)) as p from (
      select comp.a, comp.b, ${capped} as w from comp join rec l on l.n = comp.a)
      where w >= log2(${leastProbability} / (1 - ${leastProbability}))`,
  )
}

function bitsSql(at: number, bits: readonly number[]): string {
  return `case g${at} ${bits.map((one, level) => `when ${level} then ${one}`).join(' ')} else 0 end`
}
