import { expect, test } from 'vitest'
import { randomPool } from './random.ts'

test('random bytes are never handed out twice, in whatever sizes they are asked for', () => {
  const freshBytes = randomPool()
  const seen = new Set<string>()
  const sizes = [10, 12, 12, 32, 10]
  for (let n = 0; n < 20_000; n += 1) seen.add(freshBytes(sizes[n % sizes.length] ?? 12).toString('hex'))
  expect(seen.size).toBe(20_000)
  expect([...seen].every((one) => !/^0+$/.test(one))).toBe(true)
  expect(freshBytes(100_000)).toHaveLength(100_000)
})

test('what one caller does with their bytes does not reach another', () => {
  const freshBytes = randomPool()
  const first = freshBytes(16)
  const copy = Buffer.from(first)
  first.fill(7)
  expect(freshBytes(16).equals(first)).toBe(false)
  expect(copy.equals(first)).toBe(false)
})
