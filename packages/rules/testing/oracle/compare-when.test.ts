import { expect, test } from 'vitest'
import { added, compareWhen, noneCompared } from './compare-when.ts'

test('from when and until when are the days that a loop over every day finds, leap days included', () => {
  let tally = noneCompared
  for (let seed = 1; seed <= 60; seed += 1) tally = added(tally, compareWhen(seed, 6))
  expect(tally.partings).toEqual([])
  expect(Math.min(tally.waits, tally.ends)).toBeGreaterThan(15)
  expect(tally.leap).toBeGreaterThan(100)
})
