import { expect, test } from 'vitest'
import { explain, fromWhen, untilWhen, whatWouldChange } from './index.ts'
import { aCatalogue, aRuleset, aView, declined, known, none } from './testing/builders.ts'

/** The conditions of the swimming club of Ysapy. */
const catalogue = aCatalogue({
  joined_on: 'date',
  birth_date: 'date',
  test_on: 'date',
  authorised: 'boolean',
  fee_paid: 'boolean',
  fee_waived: 'boolean',
  banned: 'boolean',
  income: 'number',
  skills: ['codes', 'crawl', 'dive', 'rescue', 'sing'],
  town: ['code', 'asa', 'bera', 'cira'],
  age: ['number', { derive: 'years and months duration(birth_date, today).years' }],
})

const club = aRuleset(catalogue, {
  before_cutoff: 'joined_on <= date("2024-05-23")',
  half_a_year: ['joined_on + duration("P180D") <= today', 'time'],
  skilled: ['some s in skills satisfies s in ("crawl", "dive", "rescue")', 'action'],
  clean: 'not(banned)',
})

test('too early: the failed condition, and the day from which it holds', () => {
  const view = aView('2024-09-01', { joined_on: '2024-05-01', skills: ['crawl'], banned: false })
  expect(explain(club, view)).toMatchObject({ answer: 'no', because: ['half_a_year'] })
  expect(explain(club, view).failed).toMatchObject([{ id: 'half_a_year', fixable: 'time', cite: 'law' }])
  expect(fromWhen(club, view)).toBe('2024-10-28')
})

test('a no names every failed condition, also while other facts are unknown', () => {
  const view = aView('2024-09-01', { joined_on: '2024-06-02' })
  const found = explain(club, view)
  expect(found).toMatchObject({ answer: 'no', because: ['before_cutoff', 'half_a_year'], open: ['skills', 'banned'] })
  expect(fromWhen(club, view)).toBe(undefined)
})

test('an unknown says on what it hangs and what was declined', () => {
  const found = explain(club, aView('2024-12-01', { joined_on: '2024-05', banned: declined }))
  expect(found.answer).toBe('unknown')
  expect(found.waiting.map((one) => [one.id, one.open, one.declined])).toEqual([
    ['before_cutoff', ['joined_on'], []],
    ['skilled', ['skills'], []],
    ['clean', [], ['banned']],
  ])
  expect(found.fulfilled.map((one) => one.id)).toEqual(['half_a_year'])
  expect(found.because).toEqual([])
})

test('a yes by any of several needs only one of them', () => {
  const anyOf = aRuleset(catalogue, { a: 'authorised', b: 'fee_paid', c: 'fee_waived' }, { eligibleWhen: 'any' })
  expect(explain(anyOf, aView('2024-09-01', { authorised: true, fee_paid: true, fee_waived: false })).because).toHaveLength(1)
  const mixed = aRuleset(catalogue, { a: 'authorised', b: 'fee_paid', c: 'fee_waived' }, { eligibleWhen: 'a and (b or c)' })
  expect(explain(mixed, aView('2024-09-01', { authorised: true, fee_paid: false, fee_waived: true })).because).toEqual(['a', 'c'])
})

test('a condition without meaning is set apart for a human', () => {
  const ruleset = aRuleset(catalogue, { tested: 'test_on <= today', clean: 'not(banned)' })
  const found = explain(ruleset, aView('2024-09-01', { test_on: none, banned: false }))
  expect(found.answer).toBe('invalid')
  expect(found.invalid.map((one) => one.id)).toEqual(['tested'])
})

test('from when: a birthday on 29 February, a window that opens, and what never comes', () => {
  const grown = aRuleset(catalogue, { grown: ['age >= 18', 'time'] })
  expect(fromWhen(grown, aView('2020-01-01', { birth_date: '2004-02-29' }))).toBe('2022-02-28')
  expect(fromWhen(grown, aView('2022-02-28', { birth_date: '2004-02-29' }))).toBe(undefined)
  expect(fromWhen(grown, aView('2022-02-27', { birth_date: '2004-02-29' }))).toBe('2022-02-28')
  expect(fromWhen(grown, aView('2020-01-01', { birth_date: '2004' }))).toBe('2022-12-31')
  expect(fromWhen(grown, aView('2020-01-01'))).toBe(undefined)
  expect(fromWhen(grown, aView('2020-01-01', { birth_date: '2004-02-29' }), 1)).toBe(undefined)
  const opening = aRuleset(catalogue, { paid: 'fee_paid' }, { opens: '2024-01-01', closes: '2024-12-31' })
  expect(fromWhen(opening, aView('2023-06-01', { fee_paid: true }))).toBe('2024-01-01')
  expect(fromWhen(opening, aView('2025-06-01', { fee_paid: true }))).toBe(undefined)
})

test('from when is certain or not said: an unknown fact must not matter on that day', () => {
  const ruleset = aRuleset(catalogue, {
    waited: 'joined_on + duration("P1Y") <= today or fee_paid and joined_on + duration("P1M") <= today',
  })
  expect(fromWhen(ruleset, aView('2024-03-01', { joined_on: '2024-03-01' }))).toBe('2025-03-01')
  expect(fromWhen(ruleset, aView('2024-03-01', { joined_on: '2024-03-01', fee_paid: true }))).toBe('2024-04-01')
})

test('until when: a child grows up, a test expires, a window closes', () => {
  const child = aRuleset(catalogue, { child: 'age < 18' })
  expect(untilWhen(child, aView('2020-01-01', { birth_date: '2004-06-15' }))).toBe('2022-06-14')
  expect(untilWhen(child, aView('2020-01-01', { birth_date: '2004' }))).toBe('2021-12-31')
  const tested = aRuleset(catalogue, { tested: 'today <= test_on + duration("P1Y")' }, { closes: '2024-12-31' })
  expect(untilWhen(tested, aView('2024-02-01', { test_on: '2023-06-15' }))).toBe('2024-06-15')
  expect(untilWhen(tested, aView('2024-02-01', { test_on: '2024-01-15' }))).toBe('2024-12-31')
  expect(untilWhen(tested, aView('2025-02-01', { test_on: '2024-06-15' }))).toBe(undefined)
  expect(untilWhen(aRuleset(catalogue, { paid: 'fee_paid' }), aView('2024-02-01', { fee_paid: true }))).toBe(undefined)
})

test('from and until agree with trying every day', () => {
  const band = aRuleset(catalogue, {
    band: 'age in [17..18] and joined_on + duration("P3M") <= today or today - joined_on > duration("P900D")',
  })
  const facts = { birth_date: '2005-08-31', joined_on: '2022-05-31' }
  const days: string[] = []
  for (let year = 2022; year <= 2025; year += 1) {
    for (const month of ['01', '03', '05', '08', '10']) days.push(`${year}-${month}-30`)
  }
  for (const day of days) {
    const view = aView(day, facts)
    const from = fromWhen(band, view)
    const until = untilWhen(band, view)
    if (explain(band, view).answer === 'yes') expect(from).toBe(undefined)
    else expect(until).toBe(undefined)
    if (from !== undefined) expect(explain(band, aView(from, facts)).answer).toBe('yes')
    if (until !== undefined) expect(explain(band, aView(until, facts)).answer).toBe('yes')
  }
  expect(fromWhen(band, aView('2022-06-01', facts))).toBe('2022-08-31')
  expect(untilWhen(band, aView('2022-08-31', facts))).toBe('2024-08-30')
  expect(fromWhen(band, aView('2024-08-31', facts))).toBe('2024-11-17')
})

const all = ['skills', 'fee_paid', 'fee_waived', 'joined_on', 'banned', 'town', 'income']

test('what would change it: any one of the skills asked for', () => {
  const view = aView('2025-01-01', { joined_on: '2024-05-01', skills: ['sing'], banned: false })
  expect(whatWouldChange(club, view, { askableFacts: all })).toEqual([
    [{ fact: 'skills', to: known(['sing', 'crawl']) }],
    [{ fact: 'skills', to: known(['sing', 'dive']) }],
    [{ fact: 'skills', to: known(['sing', 'rescue']) }],
  ])
  expect(whatWouldChange(club, view, { askableFacts: ['town'] })).toEqual([])
})

test('nothing is offered against a condition that cannot be fixed', () => {
  const banned = aView('2025-01-01', { joined_on: '2024-05-01', skills: [], banned: true })
  expect(whatWouldChange(club, banned, { askableFacts: all })).toEqual([])
  const late = aView('2025-01-01', { joined_on: '2024-08-01', skills: [], banned: false })
  expect(whatWouldChange(club, late, { askableFacts: all })).toEqual([])
})

test('two changes together, when one is not enough', () => {
  const ruleset = aRuleset(catalogue, {
    near: ['town in ("asa", "bera")', 'action'],
    paid: ['fee_paid or fee_waived', 'evidence'],
  })
  const view = aView('2025-01-01', { town: 'cira', fee_paid: false, fee_waived: false })
  const found = whatWouldChange(ruleset, view, { askableFacts: all })
  expect(found).toHaveLength(4)
  expect(found).toContainEqual([
    { fact: 'town', to: known('asa') },
    { fact: 'fee_waived', to: known(true) },
  ])
  expect(whatWouldChange(ruleset, aView('2025-01-01', { town: 'asa' }), { askableFacts: all })).toEqual([
    [{ fact: 'fee_paid', to: known(true) }],
    [{ fact: 'fee_waived', to: known(true) }],
  ])
  expect(whatWouldChange(ruleset, aView('2025-01-01', { town: 'asa', fee_paid: true }), { askableFacts: all })).toEqual([])
})

test('of a number or a day, the nearest value that is enough', () => {
  const poor = aRuleset(catalogue, { poor: ['income < 706', 'evidence'] })
  const found = whatWouldChange(poor, aView('2025-01-01', { income: 900 }), { askableFacts: all })
  expect(found).toHaveLength(1)
  const [[change] = []] = found
  expect(change?.to.state === 'value' ? change.to.value : undefined).toBeCloseTo(706)
  const tested = aRuleset(catalogue, { tested: ['test_on + duration("P1Y") >= today', 'action'] })
  expect(whatWouldChange(tested, aView('2025-01-01', { test_on: '2020-01-01' }), { askableFacts: ['test_on'] })).toEqual([
    [{ fact: 'test_on', to: known('2024-01-01') }],
  ])
})
