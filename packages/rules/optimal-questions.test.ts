import { calendarDate } from '@convive/kernel'
import { expect, test } from 'vitest'
import { optimalQuestions } from './optimal-questions.ts'
import { aCatalogue, aRuleset } from './testing/builders.ts'

const catalogue = aCatalogue({ a: 'boolean', b: 'boolean', c: 'boolean' })
const today = calendarDate('2026-01-01')

test('a conjunction is asked by its least likely fact first', () => {
  const plan = optimalQuestions([aRuleset(catalogue, { a: 'a', b: 'b' })], { today, chances: { a: 0.9, b: 0.2 } })
  expect(plan.expected).toBeCloseTo(1 + 0.2)
  expect(plan.facts[plan.next([2, 2]) ?? -1]).toBe('b')
  expect(plan.next([2, 0])).toBe(undefined)
  expect(plan.next([2, 1])).toBe(0)
})

test('two of three takes two questions, and a third if they differ', () => {
  const two = aRuleset(catalogue, { ab: 'a and b', bc: 'b and c', ac: 'a and c' }, { eligibleWhen: 'any' })
  expect(optimalQuestions([two], { today, chances: {} }).expected).toBeCloseTo(2.5)
})
