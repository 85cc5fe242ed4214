import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, isLocale, localeNames, locales, ok, refuse } from './index.ts'

test('an answer and a refusal are told apart by one word', () => {
  expect(ok(7)).toEqual({ ok: true, value: 7 })
  expect(refuse('registry/name-required', { code: 'registry/birth-after-entry', at: 'members.1.birth' })).toEqual({
    ok: false,
    refusals: [{ code: 'registry/name-required' }, { code: 'registry/birth-after-entry', at: 'members.1.birth' }],
  })
})

test('money is written without losing a digit', () => {
  expect(decimalOf({ minor: 12_345, currency: 'UYU', digits: 2 })).toBe('123.45')
  expect(decimalOf({ minor: 5, currency: 'UYU', digits: 2 })).toBe('0.05')
  expect(decimalOf({ minor: -5, currency: 'UYU', digits: 2 })).toBe('-0.05')
  expect(decimalOf({ minor: 500_000, currency: 'PYG', digits: 0 })).toBe('500000')
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 4 }), (minor, digits) => {
      expect(Number(decimalOf({ minor, currency: 'XXX', digits }).replace('.', ''))).toBe(minor)
    }),
  )
})

test('five languages, each with its own name', () => {
  expect(new Set(locales.map((locale) => localeNames[locale])).size).toBe(5)
  expect(isLocale('ht')).toBe(true)
  expect(isLocale('fr-HT')).toBe(false)
  expect(isLocale(undefined)).toBe(false)
})
