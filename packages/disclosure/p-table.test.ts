import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pTable, type PTableRow } from './index.ts'

const table = pTable({ D: 5, V: 3, js: 2 })

function moment({ deviations, probabilities }: PTableRow, power: number): number {
  return deviations.reduce((sum, deviation, index) => sum + (probabilities[index] ?? 0) * deviation ** power, 0)
}

test('zero stays zero', () => {
  expect(table.rows[0]).toEqual({ deviations: [0], probabilities: [1], variance: 0 })
})

test('there is a row for each count up to D + js + 1, from which on nothing is blocked any more', () => {
  expect(table.rows).toHaveLength(9)
  expect(table.rows[8]?.deviations).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5])
  expect(table.rows[7]?.deviations).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4, 5])
})

test('every row is a probability distribution without bias and with variance 3', () => {
  for (const row of table.rows.slice(1)) {
    expect(Math.min(...row.probabilities)).toBeGreaterThan(0)
    expect(moment(row, 0)).toBeCloseTo(1, 12)
    expect(moment(row, 1)).toBeCloseTo(0, 12)
    expect(moment(row, 2)).toBeCloseTo(3, 12)
    expect(row.variance).toBeCloseTo(3, 12)
  }
})

test('no row shows a count of 1 or 2, a negative count or a change above 5', () => {
  const shown = table.rows.map(({ deviations }, count) => deviations.map((deviation) => count + deviation))
  expect(shown[1]).toEqual([0, 3, 4, 5, 6])
  expect(shown[2]).toEqual([0, 3, 4, 5, 6, 7])
  expect(shown[3]).toEqual([0, 3, 4, 5, 6, 7, 8])
  for (const counts of shown) expect(counts.filter((count) => count < 0 || count === 1 || count === 2)).toEqual([])
  for (const { deviations } of table.rows) expect(Math.max(...deviations.map(Math.abs))).toBeLessThanOrEqual(5)
})

test('the general row is symmetric and changes a count by 1.35 on average', () => {
  const probabilities = table.rows[8]?.probabilities ?? []
  for (const [index, probability] of probabilities.entries())
    expect(probability).toBeCloseTo(probabilities.at(-1 - index) ?? 0, 12)
  const average = probabilities.reduce((sum, probability, index) => sum + probability * Math.abs(index - 5), 0)
  expect(average).toBeCloseTo(1.348, 3)
})

test('entropy is greatest: the logarithm of the probabilities is a parabola in the change (the condition of the dual)', () => {
  for (const { deviations, probabilities } of table.rows.slice(1)) {
    const logarithms = probabilities.map(Math.log)
    const [x, y] = [deviations.slice(0, 3), logarithms.slice(0, 3)]
    for (const [index, deviation] of deviations.entries())
      expect(lagrange(x, y, deviation)).toBeCloseTo(logarithms[index] ?? 0, 7)
  }
})

function lagrange(x: readonly number[], y: readonly number[], at: number): number {
  return y.reduce(
    (sum, value, i) =>
      sum + x.reduce((part, other, j) => (i === j ? part : (part * (at - other)) / ((x[i] ?? 0) - other)), value),
    0,
  )
}

test('agrees with tables that can be worked out by hand', () => {
  const general = pTable({ D: 1, V: 0.5, js: 0 }).rows.at(-1)
  for (const [index, expected] of [0.25, 0.5, 0.25].entries()) expect(general?.probabilities[index]).toBeCloseTo(expected, 12)
  // Three changes −1, 1, 2 and three conditions leave one solution.
  const one = pTable({ D: 2, V: 1.05, js: 1 }).rows[1]
  expect(one?.deviations).toEqual([-1, 1, 2])
  for (const [index, expected] of [0.508333333333, 0.475, 0.016666666667].entries())
    expect(one?.probabilities[index]).toBeCloseTo(expected, 10)
})

test('a variance that a small count cannot have becomes the nearest it can, still without bias', () => {
  const wide = pTable({ D: 5, V: 9, js: 0 }).rows[1]
  expect(wide?.variance).toBeCloseTo(5, 12)
  expect(moment(wide ?? { deviations: [], probabilities: [], variance: 0 }, 1)).toBeCloseTo(0, 12)
  const narrow = pTable({ D: 5, V: 1, js: 2 }).rows[1]
  expect(narrow?.variance).toBeCloseTo(2, 12)
  expect(narrow?.probabilities.slice(2)).toEqual([0, 0, 0])
})

test('any sensible parameters give rows that sum to 1, without bias, at the variance or at its bound', () => {
  const parameters = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0.01, max: 40, noNaN: true }), fc.nat(11))
    .filter(([D, , js]) => js < D)
  fc.assert(
    fc.property(parameters, ([D, V, js]) => {
      for (const [count, row] of pTable({ D, V, js }).rows.entries()) {
        expect(moment(row, 0)).toBeCloseTo(1, 10)
        expect(moment(row, 1)).toBeCloseTo(0, 9)
        expect(Math.min(...row.probabilities)).toBeGreaterThanOrEqual(0)
        if (count === 0) continue
        const most = -(row.deviations[0] ?? 0) * (row.deviations.at(-1) ?? 0)
        const least = row.deviations.includes(0) ? 0 : count * (js + 1 - count)
        expect(row.variance).toBeCloseTo(Math.min(Math.max(V, least), most), 8)
      }
    }),
    { seed: 3, numRuns: 150 },
  )
})

test('parameters that make no sense are an error', () => {
  expect(() => pTable({ D: 2, V: 1, js: 2 })).toThrow('js < D')
  expect(() => pTable({ D: 2.5, V: 1, js: 0 })).toThrow('whole numbers')
  expect(() => pTable({ D: 5, V: 0, js: 2 })).toThrow('variance')
})
