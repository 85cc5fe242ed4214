import type { FactRecord, FactState, RecordsState } from '@convive/facts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certificateOf, compileExpression, decide, fromWhen, timesOf, type FactView } from './index.ts'
import { aCatalogue, aRuleset, aView, declined, known, none, unknown } from './testing/builders.ts'

const parts = aCatalogue({
  starts: 'date',
  ends: ['date', { none: true }],
  days: 'number',
  abroad: 'boolean',
  place: ['code', 'x', 'y'],
})
const catalogue = aCatalogue({
  stays: ['records', { fields: [...parts.values()] }],
  kin: ['records', { fields: [...aCatalogue({ birth: 'date', tie: ['code', 'child', 'spouse'], earns: 'number' }).values()] }],
  entry: 'date',
  poor: 'boolean',
  student: 'boolean',
  refugee: 'boolean',
  income: 'number',
  wage: [
    'number',
    {
      dated: [
        { from: '2024-01-01', value: 700 },
        { from: '2023-01-01', value: 600 },
        { from: '2025-01-01', value: 800 },
      ],
    },
  ],
  limit: [
    'number',
    {
      cases: [
        { is: '10', rank: 0 },
        { is: '20', when: 'poor', rank: 1 },
        { is: '30', when: 'student', rank: 1 },
        { is: '99', when: 'refugee', rank: 2 },
      ],
    },
  ],
})
const today = '2024-09-01'
const some = (...items: readonly Readonly<Record<string, FactState | string | number | boolean>>[]): RecordsState => ({
  state: 'value',
  items: items.map((item): FactRecord =>
    Object.fromEntries(Object.entries(item).map(([id, one]) => [id, typeof one === 'object' ? one : known(one)])),
  ),
})
const opened = (list: RecordsState): RecordsState => (list.state === 'value' ? { ...list, open: true } : list)
const view = (records: FactView['records'], facts: Parameters<typeof aView>[1] = {}): FactView => ({
  ...aView(today, facts),
  records: records ?? {},
})
const answer = (condition: string, seen: FactView): string => decide(aRuleset(catalogue, { one: condition }), seen).answer

describe('several things of a kind', () => {
  const children = some({ birth: '2010-05-01', tie: 'child', earns: 0 }, { birth: '1980-01-01', tie: 'spouse', earns: 300 })

  test('are gone through one by one, and filtered', () => {
    expect(
      answer('some k in kin satisfies k.tie = "child" and k.birth + duration("P18Y") > today', view({ kin: children })),
    ).toBe('yes')
    expect(answer('every k in kin satisfies k.tie = "child"', view({ kin: children }))).toBe('no')
    expect(answer('count(kin[tie = "child"]) = 1 and count(kin[item.earns > 1000]) = 0', view({ kin: children }))).toBe('yes')
    expect(
      answer('sum(kin.earns) = 300 and max(kin.earns) = 300 and min(kin.birth) = date("1980-01-01")', view({ kin: children })),
    ).toBe('yes')
    expect(answer('sum(for k in kin return k.earns * 12) = 3600', view({ kin: children }))).toBe('yes')
  })

  test('a part that nobody knows leaves open only what hangs on it', () => {
    const partly = some(
      { birth: '2010-05-01', tie: unknown, earns: declined },
      { birth: '1980-01-01', tie: 'spouse', earns: 300 },
    )
    expect(answer('some k in kin satisfies k.tie = "child"', view({ kin: partly }))).toBe('unknown')
    expect(answer('some k in kin satisfies k.tie = "spouse"', view({ kin: partly }))).toBe('yes')
    expect(answer('count(kin[tie = "spouse"]) <= 2', view({ kin: partly }))).toBe('yes')
    expect(answer('some k in kin satisfies k.tie = "child" or k.tie = "spouse"', view({ kin: partly }))).toBe('yes')
    // The same part twice is the same part.
    expect(answer('every k in kin satisfies k.earns < 5 or k.earns >= 5', view({ kin: partly }))).toBe('yes')
    expect(decide(aRuleset(catalogue, { one: 'sum(kin.earns) > 5' }), view({ kin: partly })).conditions[0]?.declined).toEqual([
      'kin',
    ])
  })

  test('a list that is open holds at least these: some is yes or unknown, every no or unknown', () => {
    const atLeast: RecordsState = opened(children)
    expect(answer('some k in kin satisfies k.tie = "child"', view({ kin: atLeast }))).toBe('yes')
    expect(answer('some k in kin satisfies k.earns = 7', view({ kin: atLeast }))).toBe('unknown')
    expect(answer('every k in kin satisfies k.earns < 1000', view({ kin: atLeast }))).toBe('unknown')
    expect(answer('every k in kin satisfies k.earns < 100', view({ kin: atLeast }))).toBe('no')
    expect(answer('count(kin) >= 2', view({ kin: atLeast }))).toBe('yes')
    expect(answer('count(kin) = 2', view({ kin: atLeast }))).toBe('unknown')
    expect(answer('sum(kin.earns) >= 300', view({ kin: atLeast }))).toBe('unknown')
  })

  test('another that may be there and has no meaning leaves it open whether the whole has one', () => {
    const condition = 'count(kin[earns / income > 0]) = 0'
    expect(answer(condition, view({ kin: some() }, { income: 0 }))).toBe('yes')
    expect(answer(condition, view({ kin: opened(some()) }, { income: 0 }))).toBe('unknown')
  })

  test('known to be none, empty, unknown or declined', () => {
    expect(answer('some k in kin satisfies k.earns > 0', view({ kin: { state: 'none' } }))).toBe('no')
    expect(answer('count(kin) = 0 and sum(kin.earns) = 0', view({ kin: some() }))).toBe('yes')
    expect(answer('some k in kin satisfies k.earns > 0', view({}))).toBe('unknown')
    expect(answer('some k in kin satisfies k.earns > 0', view({ kin: { state: 'declined' } }))).toBe('unknown')
    expect(answer('min(kin.birth) < today', view({ kin: some() }))).toBe('invalid')
  })

  test('the proof of an answer names the list', () => {
    const rule = aRuleset(catalogue, { one: 'some k in kin satisfies k.tie = "child"', two: 'poor or not(poor)' })
    expect(certificateOf(rule, view({ kin: children }, { poor: true }))?.facts).toEqual(['kin'])
  })

  test.each([
    ['count(kin[birthday < today]) > 0', 'rules/unknown-fact'],
    ['some k in kin satisfies k.brith < today', 'rules/unknown-fact'],
    ['some k in kin satisfies k = 1', 'rules/wrong-type'],
    ['sum(kin.birth) > 0', 'rules/wrong-type'],
    ['sum(kin.tie) > 0', 'rules/wrong-type'],
    ['"x" in kin', 'rules/wrong-type'],
    ['kin = kin', 'rules/not-supported'],
    ['days covered(kin, entry, today) > 3', 'rules/wrong-type'],
    ['days covered(entry, entry, today) > 3', 'rules/wrong-type'],
    ['count(for k in kin return k.earns) > 3', 'rules/not-supported'],
    ['wages(entry) > 3', 'rules/not-supported'],
    ['max(entry, 3) > 3', 'rules/wrong-type'],
    ['floor(entry) > 3', 'rules/wrong-type'],
  ])('%s is refused', (feel, code) => {
    const compiled = compileExpression({ feel, catalogue, expects: 'boolean' })
    expect(compiled.ok ? 'read' : compiled.faults[0]?.code).toBe(code)
  })
})

describe('histories', () => {
  const stays = some(
    { starts: '2024-01-01', ends: '2024-01-31', days: 31, abroad: false, place: 'x' },
    { starts: '2024-01-20', ends: '2024-02-10', days: 22, abroad: false, place: 'y' },
    { starts: '2024-08-01', ends: none, days: 0, abroad: true, place: 'x' },
  )
  const covered = (records: RecordsState, comparison: string): string =>
    answer(`days covered(stays, date("2024-01-01"), today) ${comparison}`, view({ stays: records }))

  test('a day in two of them counts once, and one that has no end goes on', () => {
    expect(covered(stays, '= 41 + 32')).toBe('yes')
    expect(answer('days covered(stays[not(abroad)], date("2024-01-01"), today) = 41', view({ stays }))).toBe('yes')
    expect(answer('days covered(stays, today, date("2024-01-01")) = 0', view({ stays }))).toBe('yes')
    // From 11 February to 31 July 2024.
    expect(answer('longest gap(stays, date("2024-01-01"), today) = 172', view({ stays }))).toBe('yes')
    expect(answer('longest gap(stays, date("2023-12-01"), date("2024-02-29")) = 31', view({ stays }))).toBe('yes')
  })

  test('days known in part give bounds', () => {
    const about = some({ starts: '2024-01', ends: '2024-03-31' })
    expect(covered(about, '>= 61')).toBe('yes')
    expect(covered(about, '<= 91')).toBe('yes')
    expect(covered(about, '>= 70')).toBe('unknown')
    expect(answer('longest gap(stays, date("2024-01-01"), today) >= 154', view({ stays: about }))).toBe('yes')
    expect(covered(opened(about), '<= 91')).toBe('unknown')
  })

  test('absence under ninety days a year, from a day on', () => {
    const rule = aRuleset(catalogue, { one: 'days covered(stays[abroad], today - duration("P365D"), today) <= 90' })
    const gone = some({ starts: '2024-01-01', ends: '2024-06-30', abroad: true })
    expect(decide(rule, view({ stays: gone })).answer).toBe('no')
    // On 1 April 2025 the last 366 days hold 91 of them, on the 2nd 90.
    expect(fromWhen(rule, view({ stays: gone }))).toBe('2025-04-02')
  })
})

describe('values that change with the day', () => {
  test('stand as on the day asked about', () => {
    expect(answer('income >= wage', view({}, { income: 700 }))).toBe('yes')
    expect(answer('income >= wage(entry)', view({}, { income: 650, entry: '2023-12-31' }))).toBe('yes')
    expect(answer('income >= wage(entry)', view({}, { income: 650, entry: '2024-01-01' }))).toBe('no')
    expect(answer('income >= wage(entry)', view({}, { income: 650, entry: '2023' }))).toBe('yes')
    expect(answer('income >= wage(entry)', view({}, { income: 650, entry: '2024~' }))).toBe('unknown')
    expect(answer('income >= wage(entry)', view({}, { income: 650, entry: '2022-12-31' }))).toBe('invalid')
  })

  test('turn an answer on the day they change', () => {
    const rule = aRuleset(catalogue, { one: 'income >= wage' })
    expect(timesOf(rule, view({}, { income: 750 }))).toEqual({
      from: { earliest: today, latest: today },
      until: { earliest: '2025-01-01', latest: '2025-01-01' },
    })
  })
})

describe('a rule and its exceptions', () => {
  const facts = { poor: false, student: false, refugee: false }
  const limit = (told: Readonly<Record<string, FactState | boolean>>, value: number): string =>
    answer(`limit = ${value}`, view({}, { ...facts, ...told }))

  test('the exception of the highest rank gives the value', () => {
    expect(limit({}, 10)).toBe('yes')
    expect(limit({ poor: true }, 20)).toBe('yes')
    expect(limit({ student: true, refugee: true }, 99)).toBe('yes')
    // An exception above settles what two below it would contradict.
    expect(limit({ poor: true, student: true, refugee: true }, 99)).toBe('yes')
  })

  test('two of one rank that contradict each other are a conflict, not a choice', () => {
    expect(limit({ poor: true, student: true }, 20)).toBe('invalid')
    expect(limit({ poor: true, student: unknown }, 20)).toBe('unknown')
  })

  test('what is not known leaves open only what it can change', () => {
    expect(limit({ refugee: unknown }, 20)).toBe('no')
    expect(limit({ refugee: unknown }, 99)).toBe('unknown')
    expect(answer('limit >= 10', view({}, { ...facts, poor: declined }))).toBe('yes')
    expect(limit({ refugee: none }, 10)).toBe('invalid')
  })
})

test('smaller functions', () => {
  expect(answer('abs(income - 10) <= 3 and floor(income / 4) = 2 and ceiling(income / 4) = 3', view({}, { income: 9 }))).toBe(
    'yes',
  )
  expect(answer('entry.year = 2024', view({}, { entry: '2024-05' }))).toBe('yes')
  expect(answer('entry.year = 2024 or entry.year != 2024', view({}))).toBe('yes')
  expect(answer('max(entry, date("2024-01-01")) >= date("2024-01-01")', view({}))).toBe('yes')
  expect(answer('entry >= date(2024, 2, 29)', view({}, { entry: '2024-02-29' }))).toBe('yes')
})

/** What somebody is, and what of it is known. */
const day = fc.constantFrom('2024-01-01', '2024-02-29', '2024-03-01', '2024-06-30')
const record = fc.record({
  starts: day,
  ends: fc.oneof(day, fc.constant(null)),
  days: fc.integer({ min: 0, max: 3 }),
  abroad: fc.boolean(),
})
const hiding: fc.Arbitrary<Readonly<Record<string, boolean>>> = fc.record({
  starts: fc.boolean(),
  ends: fc.boolean(),
  days: fc.boolean(),
  abroad: fc.boolean(),
})
const sentences = [
  'some s in stays satisfies s.abroad and s.days > 1',
  'every s in stays satisfies s.days <= 2 or s.abroad',
  'count(stays[abroad]) >= 2',
  'count(stays[days > 1 and not(abroad)]) = 1',
  'sum(stays.days) > 3',
  'sum(for s in stays[abroad] return s.days) <= 2',
  'max(stays.days) = 3',
  'min(stays.starts) < date("2024-02-29")',
  'days covered(stays, date("2024-01-01"), today) > 60',
  'days covered(stays[abroad], date("2024-01-01"), today) <= 100',
  'longest gap(stays, date("2024-01-01"), today) >= 90',
  'some s in stays satisfies s.ends = null',
  'some s in stays satisfies s.ends != null and s.starts <= s.ends',
  'some s in stays satisfies (if s.abroad then s.days = 1 else s.days = 2)',
]

test('no answer on records is contradicted by what turns out to be so', () => {
  const told = { yes: 0, no: 0, unknown: 0, invalid: 0 }
  fc.assert(
    fc.property(
      fc.constantFrom(...sentences),
      fc.constantFrom(...sentences),
      fc.constantFrom('and', 'or'),
      fc.array(record, { maxLength: 3 }),
      fc.array(hiding, { minLength: 3, maxLength: 3 }),
      fc.constantFrom('closed', 'closed', 'open', 'unknown'),
      (one, two, join, items, hidden, how) => {
        const rule = aRuleset(catalogue, { one: `${one} ${join} not(${two})` })
        const state = (value: string | number | boolean | null): FactState => (value === null ? none : known(value))
        const full = some(
          ...items.map((item) => Object.fromEntries(Object.entries(item).map(([id, value]) => [id, state(value)]))),
        )
        const kept = items.slice(0, how === 'open' ? 1 : 3)
        const seen = kept.map((item, at) =>
          Object.fromEntries(Object.entries(item).map(([id, value]) => [id, hidden[at]?.[id] === true ? unknown : state(value)])),
        )
        const before = decide(
          rule,
          view({ stays: how === 'unknown' ? { state: 'unknown' } : how === 'open' ? opened(some(...seen)) : some(...seen) }),
        )
        const after = decide(rule, view({ stays: full })).answer
        told[before.answer] += 1
        expect(after).not.toBe('unknown')
        if (before.answer === 'yes') expect(after).not.toBe('no')
        if (before.answer === 'no') expect(after).not.toBe('yes')
      },
    ),
    { seed: 31, numRuns: 350 },
  )
  expect(Math.min(told.yes, told.no, told.unknown)).toBeGreaterThan(25)
})
