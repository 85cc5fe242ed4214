import type { FactCase } from '@convive/facts'
import { calendarDate } from '@convive/kernel'
import { expect, test } from 'vitest'
import { lintCases } from './index.ts'
import { aCatalogue } from './testing/builders.ts'

function findings(...cases: readonly FactCase[]): readonly (readonly [number, string])[] {
  const catalogue = aCatalogue({
    child: 'boolean',
    poor: 'boolean',
    birth: 'date',
    entry: ['date', { always: ['birth <= entry'] }],
    days: ['number', { cases }],
  })
  const fact = catalogue.get('days')
  if (fact === undefined) throw new Error('days is there')
  return lintCases(fact, catalogue, calendarDate('2026-01-01')).map(({ at, code }) => [at, code])
}

test('a rule with exceptions of growing rank is in order', () => {
  expect(
    findings({ is: '90', rank: 0 }, { is: '180', when: 'child', rank: 1 }, { is: '360', when: 'child and poor', rank: 2 }),
  ).toEqual([])
})

test('an exception that another always overrides never gives the value', () => {
  expect(
    findings({ is: '90', rank: 0 }, { is: '180', when: 'child and poor', rank: 1 }, { is: '360', when: 'child', rank: 2 }),
  ).toEqual([[1, 'rules/case-unreachable']])
  expect(findings({ is: '1', rank: 0 }, { is: '2', when: 'poor and not(poor)', rank: 1 })).toEqual([
    [1, 'rules/case-unreachable'],
  ])
  // Nobody enters before they are born.
  expect(findings({ is: '1', rank: 0 }, { is: '2', when: 'entry < birth', rank: 1 })).toEqual([[1, 'rules/case-unreachable']])
  expect(findings({ is: '1', rank: 0 }, { is: '2', when: 'child', rank: 1 }, { is: '3', when: 'not(child)', rank: 1 })).toEqual([
    [0, 'rules/case-unreachable'],
  ])
})

test('two of one rank that may hold at once and differ are told, those that agree or exclude each other are not', () => {
  expect(findings({ is: '90', rank: 0 }, { is: '180', when: 'child', rank: 1 }, { is: '360', when: 'poor', rank: 1 })).toEqual([
    [2, 'rules/cases-overlap'],
  ])
  expect(findings({ is: '90', rank: 0 }, { is: '180', when: 'child', rank: 1 }, { is: '180', when: 'poor', rank: 1 })).toEqual([])
  expect(
    findings({ is: '90', rank: 0 }, { is: '180', when: 'child', rank: 1 }, { is: '360', when: 'poor and not(child)', rank: 1 }),
  ).toEqual([])
  // One above both settles it.
  expect(
    findings(
      { is: '90', rank: 0 },
      { is: '180', when: 'child', rank: 1 },
      { is: '360', when: 'poor', rank: 1 },
      { is: '0', when: 'child and poor', rank: 2 },
    ),
  ).toEqual([])
})
