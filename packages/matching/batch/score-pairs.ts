import type { ComparisonOf } from '../levels/level.ts'
import type { TrainedModel } from '../model/train.ts'
import type { Store } from './database.ts'

/** Pairs less likely than this are not written. */
export const leastProbability = 0.01
/** A name that everybody has takes at most so many bits from agreeing on it, and the rarest gives at most so many more. */
const [mostTaken, mostGiven] = [6, 6]

/**
 * Makes `scored`: candidates with weight in bits and probability. Agreement on a value is worth more the rarer it is (Winkler 2000): of u, the
 * share of pairs that agree by chance, the value's own frequency takes the place, shrunk by one record and within bounds.
 */
export async function scorePairs(store: Store, comparisons: readonly ComparisonOf[], model: TrainedModel): Promise<void> {
  const terms: string[] = []
  for (const [at, { levels, frequency }] of comparisons.entries()) {
    const weights = model.fields[at]?.weights ?? []
    const cases = weights.map((bits, level) => `when ${level} then ${bits}`)
    terms.push(`case g${at} ${cases.join(' ')} else 0 end`)
    if (frequency === undefined) continue
    const { column } = frequency
    const u = model.fields[at]?.u.at(-1) ?? 1
    await store.run(`alter table rec drop column if exists q${at}`)
    await store.run(`alter table rec add column q${at} double`)
    await store.run(
      `update rec set q${at} = greatest(-${mostTaken}, least(${mostGiven}, log2(${u}) - log2((f.n + 1) / (select count(${column}) + 1 from rec))))
        from (select ${column} as v, count(*) as n from rec where ${column} is not null group by ${column}) f where rec.${column} = f.v`,
    )
    const telling = frequency.levels.map((name) => levels.length - levels.findIndex((one) => one.name === name))
    terms.push(`case when g${at} in (${telling.join(', ')}) then coalesce(l.q${at}, 0) else 0 end`)
  }
  const prior = Math.log2(model.share / (1 - model.share))
  await store.run(
    `create or replace table scored as select a, b, w, 1 / (1 + pow(2, -w)) as p from (
      select comp.a, comp.b, ${prior} + ${terms.join(' + ')} as w from comp join rec l on l.n = comp.a)
      where w >= log2(${leastProbability} / (1 - ${leastProbability}))`,
  )
}
