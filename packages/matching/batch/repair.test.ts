import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repaired } from './repair.ts'

test.each([
  ['MuÃ±oz', 'Muñoz'],
  ['MarÃ­a JosÃ©', 'María José'],
  ['Ã‰lise', 'Élise'],
  ['Ã\u0089lise', 'Élise'],
  ['Conceição', 'Conceição'],
  ['Muñoz', 'Muñoz'],
  ['Ã±ñ', 'Ã±ñ'],
  ['محمد', 'محمد'],
  ['JoÃ£o 🌻', 'JoÃ£o 🌻'],
  ['', ''],
])('%s was meant as %s', (text, meant) => {
  expect(repaired(text)).toBe(meant)
})

const letters = fc.string({ unit: fc.constantFrom('a', 'e', ' ', 'ñ', 'á', 'é', 'ç', 'ã', 'Ü', 'É', 'œ'), maxLength: 12 })

test('whatever is read as Latin-1 by mistake comes back, and nothing that was read well is touched', () => {
  fc.assert(
    fc.property(letters, (text) => {
      expect(repaired(Buffer.from(text, 'utf8').toString('latin1'))).toBe(text)
      expect(repaired(text)).toBe(text)
    }),
  )
})
