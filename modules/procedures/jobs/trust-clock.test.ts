import { expect, test } from 'vitest'
import { createTrust } from './trust-clock.ts'

const hour = 3_600_000

/** Three clocks, each set by hand. */
function clocks() {
  const now = { ours: Date.parse('2026-11-24T15:00:00Z'), theirs: Date.parse('2026-11-24T15:00:00Z'), steady: 0 }
  const trust = createTrust({
    clock: () => new Date(now.ours),
    witness: async () => new Date(now.theirs),
    steady: () => now.steady,
  })
  const pass = (ms: number): void => {
    now.ours += ms
    now.theirs += ms
    now.steady += ms
  }
  return { now, trust, pass }
}

test('a clock that goes as the others do is trusted', async () => {
  const { trust, pass } = clocks()
  expect(await trust()).toEqual(new Date('2026-11-24T15:00:00Z'))
  pass(48 * hour)
  expect(await trust()).toEqual(new Date('2026-11-26T15:00:00Z'))
})

test('one that differs from the database’s is not, however it came about, and is again once they agree', async () => {
  const { now, trust } = clocks()
  now.ours += 3 * 365 * 24 * hour
  expect(await trust()).toBeUndefined()
  const { now: behind, trust: trusts } = clocks()
  behind.theirs += hour
  expect(await trusts()).toBeUndefined()
  behind.ours += hour
  behind.steady += hour
  expect(await trusts()).toEqual(new Date('2026-11-24T16:00:00Z'))
})

test('when machine and database jump ahead together nothing is counted for a day', async () => {
  const { now, trust, pass } = clocks()
  await trust()
  now.ours += 400 * 24 * hour
  now.theirs += 400 * 24 * hour
  now.steady += hour
  expect(await trust()).toBeUndefined()
  pass(23 * hour)
  expect(await trust()).toBeUndefined()
  pass(hour)
  expect(await trust()).toBeDefined()
})

test('set back to the right day after a jump, it still rests', async () => {
  const { now, trust, pass } = clocks()
  await trust()
  now.ours += 400 * 24 * hour
  now.theirs += 400 * 24 * hour
  expect(await trust()).toBeUndefined()
  now.ours -= 400 * 24 * hour
  now.theirs -= 400 * 24 * hour
  pass(hour)
  expect(await trust()).toBeUndefined()
  pass(24 * hour)
  expect(await trust()).toEqual(new Date('2026-11-25T16:00:00Z'))
})
