import { expect, test } from 'vitest'
import { pTable, protectCell } from './index.ts'

const table = pTable({ D: 5, V: 3, js: 2 })

test('nobody stays nobody, whatever the key', () => {
  for (const key of [0n, -1n, 1n << 63n, 12345n]) expect(protectCell(0, key, table)).toBe(0)
})

test('keys spread evenly give each change its probability', () => {
  const draws = 2 ** 14
  for (const count of [1, 3, 7, 8, 400]) {
    const { deviations, probabilities } = table.rows[Math.min(count, 8)] ?? { deviations: [], probabilities: [] }
    const drawn = Array.from({ length: draws }, (_, index) => protectCell(count, BigInt(index) << 50n, table) - count)
    for (const [index, deviation] of deviations.entries())
      expect(Math.abs(drawn.filter((one) => one === deviation).length / draws - (probabilities[index] ?? 0))).toBeLessThan(
        2 / draws,
      )
  }
})

test('the lowest key takes the first change, the highest the last', () => {
  expect(protectCell(100, 0n, table)).toBe(95)
  expect(protectCell(100, 2n ** 64n - 1n, table)).toBe(105)
})

test('a key means the same signed, as PostgreSQL keeps it, and unsigned', () => {
  for (const key of [-1n, -(2n ** 63n), -123456789123456789n])
    expect(protectCell(8, key, table)).toBe(protectCell(8, BigInt.asUintN(64, key), table))
})

test('what is no count is an error', () => {
  expect(() => protectCell(-1, 0n, table)).toThrow(RangeError)
  expect(() => protectCell(1.5, 0n, table)).toThrow(RangeError)
})
