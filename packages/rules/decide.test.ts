import { expect, test } from 'vitest'
import { decide } from './index.ts'
import { aCatalogue, aRuleset, aView, declined, none } from './testing/builders.ts'

const catalogue = aCatalogue({
  entry_date: 'date',
  leave_date: 'date',
  birth_date: 'date',
  income: 'number',
  married: 'boolean',
  guardian: 'boolean',
  poor: 'boolean',
  nationality: ['code', 'VE', 'CU', 'YS'],
  town: 'text',
  ties: ['codes', 'work', 'family', 'study'],
  age: ['number', { derive: 'years and months duration(birth_date, today).years' }],
})

const today = '2024-09-01'

test('all conditions, any of them, or a sentence over them', () => {
  const conditions = { a: 'married', b: 'poor', c: 'guardian' }
  const view = aView(today, { married: true, poor: false })
  expect(decide(aRuleset(catalogue, conditions), view).answer).toBe('no')
  expect(decide(aRuleset(catalogue, conditions, { eligibleWhen: 'any' }), view).answer).toBe('yes')
  expect(decide(aRuleset(catalogue, conditions, { eligibleWhen: 'a and (b or c)' }), view).answer).toBe('unknown')
  expect(decide(aRuleset(catalogue, conditions, { eligibleWhen: 'a and not(b)' }), view).answer).toBe('yes')
})

test('each condition says on which facts it hangs', () => {
  const ruleset = aRuleset(catalogue, { a: 'married or poor', b: 'entry_date <= today', c: 'guardian' })
  expect(decide(ruleset, aView(today, { married: declined, entry_date: '2024', guardian: true })).conditions).toEqual([
    { id: 'a', truth: 'unknown', open: ['poor'], declined: ['married'], exact: true },
    { id: 'b', truth: 'unknown', open: ['entry_date'], declined: [], exact: true },
    { id: 'c', truth: 'yes', open: [], declined: [], exact: true },
  ])
})

test('what is certain whichever way an unknown fact turns out is said', () => {
  const conditions = { wed: 'married and poor', single: 'not(married) and poor' }
  const ruleset = aRuleset(catalogue, conditions, { eligibleWhen: 'any' })
  expect(decide(ruleset, aView(today, { poor: true })).answer).toBe('yes')
  expect(decide(ruleset, aView(today)).answer).toBe('unknown')
})

test('a child and an adult variant together cover every birth date', () => {
  const ruleset = aRuleset(catalogue, { child: 'age < 18 and guardian', grown: 'age >= 18 and poor' }, { eligibleWhen: 'any' })
  expect(decide(ruleset, aView(today, { guardian: true, poor: true })).answer).toBe('yes')
  expect(decide(ruleset, aView(today, { guardian: true, poor: true, birth_date: '2006' })).answer).toBe('yes')
  expect(decide(ruleset, aView(today, { guardian: false, poor: true, birth_date: '2006' })).answer).toBe('unknown')
  expect(decide(ruleset, aView(today, { guardian: false, poor: true, birth_date: none })).answer).toBe('invalid')
})

test('two ranges that leave no day between them are a no', () => {
  const ruleset = aRuleset(catalogue, { a: 'entry_date < date("2020-01-01")', b: 'entry_date > date("2021-01-01")' })
  expect(decide(ruleset, aView(today)).answer).toBe('no')
  const touching = aRuleset(catalogue, { a: 'entry_date <= date("2020-01-01")', b: 'entry_date >= date("2020-01-01")' })
  expect(decide(touching, aView(today)).answer).toBe('unknown')
  expect(decide(touching, aView(today, { entry_date: '2020-01' })).answer).toBe('unknown')
})

test('numbers that lie between two bounds are found, and gaps between them', () => {
  const gap = aRuleset(catalogue, { a: 'income < 0.1', b: 'income > 0.1' }, { eligibleWhen: 'any' })
  expect(decide(gap, aView(today)).answer).toBe('unknown')
  const closed = aRuleset(catalogue, { a: 'income < 0.1', b: 'income >= 0.1' }, { eligibleWhen: 'any' })
  expect(decide(closed, aView(today)).answer).toBe('yes')
})

test('codes that the conditions use up, and a text that no list bounds', () => {
  const codes = aRuleset(catalogue, { a: 'nationality = "VE"', b: 'nationality in ("CU", "YS")' }, { eligibleWhen: 'any' })
  // Someone may have no nationality at all: the stateless are not among the codes.
  expect(decide(codes, aView(today)).answer).toBe('unknown')
  const withNone = aRuleset(
    catalogue,
    { a: 'nationality = null', b: 'nationality in ("CU", "YS", "VE")' },
    { eligibleWhen: 'any' },
  )
  expect(decide(withNone, aView(today)).answer).toBe('yes')
  const towns = aRuleset(catalogue, { a: 'town = "Asa"', b: 'town != "Asa"' }, { eligibleWhen: 'any' })
  expect(decide(towns, aView(today)).answer).toBe('yes')
  const lists = aRuleset(catalogue, { a: 'list contains(ties, "work")', b: 'not("work" in ties)' }, { eligibleWhen: 'any' })
  expect(decide(lists, aView(today)).answer).toBe('yes')
})

test('two open facts that meet in one comparison stay unknown unless their ranges decide', () => {
  const ruleset = aRuleset(catalogue, { stayed: 'leave_date - entry_date >= duration("P90D")' })
  expect(decide(ruleset, aView(today)).answer).toBe('unknown')
  expect(decide(ruleset, aView(today, { entry_date: '2023', leave_date: '2024-06' })).answer).toBe('yes')
  expect(decide(ruleset, aView(today, { entry_date: '2024-03', leave_date: '2024-06' })).answer).toBe('unknown')
})

test('outside the window the answer is no, and the conditions are told apart from it', () => {
  const ruleset = aRuleset(catalogue, { a: 'married' }, { opens: '2024-05-23', closes: '2025-05-23' })
  const view = (day: string): Parameters<typeof decide>[1] => aView(day, { married: true })
  expect(decide(ruleset, view('2024-05-22'))).toMatchObject({ answer: 'no', met: 'yes', window: 'not-yet' })
  expect(decide(ruleset, view('2024-05-23'))).toMatchObject({ answer: 'yes', window: 'open' })
  expect(decide(ruleset, view('2025-05-23'))).toMatchObject({ answer: 'yes', window: 'open' })
  expect(decide(ruleset, view('2025-05-24'))).toMatchObject({ answer: 'no', met: 'yes', window: 'closed' })
  expect(decide(ruleset, aView('2025-05-24'))).toMatchObject({ answer: 'no', met: 'unknown' })
})

test('no conditions: all of none hold, any of none does not', () => {
  expect(decide(aRuleset(catalogue, {}), aView(today)).answer).toBe('yes')
  expect(decide(aRuleset(catalogue, {}, { eligibleWhen: 'any' }), aView(today)).answer).toBe('no')
})

test('more than twelve open facts are not searched, and are never guessed', () => {
  const names = Array.from({ length: 13 }, (_, index) => `f${index}`)
  const many = aCatalogue(Object.fromEntries(names.map((name) => [name, 'boolean'])))
  const text = names.map((name) => `(${name} or not(${name}))`).join(' and ')
  expect(decide(aRuleset(many, { a: text }), aView(today)).answer).toBe('unknown')
  const few = names
    .slice(1)
    .map((name) => `(${name} or not(${name}))`)
    .join(' and ')
  expect(decide(aRuleset(many, { a: few }), aView(today)).answer).toBe('unknown')
  const fewer = names
    .slice(3)
    .map((name) => `(${name} or not(${name}))`)
    .join(' and ')
  expect(decide(aRuleset(many, { a: fewer }), aView(today)).answer).toBe('yes')
})

test('a fact that the catalogue says always has a value is none in no completion', () => {
  const either = 'code = "a" or code = "b"'
  const perhaps = aRuleset(aCatalogue({ code: ['code', 'a', 'b'] }), { either })
  expect(decide(perhaps, aView('2024-09-01')).answer).toBe('unknown')
  const always = aRuleset(aCatalogue({ code: ['code', 'a', 'b', { none: false }] }), { either })
  expect(decide(always, aView('2024-09-01')).answer).toBe('yes')
  expect(decide(always, aView('2024-09-01', { code: none })).answer).toBe('no')
})

test('a free text beside a code is one of the codes or none of them', () => {
  const both = aRuleset(aCatalogue({ code: ['code', 'a', 'b', { none: false }], word: ['text', { none: false }] }), {
    both: 'code = word and code != word',
  })
  expect(decide(both, aView('2024-09-01')).answer).toBe('no')
})
