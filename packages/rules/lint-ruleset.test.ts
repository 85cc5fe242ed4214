import { calendarDate } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { lintRuleset } from './index.ts'
import { aCatalogue, aRuleset } from './testing/builders.ts'

const catalogue = aCatalogue({
  birth_date: 'date',
  entry_date: 'date',
  claim_date: ['date', { none: true }],
  passport: ['code', 'valid', 'expired', { none: true }],
  flag: ['boolean', { none: false }],
  income: 'number',
  status: ['code', 'a', 'b', { none: false }],
  wage: [
    'number',
    {
      dated: [
        { from: '2024-01-01', value: 700 },
        { from: '2031-01-01', value: 800 },
      ],
    },
  ],
  age: ['number', { derive: 'years and months duration(birth_date, today).years' }],
})
const on = calendarDate('2026-11-26')

function found(conditions: Parameters<typeof aRuleset>[1], more: Parameters<typeof aRuleset>[2] = {}): readonly string[] {
  return lintRuleset(aRuleset(catalogue, conditions, more), on).map((one) => `${one.code} ${one.conditions.join(',')}`.trim())
}

test('rules that some meet and some do not are in order', () => {
  expect(
    found({
      adult: 'age >= 18',
      stayed: 'entry_date + duration("P90D") <= today',
      early: 'entry_date <= date("2026-01-01")',
      claimed: 'claim_date != null and claim_date <= date("2026-01-01")',
      paper: 'passport = "valid" or passport = null',
      poor: 'income < 706',
    }),
  ).toEqual([])
})

describe('a condition that decides nothing', () => {
  test.each([
    ['flag or not(flag)', 'rules/always-yes one'],
    ['flag and not(flag)', 'rules/always-no one'],
    ['status in ("a", "b")', 'rules/always-yes one'],
    ['entry_date < date("2026-01-01") or entry_date >= date("2026-01-01")', 'rules/always-yes one'],
    ['entry_date > date("2026-05-01") and entry_date < date("2026-05-02")', 'rules/always-no one'],
    ['birth_date <= entry_date or entry_date < birth_date', 'rules/always-yes one'],
    ['age >= 18 or age < 18', 'rules/always-yes one'],
    ['age > 18 and age < 19', 'rules/always-no one'],
    ['today >= date("2000-01-01") or flag', 'rules/always-yes one'],
  ])('%s', (text, expected) => expect(found({ one: text }, { opens: '2020-01-01' })).toEqual([expected]))

  test('a condition that holds once a dated value has changed is none', () => {
    expect(found({ dear: 'wage >= 800' })).toEqual([])
    expect(found({ dear: 'wage >= 900' })).toEqual(['rules/always-no dear'])
  })

  test('a condition that holds from some day on is none', () => {
    expect(found({ one: 'today >= date("2027-01-01") or flag' })).toEqual([])
    expect(found({ one: 'today >= date("2027-01-01") or flag' }, { opens: '2027-01-01' })).toEqual(['rules/always-yes one'])
  })
})

describe('conditions that exclude each other', () => {
  test('two of three are named', () => {
    expect(found({ adult: 'age >= 18', poor: 'income < 706', child: 'age < 18' })).toEqual(['rules/never-met adult,child'])
    expect(found({ in: 'status = "a"', out: 'status = "b"' })).toEqual(['rules/never-met in,out'])
  })

  test('where any of them is enough they do not', () => {
    expect(found({ adult: 'age >= 18', child: 'age < 15' }, { eligibleWhen: 'any' })).toEqual([])
    expect(found({ adult: 'age >= 18', child: 'age < 18' }, { eligibleWhen: 'adult and child' })).toEqual([
      'rules/never-met adult,child',
    ])
  })

  test('and only together, all are named', () => {
    const three = { a: 'flag or status = "a"', b: 'not(flag)', c: 'status = "b"' }
    expect(found(three)).toEqual(['rules/never-met a,b,c'])
  })
})

test('a window that closes before it opens lets nobody in', () => {
  expect(found({ one: 'flag' }, { opens: '2026-05-01', closes: '2026-04-30' })).toEqual(['rules/never-open'])
  expect(found({ one: 'flag' }, { opens: '2026-05-01', closes: '2026-05-01' })).toEqual([])
})

describe('a fact that may be none', () => {
  test.each([
    ['claim_date <= date("2026-01-01")'],
    ['flag or claim_date <= date("2026-01-01")'],
    ['claim_date = null and claim_date <= date("2026-01-01")'],
  ])('%s does not say what holds then', (text) => expect(found({ one: text })).toContain('rules/none-not-handled one'))

  test.each([
    ['claim_date != null and claim_date <= date("2026-01-01")'],
    ['claim_date = null or claim_date <= date("2026-01-01")'],
    ['if claim_date = null then flag else claim_date <= date("2026-01-01")'],
    ['passport = "valid"'],
    ['passport in ("valid", "expired")'],
    ['entry_date <= date("2026-01-01")'],
  ])('%s does', (text) => expect(found({ one: text })).toEqual([]))
})
