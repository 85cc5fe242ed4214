import { expect, test } from 'vitest'
import { openClock, secondsLeft, type Step } from './clock.ts'

test('the time left follows from the stages that are done: a machine half as fast needs twice as long', () => {
  const size = { records: 100_000, candidates: 1_200_000 }
  const fast = secondsLeft({ fold: 1, candidates: 0.5 }, size) ?? 0
  expect(secondsLeft({ fold: 2, candidates: 1 }, size)).toBeCloseTo(2 * fast)
  expect(secondsLeft({ fold: 1, candidates: 0.5, compare: 3 }, size)).toBeLessThan(fast + 3)
  expect(secondsLeft({ fold: 1 }, {})).toBeUndefined()
  expect(secondsLeft({}, size)).toBeUndefined()
})

test('stages of the run that was stopped count with what they took then', () => {
  let now = 0
  const told: Step[] = []
  const clock = openClock(
    (step) => told.push(step),
    () => now,
  )
  clock.size({ records: 1000 })
  now = 400
  clock.resume({ read: 2, fold: 30 })
  now = 1400
  clock.end('compare')
  expect(clock.seconds()).toEqual({ read: 2, fold: 30, compare: 1 })
  expect(told.map(({ stage, kept }) => [stage, kept])).toEqual([
    ['read', true],
    ['fold', true],
    ['compare', false],
  ])
})
