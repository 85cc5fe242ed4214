import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { minus, over, plus, times } from './decimal.ts'
import { decide } from './index.ts'
import { aCatalogue, aRuleset, aView, feel } from './testing/builders.ts'

const catalogue = aCatalogue({ income: 'number', rate: 'number' })

function isTrue(text: string, facts: Readonly<Record<string, number>> = {}): unknown {
  const found = feel(text, catalogue).evaluate(aView('2024-09-01', facts))
  return found.kind === 'value' ? found.value : found.kind
}

test('a tenth and two tenths are three tenths', () => {
  expect(isTrue('0.1 + 0.2 = 0.3')).toBe(true)
  expect(isTrue('0.3 - 0.1 = 0.2')).toBe(true)
  expect(isTrue('1.1 * 1.1 = 1.21')).toBe(true)
  expect(isTrue('0.3 / 0.1 = 3')).toBe(true)
  expect(isTrue('706.55 * 3 <= income', { income: 2119.65 })).toBe(true)
  expect(isTrue('income * rate > 30.15', { income: 100.5, rate: 0.3 })).toBe(false)
})

test('where a sum is not known, the amount that makes it exactly so is found', () => {
  const always = aRuleset(catalogue, { one: 'income + 0.1 = 0.3 or income != 0.2' })
  expect(decide(always, aView('2024-09-01')).answer).toBe('yes')
  expect(isTrue('income + 0.1 = 0.3', { income: 0.2 })).toBe(true)
})

const amounts = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100)

test('hundredths are added and multiplied as whole numbers are', () => {
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const [x, y] = [Math.round(a * 100), Math.round(b * 100)]
      expect(plus(a, b)).toBe((x + y) / 100)
      expect(minus(a, b)).toBe((x - y) / 100)
      expect(times(a, b) + 0).toBe((x * y) / 10_000 + 0)
      if (y !== 0) expect(over(a, b) + 0).toBe(x / y + 0)
    }),
    { seed: 3, numRuns: 2000 },
  )
})

test('a larger operand never gives a smaller result, so the ends of a range bound what lies between', () => {
  fc.assert(
    fc.property(fc.tuple(amounts, amounts), amounts, ([a, b], c) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      expect(plus(low, c)).toBeLessThanOrEqual(plus(high, c))
      expect(minus(c, low)).toBeGreaterThanOrEqual(minus(c, high))
      const size = Math.abs(c)
      expect(times(low, size)).toBeLessThanOrEqual(times(high, size))
      if (size > 0) expect(over(low, size)).toBeLessThanOrEqual(over(high, size))
    }),
    { seed: 4, numRuns: 2000 },
  )
})

test('sizes that no decimal of use has do not hang or fail', () => {
  expect(plus(1e308, 1e308)).toBe(Number.POSITIVE_INFINITY)
  expect(plus(1e300, 1e-300)).toBe(1e300)
  expect(times(1e-300, 1e-300)).toBe(0)
  expect(over(1e-300, 3)).toBe(3.3333333333333334e-301)
  expect(over(5e-324, 3)).toBe(0)
  expect(plus(Number.NEGATIVE_INFINITY, 0.5)).toBe(Number.NEGATIVE_INFINITY)
})
