import { expect, test } from 'vitest'
import { protectCell, protectTable, pTable } from './index.ts'
import {
  allTables,
  againstCellKeys,
  aPopulation,
  cellId,
  chanceFrom,
  differencingAttack,
  populationDimensions,
} from './testing/index.ts'
import type { Method, Publish } from './testing/index.ts'

const table = pTable({ D: 5, V: 3, js: 2 })
const people = aPopulation(2000, 1)

function attack(publish: Publish, method: Method, rows = people) {
  const { tables, truth } = allTables(rows, publish)
  return differencingAttack(tables, { truth, method })
}

const exact: Method = { consistent: true, allows: ([number = 0]) => ({ low: number, high: number }) }
const rounded = (base: number): Method => ({
  consistent: false,
  allows: ([number = 0]) => ({ low: Math.max(0, number - (base - 1) / 2), high: number + (base - 1) / 2 }),
})

test.each([1, 2, 3])('population %i: all tables of up to three dimensions together pin no small cell', (seed) => {
  const rows = aPopulation(2000, seed)
  const report = attack((count, key) => protectCell(count, key, table), againstCellKeys(table), rows)
  expect(report.smallCells).toBeGreaterThan(2500)
  expect(report.misled).toBe(0)
  expect(report.pinned).toBe(0)
  // Subtracting and averaging find hardly more than always guessing the commonest count.
  expect(Math.max(report.guesses['subtraction'] ?? 1, report.guesses['average'] ?? 1)).toBeLessThan(report.baseline + 0.03)
  // Who knows the p-table and how common each count is gains a little, from the number itself; linking tables adds nothing.
  expect(report.best).toBeLessThan(report.baseline + 0.08)
  expect(report.guesses['linkedLikelihood']).toBeLessThan((report.guesses['likelihood'] ?? 0) + 0.02)
})

test('the tables attacked are those that protectTable makes', () => {
  const dimensions = populationDimensions.slice(0, 3)
  const safe = protectTable({ rows: people, dimensions, pTable: table })
  const { tables } = allTables(people, (count, key) => protectCell(count, key, table))
  const same = tables.find((one) => one.dimensions.map(({ name }) => name).join() === 'group,need,sex')
  const numbers = (cells: typeof safe.cells) => new Map(cells.map(({ at, count }) => [cellId(at), count]))
  expect(numbers(safe.cells)).toEqual(numbers(same?.cells ?? []))
})

test('unprotected counts fall at once', () => {
  const report = attack((count) => count, exact)
  expect(report.pinned).toBe(report.smallCells)
  expect(report.best).toBe(1)
})

test('hiding counts under 5 falls: a margin less its other parts gives many of them back', () => {
  const hidden: Method = {
    consistent: false,
    allows: ([number = 0]) => (number === 0 ? { low: 0, high: 4 } : { low: number, high: number }),
  }
  const report = attack((count) => (count < 5 ? 0 : count), hidden)
  expect(report.misled).toBe(0)
  expect(report.pinned).toBeGreaterThan(400)
})

test('rounding alone falls: to 3 for many cells, to 5 for some', () => {
  const toThree = attack((count) => Math.round(count / 3) * 3, rounded(3))
  expect(toThree.misled).toBe(0)
  expect(toThree.pinned).toBeGreaterThan(50)
  expect(toThree.best).toBeGreaterThan(toThree.baseline + 0.2)
  const toFive = attack((count) => Math.round(count / 5) * 5, rounded(5))
  expect(toFive.pinned).toBeGreaterThan(0)
})

test('fresh noise at each drawing falls to averages; cell keys do not', () => {
  const few = aPopulation(600, 1)
  const chance = chanceFrom(17)
  const fresh: Publish = (count) => protectCell(count, BigInt(Math.floor(chance() * 2 ** 53)) << 11n, table)
  const kept: Publish = (count, key) => protectCell(count, key, table)
  const drawnOften = (publish: Publish) => {
    const releases = Array.from({ length: 12 }, () => allTables(few, publish))
    const tables = releases.flatMap((release) => release.tables.filter(({ dimensions }) => dimensions.length < 3))
    return differencingAttack(tables, {
      truth: releases[0]?.truth ?? new Map(),
      method: { ...againstCellKeys(table), consistent: publish === kept },
    })
  }
  const averaged = drawnOften(fresh)
  expect(averaged.guesses['likelihood']).toBeGreaterThan(0.75)
  const steady = drawnOften(kept)
  expect(steady.pinned).toBe(0)
  expect(steady.best).toBeLessThan(averaged.best - 0.3)
})
