import type { FactState } from '@convive/facts'
import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { changeRuleset, decide, explain, openThreads, simulate, type FactView, type Ruleset, type Truth } from '../index.ts'
import { aCatalogue, aRuleset, aView, feel, known } from '../testing/builders.ts'
import { catalogue, hidden, hiding, life, sentence } from '../testing/random-conditions.ts'
import { oneThread } from './run/one-thread.ts'
import { outcomesOf } from './run/outcomes.ts'
import { buildPopulation, type Population } from './population.ts'

const threads = openThreads(2)
afterAll(() => threads.close())
const today = aView('2024-02-29').today
const names: readonly Truth[] = ['invalid', 'yes', 'no', 'unknown', 'invalid']

function populationOf(views: readonly FactView[], more: { readonly household?: (at: number) => number } = {}): Population {
  const builder = buildPopulation({ count: views.length, today, facts: catalogue.values(), dimensions: ['parity'] })
  for (const [at, view] of views.entries()) {
    const house = more.household?.(at)
    builder.add({ ...view, in: { parity: at % 2 === 0 ? 'even' : 'odd' }, ...(house === undefined ? {} : { household: house }) })
  }
  return builder.finish()
}

test('a simulation says of every person what the explanation says of them', async () => {
  const told = { yes: 0, no: 0, unknown: 0, invalid: 0 }
  let asked = 0
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(sentence, sentence),
      fc.constantFrom('all', 'any', 'one and (two or not(one))'),
      fc.array(fc.tuple(life, hiding), { minLength: 1, maxLength: 8 }),
      async ([one, two], eligibleWhen, people) => {
        const ruleset = aRuleset(catalogue, { one, two }, { eligibleWhen })
        const views = people.map(([full, hide]) => hidden(full, hide))
        const expected = views.map((view) => explain(ruleset, view).answer)
        for (const truth of expected) told[truth] += 1
        const found = await outcomesOf(populationOf(views), ruleset, { runner: oneThread, watching: {} })
        asked += found?.asked ?? 0
        expect([...(found?.of ?? [])].map((code) => names[code])).toEqual(expected)
      },
    ),
    { seed: 73, numRuns: 300 },
  )
  expect(Math.min(told.yes, told.no, told.unknown, told.invalid)).toBeGreaterThan(40)
  expect(asked).toBeGreaterThan(100)
}, 120_000)

test('where what is not known is filled in with what others have, the answer stays that of the explanation', async () => {
  const facts = aCatalogue({
    born: 'date',
    entered: ['date', { always: ['born <= entered'] }],
    left: ['date', { always: ['entered <= left'] }],
    flag: 'boolean',
  })
  const ruleset = aRuleset(facts, {
    young: 'born + duration("P18Y") > entered or flag',
    stayed: 'entered + duration("P1Y") <= left or not(flag)',
  })
  const day = fc.integer({ min: 1990, max: 2020 }).map((year) => `${year}-03-01`)
  const maybe = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(one, { nil: undefined })
  const people = fc.sample(fc.record({ born: maybe(day), entered: maybe(day), left: maybe(day), flag: maybe(fc.boolean()) }), {
    numRuns: 600,
    seed: 11,
  })
  const builder = buildPopulation({ count: 600, today, facts: facts.values(), dimensions: [] })
  const states = people.map((one) =>
    Object.fromEntries(Object.entries(one).flatMap(([id, value]) => (value === undefined ? [] : [[id, known(value)] as const]))),
  )
  for (const one of states) builder.add({ facts: one, in: {} })
  const found = await outcomesOf(builder.finish(), ruleset, { runner: oneThread, watching: {} })
  const expected = states.map((one) => explain(ruleset, { today, facts: one }).answer)
  expect([...(found?.of ?? [])].map((code) => names[code])).toEqual(expected)
  const unknown = expected.filter((one) => one === 'unknown').length
  expect(unknown).toBeGreaterThan(50)
  // Most were proved without asking.
  expect(found?.asked).toBeLessThan(unknown)
}, 60_000)

test('threads give what one loop gives, and it is counted three by three', async () => {
  const people = fc.sample(fc.tuple(life, hiding), { numRuns: 3000, seed: 5 })
  const views = people.map(([full, hide]) => hidden(full, hide))
  const population = populationOf(views, { household: (at) => Math.floor(at / 3) })
  const before = aRuleset(catalogue, { one: 'flag', two: 'amount > 1' })
  const after = aRuleset(catalogue, { one: 'flag or other', two: 'amount > 2' })
  const [alone, together] = await Promise.all([
    simulate(population, [{ id: 'it', before, after, minutes: 30 }]),
    simulate(population, [{ id: 'it', before, after, minutes: 30 }], { runner: threads }),
  ])
  expect(together).toEqual(alone)
  const kind = (ruleset: Ruleset, view: FactView): number => ['yes', 'no'].indexOf(decide(ruleset, view).answer)
  const flow = [0, 1, 2].map(() => [0, 0, 0])
  for (const view of views) {
    const row = flow.at(kind(before, view))
    const column = (kind(after, view) + 3) % 3
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1
  }
  const result = alone.finished ? alone.results[0] : undefined
  expect(result?.flow).toEqual(flow)
  const least = flow[1]?.[0] ?? -1
  expect(result?.gained.least).toBe(least)
  expect(result?.minutes?.least).toBe(30 * least)
  expect(result?.by[0]?.values.map(({ value }) => value)).toEqual(['even', 'odd'])
  const even = result?.by[0]?.values.map((one) => one.flow.flat().reduce((a, b) => a + b, 0))
  expect(even).toEqual([1500, 1500])
  expect(result?.households?.gained.most).toBeLessThanOrEqual(1000)
})

test('who gains, who loses and what is not known stay apart, by household and by fee', async () => {
  const facts = aCatalogue({ age: ['number', { decimals: 0, min: 0, max: 120 }], poor: 'boolean' })
  const before = aRuleset(facts, { adult: 'age >= 18' })
  const after = aRuleset(facts, { adult: 'age >= 16 and age < 60' })
  const people: readonly (readonly [Readonly<Record<string, FactState>>, string])[] = [
    [{ age: known(17), poor: known(true) }, 'a'],
    [{ age: known(17), poor: known(false) }, 'a'],
    [{ age: known(17) }, 'b'],
    [{ age: known(70) }, 'b'],
    [{}, 'c'],
    [{ age: known(30) }, 'd'],
  ]
  const builder = buildPopulation({ count: 6, today, facts: facts.values(), dimensions: [] })
  for (const [states, household] of people) builder.add({ facts: states, in: {}, household })
  const fees = [{ id: 'permit', minor: 1000, exemptWhen: feel('poor', facts) }]
  const found = await simulate(builder.finish(), [{ id: 'it', before, after, fees, minutes: 10 }])
  expect(found.finished ? found.results : []).toMatchObject([
    {
      flow: [
        [1, 1, 0],
        [3, 0, 0],
        [0, 0, 1],
      ],
      before: { least: 2, most: 3 },
      after: { least: 4, most: 5 },
      gained: { least: 3, most: 4 },
      lost: { least: 1, most: 2 },
      households: { gained: { least: 2, most: 3 }, lost: { least: 1, most: 2 } },
      fees: [{ id: 'permit', paid: { least: 1000, most: 3000 }, waived: { least: 1000, most: 3000 } }],
      minutes: { least: 30, most: 40 },
    },
  ])
})

test('rules that columns do not take are answered all the same: records, and numbers that are not exact', async () => {
  const fields = [...aCatalogue({ paid: 'boolean' }).values()]
  const facts = aCatalogue({ jobs: ['records', { fields }], loose: 'number' })
  const ruleset = aRuleset(facts, { paid: 'some job in jobs satisfies job.paid', little: 'loose + 1 < 2' })
  const jobs = (paid: boolean) => ({ jobs: { state: 'value' as const, items: [{ paid: known(paid) }] } })
  const people = [
    { facts: { loose: known(0.5) }, records: jobs(true) },
    { facts: { loose: known(0.5) }, records: jobs(false) },
    { facts: { loose: known(3) } },
    { facts: { loose: known(0.5) } },
  ]
  const builder = buildPopulation({ count: 9, today, facts: facts.values(), dimensions: [] })
  for (const person of people) builder.add({ ...person, in: {} })
  const found = await outcomesOf(builder.finish(), ruleset, { runner: threads, watching: {} })
  expect([...(found?.of ?? [])].map((code) => names[code])).toEqual(
    people.map((person) => explain(ruleset, { today, ...person }).answer),
  )
  expect(found?.asked).toBe(4)
})

test('a simulation that is stopped gives nothing, and one without a fact of the rule is not begun', async () => {
  const population = populationOf(
    fc.sample(fc.tuple(life, hiding), { numRuns: 50, seed: 6 }).map(([full, hide]) => hidden(full, hide)),
  )
  const before = aRuleset(catalogue, { one: 'flag' })
  const stopped = new AbortController()
  stopped.abort()
  expect(await simulate(population, [{ id: 'it', before }], { signal: stopped.signal })).toEqual({ finished: false })
  const done: number[] = []
  await simulate(population, [{ id: 'it', before }], { progress: (share) => done.push(share) })
  expect(done.at(-1)).toBe(1)
  const other = aRuleset(aCatalogue({ elsewhere: 'boolean' }), { one: 'elsewhere' })
  await expect(simulate(population, [{ id: 'it', before: other }])).rejects.toThrow('says nothing about elsewhere')
})

test('a change gives another ruleset, or every fault with its condition, line and column', () => {
  const before = aRuleset(catalogue, { one: 'flag', two: 'amount > 1' }, { closes: '2023-01-01' })
  const changed = changeRuleset(
    before,
    { conditions: { one: null, two: 'amount > 2' }, added: { three: 'other' }, window: {} },
    { catalogue },
  )
  expect(changed.ok && changed.value.conditions.map((one) => [one.id, one.expression.feel])).toEqual([
    ['two', 'amount > 2'],
    ['three', 'other'],
  ])
  const view = aView('2024-02-29', { amount: 3, other: true })
  expect(changed.ok && decide(changed.value, view).answer).toBe('yes')
  const refused = changeRuleset(before, { conditions: { two: 'amount >\n amout', four: 'flag' } }, { catalogue })
  expect(refused.ok ? [] : refused.faults.map(({ in: where, line, column }) => [where, line, column])).toEqual([
    ['four', 1, 1],
    ['two', 2, 2],
  ])
  expect(changeRuleset(before, { conditions: { one: null, two: null } }, { catalogue }).ok).toBe(false)
  const sentenceOf = aRuleset(catalogue, { one: 'flag', two: 'other' }, { eligibleWhen: 'one or two' })
  expect(changeRuleset(sentenceOf, { conditions: { one: null } }, { catalogue }).ok).toBe(false)
})
