import { expect, test } from 'vitest'
import { asItIs, believed, beliefFrom } from './belief.ts'

/** Sums that claim twice the bits they have: of pairs with so many, the share that is one person has half of them. */
const tooSure = [-8, -4, -2, 0, 2, 4, 8].flatMap((weight) =>
  Array.from({ length: 1000 }, (_, nth) => ({ weight, isOne: nth < 1000 / (1 + 2 ** (-weight / 2)) })),
)

test('a sum that is too sure of itself is believed less', () => {
  const { slope, shift } = beliefFrom(tooSure)
  expect(slope).toBeCloseTo(0.5, 1)
  expect(shift).toBeCloseTo(0, 1)
})

test('few pairs change little, and none nothing', () => {
  expect(beliefFrom([])).toEqual(asItIs)
  expect(beliefFrom([{ weight: 3, isOne: false }]).slope).toBeGreaterThan(0.9)
})

test('a pair that nothing of their own speaks for stays at one half', () => {
  expect(believed(0, { slope: 0.5, shift: 2 })).toBe(0)
  expect(believed(-1, { slope: 0.5, shift: 2 })).toBe(0)
  expect(believed(2, { slope: 0.5, shift: 2 })).toBe(3)
})
