import { chanceOf, calendarDate } from '@convive/kernel'
import { packs } from '@convive/procedures'
import {
  buildPopulation,
  changeRuleset,
  drawFacts,
  evenMargin,
  factsReadBy,
  openThreads,
  simulate,
  type Population,
  type Ruleset,
  type SimulatedProcedure,
} from '@convive/rules'
import { print } from './figures.ts'
import { measurePeers } from './simulate/peers.ts'

/**
 * What changes of the law would do to made-up people (1,000,000 unless a number is given), on two threads, after they are loaded: one
 * change, and every procedure there is before and after; where there are fewer than 25, theirs come again. Then one rule of eight
 * conditions beside engines of others, in the same run.
 */
const people = Number(process.argv[2] ?? 1_000_000)
const today = calendarDate('2026-06-30')
const wanted = 25
const changedProcedures = (): readonly SimulatedProcedure[] => {
  const all = [...packs.procedures.values()].map((one) => ({
    id: one.id,
    before: one.ruleset,
    after: changed(one.ruleset),
    fees: one.fees.map(({ id, amount, when, exemptWhen }) => ({ id, minor: amount.minor, when, exemptWhen })),
    minutes: 60,
  }))
  return Array.from({ length: Math.max(wanted, all.length) }, (_, n) => all[n % all.length]).flatMap((one) => one ?? [])
}

/** Its window opened; where all conditions have to hold, without the last of them. */
function changed(ruleset: Ruleset): Ruleset {
  const last = ruleset.conditions.length > 1 && ruleset.eligibleWhen === 'all' ? ruleset.conditions.at(-1)?.id : undefined
  const found = changeRuleset(
    ruleset,
    { window: {}, ...(last === undefined ? {} : { conditions: { [last]: null } }) },
    { catalogue: packs.catalogue },
  )
  if (!found.ok) throw new Error(found.faults.map(({ message }) => message).join('; '))
  return found.value
}

function load(procedures: readonly SimulatedProcedure[]): Population {
  const feeRules = procedures.flatMap(({ fees = [] }) =>
    fees.flatMap(({ when, exemptWhen }) => [when, exemptWhen].flatMap((one) => one ?? [])),
  )
  const rulesets = procedures.flatMap(({ before, after }) => [before, after ?? before])
  const conditions = feeRules.map((expression) => ({ id: 'fee', expression, cite: '', fixable: 'never' as const }))
  const all = conditions.length === 0 ? rulesets : [...rulesets, { id: 'fees', conditions, eligibleWhen: 'all' as const }]
  const facts = factsReadBy(all, packs.catalogue)
  const margins = new Map(facts.map((fact) => [fact.id, evenMargin(fact, { today, years: 40 })]))
  const chance = chanceOf(7)
  const builder = buildPopulation({ count: people, today, facts, dimensions: ['sex', 'nationality'] })
  for (let at = 0; at < people; at += 1) {
    const divided = { sex: chance() < 0.5 ? 'F' : 'M', nationality: `n${Math.floor(chance() * 30)}` }
    builder.add({ facts: drawFacts(margins, chance), in: divided, household: Math.floor(at / 3) })
  }
  print(`simulation: ${people} made-up people of ${facts.length} facts`, 'loaded', '(reported)')
  return builder.finish()
}

const procedures = changedProcedures()
const population = load(procedures)
const threads = openThreads(2)

async function timed(
  given: readonly SimulatedProcedure[],
  rounds: number,
): Promise<{ readonly seconds: number; readonly asked: number }> {
  let [seconds, asked] = [Number.POSITIVE_INFINITY, 0]
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const found = await simulate(population, given, { runner: threads })
    seconds = Math.min(seconds, (performance.now() - began) / 1000)
    if (!found.finished) throw new Error('stopped')
    asked = found.results.reduce((sum, one) => sum + one.asked, 0)
  }
  return { seconds, asked }
}

try {
  const distinct = procedures.slice(0, packs.procedures.size)
  const each: { readonly id: string; readonly seconds: number; readonly asked: number }[] = []
  for (const one of distinct) each.push({ id: one.id, ...(await timed([one], 1)) })
  const slowest = each.toSorted((a, b) => b.seconds - a.seconds)
  if (process.env['CONVIVE_BENCH_EACH'] !== undefined)
    for (const { id, seconds, asked } of slowest)
      print(`simulation: ${id}`, `${seconds.toFixed(2)} s, ${asked} asked`, '(reported)')
  const median = slowest[Math.floor(slowest.length / 2)]
  print(
    'simulation: one change, before, after, by two dimensions, with fees',
    `median ${median?.seconds.toFixed(2)} s, slowest ${slowest[0]?.seconds.toFixed(2)} s (${slowest[0]?.id})`,
    '≤ 1 s',
  )
  const all = await timed(procedures, 1)
  print(
    `simulation: ${procedures.length} procedures (${distinct.length} different), before and after`,
    `${all.seconds.toFixed(2)} s, ${all.asked} answers by the first engine`,
    '≤ 3 s',
  )
  await measurePeers(threads, Math.min(people, 20_000))
} finally {
  await threads.close()
}
