import { contextOf, numberOf } from '@convive/feel'
import { expect, test } from 'vitest'
import { agreement } from './same-value.ts'

const third = numberOf(1).div(3)

test.each([
  ['0.3', '0.3', 'same'],
  ['0.30000000001', '0.3', 'different'],
  ['562.7073593732659271562143285576524', '562.707359373292', 'to the digits written'],
  ['562.7073593742659271562143285576524', '562.707359373292', 'different'],
  ['60.58617166606633673745724928244262', '60.58617166606', 'to the digits written'],
  ['54.59815003314423907811026120286088', '54.59815003', 'to the digits written'],
  ['54.59815013314423907811026120286088', '54.59815003', 'different'],
  ['54.598150033', '54.59815003', 'different'],
])('%s where %s is expected: %s', (actual, expected, so) => {
  expect(agreement(numberOf(actual), numberOf(expected))).toBe(so)
})

test('a literal of few digits is no excuse, and kinds, lengths and keys must be those expected', () => {
  expect(agreement(third, numberOf('0.333'))).toBe('different')
  expect(agreement('1', numberOf(1))).toBe('different')
  expect(agreement([numberOf(1)], [numberOf(1), null])).toBe('different')
  expect(agreement(contextOf([['a', null]]), contextOf([['b', null]]))).toBe('different')
  expect(agreement([third], [numberOf('0.33333333')])).toBe('to the digits written')
})
