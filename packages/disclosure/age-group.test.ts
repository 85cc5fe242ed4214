import { expect, test } from 'vitest'
import { ageGroup, ageGroups } from './index.ts'

test('each age falls into its group, at the edges too', () => {
  const groups = [0, 4, 5, 11, 12, 17, 18, 24, 25, 59, 60, 111].map(ageGroup)
  expect(groups).toEqual(['0-4', '0-4', '5-11', '5-11', '12-17', '12-17', '18-24', '18-24', '25-59', '25-59', '60+', '60+'])
  for (const group of groups) expect(ageGroups).toContain(group)
})

test('an age that is not known, or cannot be, is unknown', () => {
  expect([undefined, -1, Number.NaN].map(ageGroup)).toEqual(['unknown', 'unknown', 'unknown'])
})
