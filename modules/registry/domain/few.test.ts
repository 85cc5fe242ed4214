import fc from 'fast-check'
import { expect, test } from 'vitest'
import { protectCounts } from './few.ts'

test('a count below five says only that it is small, and takes the next smallest along', () => {
  expect(protectCounts([120, 3, 40])).toEqual([120, 'few', 'few'])
  expect(protectCounts([120, 0, 40, 2])).toEqual([120, 0, 'few', 'few'])
  expect(protectCounts([120, 6, 40])).toEqual([120, 6, 40])
  expect(protectCounts([4])).toEqual(['few'])
})

test('whoever knows the sum never learns a hidden count', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 6 }), (counts) => {
      const shown = protectCounts(counts)
      const hidden = shown.flatMap((one, at) => (one === 'few' ? [counts[at] ?? 0] : []))
      const some = counts.filter((count) => count > 0).length
      if (some > 1) expect(hidden).not.toHaveLength(1)
      for (const [at, one] of shown.entries()) expect(one === 'few' || one === counts[at]).toBe(true)
      expect(counts.every((count, at) => count >= 5 || count === 0 || shown[at] === 'few')).toBe(true)
      if (hidden.length > 0 && hidden.length < some) expect(hidden.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(5)
    }),
  )
})
