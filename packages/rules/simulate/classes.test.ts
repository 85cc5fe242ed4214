import type { FactState } from '@convive/facts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain, type Ruleset, type Truth } from '../index.ts'
import { aCatalogue, aRuleset, aView, known, none } from '../testing/builders.ts'
import { oneThread } from './run/one-thread.ts'
import { outcomesOf } from './run/outcomes.ts'
import { buildPopulation } from './population.ts'

const { today } = aView('2024-02-29')
const names: readonly Truth[] = ['invalid', 'yes', 'no', 'unknown', 'invalid']
const facts = aCatalogue({
  born: 'date',
  entered: ['date', { always: ['born <= entered', 'entered <= today'] }],
  left: ['date', { always: ['entered <= left'] }],
  wed: ['date', { none: true, always: ['born <= wed'] }],
  parted: ['date', { none: true, always: ['wed <= parted'] }],
  flag: 'boolean',
})
/** Each reads days alone, two days together, or whether there is one. */
const conditions = [
  'born + duration("P18Y") <= today or flag',
  'born < date("2010-03-01") or born >= date("2012-01-01")',
  '(entered >= date("2010-03-01") and not(flag)) or left < date("2015-03-01")',
  'entered < date("2012-01-01") or born >= date("2010-03-01")',
  'wed != null and (wed >= date("2012-01-01") or flag)',
  'wed = null or wed < date("2012-01-01") or entered < date("2010-03-01")',
  'left >= date("2010-03-01") or entered + duration("P1Y") <= left',
  'not(flag) or left < date("2012-01-01")',
  'parted >= date("2012-01-01") or wed = null',
  'wed = null or parted < date("2012-01-01") or wed < date("2011-06-01")',
  'if entered + duration("P1Y") <= left then flag or not(flag) else flag',
]
const days = ['2005-03-01', '2010-02-28', '2010-03-01', '2011-12-31', '2012-01-01', '2015-03-01', '2019-06-01']
const day: fc.Arbitrary<FactState | undefined> = fc.option(fc.constantFrom(...days).map(known), { nil: undefined, freq: 2 })
const dayOrNone = fc.oneof({ weight: 5, arbitrary: day }, { weight: 1, arbitrary: fc.constant(none) })
const person = fc.record({
  born: day,
  entered: day,
  left: day,
  wed: dayOrNone,
  parted: dayOrNone,
  flag: fc.option(fc.boolean().map(known), { nil: undefined }),
})

async function outcomes(ruleset: Ruleset, people: readonly Readonly<Record<string, FactState>>[]): Promise<readonly unknown[]> {
  const builder = buildPopulation({ count: people.length, today, facts: facts.values(), dimensions: [] })
  for (const one of people) builder.add({ facts: one, in: {} })
  const found = await outcomesOf(builder.finish(), ruleset, { runner: oneThread, watching: {} })
  return [found?.asked, ...[...(found?.of ?? [])].map((code) => names[code])]
}

test('who is told apart by nothing that a rule asks has the answer of each by themselves', async () => {
  const told = { yes: 0, no: 0, unknown: 0, invalid: 0 }
  let [asked, doubtful] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...conditions), { minLength: 2, maxLength: 3 }),
      fc.constantFrom('all', 'any'),
      fc.array(person, { minLength: 150, maxLength: 150 }),
      async (feels, eligibleWhen, drawn) => {
        const ruleset = aRuleset(facts, Object.fromEntries(feels.map((one, n) => [`c${n}`, one])), { eligibleWhen })
        const people = drawn.map((one) =>
          Object.fromEntries(Object.entries(one).flatMap(([id, state]) => (state === undefined ? [] : [[id, state] as const]))),
        )
        const expected = people.map((one) => explain(ruleset, { today, facts: one }).answer)
        const [count, ...found] = await outcomes(ruleset, people)
        expect(found).toEqual(expected)
        for (const truth of expected) told[truth] += 1
        asked += Number(count)
        doubtful += expected.filter((one) => one === 'unknown').length
      },
    ),
    { seed: 17, numRuns: 50 },
  )
  expect(Math.min(told.yes, told.no, told.unknown)).toBeGreaterThan(500)
  expect(asked).toBeGreaterThan(100)
  expect(asked).toBeLessThan(doubtful)
}, 120_000)

test('however many people differ only in days between which nothing turns, one is asked about', async () => {
  const ruleset = aRuleset(facts, { of_age: 'born + duration("P18Y") <= today' })
  const people = Array.from({ length: 3000 }, (_, n) => {
    const entered =
      n % 2 === 0 ? `2001-01-${String(1 + (n % 28)).padStart(2, '0')}` : `2015-${String(1 + (n % 12)).padStart(2, '0')}-01`
    return { entered: known(entered) }
  })
  const [asked, ...found] = await outcomes(ruleset, people)
  // Who entered eighteen years ago is of age whenever they were born.
  expect(found).toEqual(people.map((_, n) => (n % 2 === 0 ? 'yes' : 'unknown')))
  expect(asked).toBeLessThanOrEqual(2)
})

test('where no day is left for what is not known, there is none of it', async () => {
  const ruleset = aRuleset(facts, { married: 'wed != null and wed >= date("2012-01-01")' })
  const parted = known('2015-03-01')
  const people = [
    { born: known('2012-01-01'), parted },
    { born: known('2019-06-01'), parted },
  ]
  expect((await outcomes(ruleset, people)).slice(1)).toEqual(['unknown', 'no'])
})
