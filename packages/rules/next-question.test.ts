import type { FactState, FactValue } from '@convive/facts'
import { expect, test } from 'vitest'
import { codesNamed, decide, measureInterview, nextQuestion, type Ruleset } from './index.ts'
import { interviewExample } from './testing/interview-example.ts'
import { aCatalogue, aRuleset, aView, declined, known } from './testing/builders.ts'

const catalogue = aCatalogue({
  joined_on: 'date',
  birth_date: 'date',
  local: 'boolean',
  paid: 'boolean',
  waived: 'boolean',
  swims: 'boolean',
  town: ['code', 'asa', 'bera', 'cira', 'dora', 'era'],
  skills: ['codes', 'crawl', 'dive', 'sing'],
  income: 'number',
  household: 'number',
  ill: ['boolean', { class: 2 }],
  harmed: ['boolean', { class: 3 }],
  paper: ['boolean', { cost: 5 }],
  age: ['number', { derive: 'years and months duration(birth_date, today).years' }],
})

function ask(
  rulesets: readonly Ruleset[],
  facts: Readonly<Record<string, FactValue | FactState>> = {},
  askable?: (fact: string) => boolean,
): string | undefined {
  const input = { rulesets, view: aView('2024-09-01', facts), catalogue }
  return nextQuestion(askable === undefined ? input : { ...input, askable })?.fact
}

test('the fact that most rulesets hang on comes first', () => {
  const rulesets = [
    aRuleset(catalogue, { a: 'local', b: 'paid' }, { id: 'one' }),
    aRuleset(catalogue, { a: 'local', b: 'swims' }, { id: 'two' }),
    aRuleset(catalogue, { a: 'local', b: 'waived' }, { id: 'three' }),
  ]
  expect(ask(rulesets)).toBe('local')
})

test('nothing is asked once every ruleset is decided, also when facts are missing', () => {
  const ruleset = aRuleset(catalogue, { a: 'local', b: 'paid' })
  expect(ask([ruleset], { local: false })).toBe(undefined)
  expect(ask([ruleset], { local: true, paid: true })).toBe(undefined)
  expect(ask([ruleset], { local: true })).toBe('paid')
  expect(ask([])).toBe(undefined)
  const closed = aRuleset(catalogue, { a: 'local' }, { closes: '2024-01-01' })
  expect(ask([closed])).toBe(undefined)
})

test('a declined fact, a date given in part and a fact that may not be asked are not asked again', () => {
  const ruleset = aRuleset(catalogue, { a: 'local', b: 'joined_on <= date("2024-05-23")' })
  expect(ask([ruleset], { local: declined, joined_on: '2024' })).toBe(undefined)
  expect(ask([ruleset], { local: declined })).toBe('joined_on')
  expect(ask([ruleset], {}, (fact) => fact !== 'local')).toBe('joined_on')
})

test('a derived fact is never asked, what it is derived from is', () => {
  expect(ask([aRuleset(catalogue, { grown: 'age >= 18' })])).toBe('birth_date')
})

test('a costly or sensitive fact comes after one that says as much', () => {
  expect(ask([aRuleset(catalogue, { a: 'paper', b: 'local' })])).toBe('local')
  expect(ask([aRuleset(catalogue, { a: 'ill', b: 'local' })])).toBe('local')
  expect(ask([aRuleset(catalogue, { a: 'harmed', b: 'ill' })])).toBe('ill')
  expect(ask([aRuleset(catalogue, { a: 'harmed', b: 'local' })], { local: true })).toBe('harmed')
})

test('a sensitive fact waits until it would decide', () => {
  const ruleset = aRuleset(catalogue, { a: 'harmed and paid or local and swims' })
  expect(ask([ruleset])).not.toBe('harmed')
  expect(ask([ruleset], { local: false })).toBe('paid')
  expect(ask([ruleset], { local: false, paid: false })).toBe(undefined)
  expect(ask([ruleset], { local: false, paid: true })).toBe('harmed')
})

test('weights from aggregates change what is asked first', () => {
  const rulesets = [aRuleset(catalogue, { a: 'local', b: 'paid' })]
  const view = aView('2024-09-01')
  const rarely = (rare: string): Parameters<typeof nextQuestion>[0] => ({
    rulesets,
    view,
    catalogue,
    weights: Object.fromEntries(
      ['local', 'paid'].map((fact) => [
        fact,
        [
          { state: known(true), weight: fact === rare ? 1 : 9 },
          { state: known(false), weight: fact === rare ? 9 : 1 },
        ],
      ]),
    ),
  })
  expect(nextQuestion(rarely('local'))?.fact).toBe('local')
  expect(nextQuestion(rarely('paid'))?.fact).toBe('paid')
})

const five: readonly Ruleset[] = [
  aRuleset(
    catalogue,
    { in_time: 'joined_on <= date("2024-05-23")', stayed: 'joined_on + duration("P180D") <= today', well: 'not(ill)' },
    { id: 'r1' },
  ),
  aRuleset(
    catalogue,
    { near: 'town in ("asa", "bera")', grown: 'age >= 18 or paid', poor: 'income / household < 706' },
    { id: 'r2' },
  ),
  aRuleset(
    catalogue,
    { near: 'town = "asa"', in_time: 'joined_on in [date("2021-05-29")..date("2023-05-28")]', able: '"dive" in skills' },
    { id: 'r3' },
  ),
  aRuleset(
    catalogue,
    {
      child: 'age < 18',
      able: 'some s in skills satisfies s in ("crawl", "dive")',
      long: 'joined_on + duration("P5Y") <= today',
    },
    { id: 'r4', eligibleWhen: 'any' },
  ),
  aRuleset(
    catalogue,
    { minor: 'age < 18 and local', major: 'age >= 18 and income >= 500', safe: 'not(harmed)' },
    { id: 'r5', eligibleWhen: '(minor or major) and safe' },
  ),
]

const person: Readonly<Record<string, FactValue>> = {
  joined_on: '2022-01-15',
  birth_date: '1990-03-02',
  local: true,
  paid: false,
  town: 'asa',
  skills: ['sing'],
  income: 300,
  household: 3,
  ill: false,
  harmed: false,
}

test('an interview ends with every ruleset decided, as the full truth decides them', () => {
  const facts: Record<string, FactValue> = {}
  const asked: string[] = []
  for (let fact = ask(five, facts); fact !== undefined; fact = ask(five, facts)) {
    expect(asked).not.toContain(fact)
    asked.push(fact)
    const value = person[fact]
    if (value !== undefined) facts[fact] = value
  }
  expect(asked.length).toBeLessThan(10)
  for (const ruleset of five) {
    const answer = decide(ruleset, aView('2024-09-01', facts)).answer
    expect(answer).not.toBe('unknown')
    expect(answer).toBe(decide(ruleset, aView('2024-09-01', person)).answer)
  }
})

test('the count of questions left goes down to one', () => {
  const first = nextQuestion({ rulesets: five, view: aView('2024-09-01'), catalogue })
  expect(first?.remaining).toBeGreaterThan(3)
  expect(first?.remaining).toBeLessThanOrEqual(10)
  const last = nextQuestion({ rulesets: five.slice(0, 1), view: aView('2024-09-01', { joined_on: '2022' }), catalogue })
  expect(last).toMatchObject({ fact: 'ill', remaining: 1 })
})

test('the interview asks hardly more than the best possible plan that knows how common each answer is, and never fewer than can be', () => {
  for (const seed of [1, 2, 3]) {
    const found = measureInterview(interviewExample(), { people: 400, seed, clock: () => 0 })
    const { optimal = 0 } = found
    expect(found).toMatchObject({ facts: 10, people: 400, wrong: 0 })
    expect(optimal).toBeGreaterThan(3)
    expect(found.askedKnowing / optimal).toBeLessThanOrEqual(1.1)
    expect(found.askedKnowing / optimal).toBeGreaterThan(0.97)
    expect(found.asked / optimal).toBeLessThanOrEqual(1.2)
    expect(found.least).toBeLessThanOrEqual(optimal)
    expect(found.form).toBeGreaterThan(found.asked)
  }
})

test('of a long list the answers that make a difference are those that expressions reading it name', () => {
  const rulesets = [
    aRuleset(catalogue, { a: 'town = "bera" or town = "dora"', b: 'list contains(skills, "dive")' }),
    aRuleset(catalogue, { a: 'local' }),
  ]
  expect([...codesNamed(rulesets, 'town')]).toEqual(['bera', 'dora'])
  expect([...codesNamed(rulesets, 'skills')]).toEqual(['dive'])
  expect([...codesNamed(rulesets, 'local')]).toEqual([])
})
