import { expect, test } from 'vitest'
import { countsOf, protectTable, pTable } from './index.ts'
import { againstCellKeys, aPopulation, cellId, differencingAttack, populationDimensions } from './testing/index.ts'

/** What cell keys do not protect from: docs/decisions/0008-safe-tables.md says what we do about each. */
const table = pTable({ D: 5, V: 3, js: 2 })

test('a table drawn anew after one person left betrays where they stood: publish at fixed dates', () => {
  const people = aPopulation(2000, 4)
  const left = people[77]?.values ?? {}
  const dimensions = populationDimensions.slice(0, 4)
  const numbers = (rows: typeof people) =>
    new Map(protectTable({ rows, dimensions, pTable: table }).cells.map(({ at, count }) => [cellId(at), { at, count }]))
  const [before, after] = [numbers(people), numbers(people.filter((_, index) => index !== 77))]
  const changed = [...before].filter(([id, { count }]) => after.get(id)?.count !== count).map(([, { at }]) => at)
  expect(changed.length).toBeGreaterThan(4)
  const told = changed.flatMap((at) => Object.entries(at).filter(([, value]) => value !== null))
  expect(new Set(told.map(([name]) => name)).size).toBe(4)
  for (const [name, value] of told) expect(value).toBe(left[name])
})

test('one after another, extreme changes can pin a cell: a margin of 5 shown as 0, its parts 4 and 1 as 9 and 6', () => {
  const release = {
    dimensions: [{ name: 'sex', values: ['female', 'male'] }],
    margins: 'all' as const,
    cells: [
      { at: { sex: 'female' }, count: 9 },
      { at: { sex: 'male' }, count: 6 },
    ],
  }
  const truth = new Map([
    ['', 5],
    ['sex=female', 4],
    ['sex=male', 1],
  ])
  expect(differencingAttack([release], { truth, method: againstCellKeys(table) })).toMatchObject({
    pinned: 3,
    narrowest: 1,
    misled: 0,
  })
})

test('a group that is wholly one thing can show it: the same people, so the same number', () => {
  const rows = aPopulation(300, 5).map((row) => ({ ...row, values: { place: String(row.values['place']), need: 'shelter' } }))
  const dimensions = [{ name: 'place' }, { name: 'need', values: ['shelter', 'health'] }]
  const count = countsOf(protectTable({ rows, dimensions, pTable: table }))
  const places = [...new Set(rows.map(({ values }) => values.place))]
  expect(places.length).toBeGreaterThan(5)
  for (const place of places) expect(count({ place, need: 'shelter' })).toBe(count({ place, need: null }))
})

test('what one number tells by itself: 0 may be up to five persons, 3 is at least one and at most eight', () => {
  const { allows } = againstCellKeys(table)
  expect(allows([0])).toEqual({ low: 0, high: 5 })
  expect(allows([3])).toEqual({ low: 1, high: 8 })
  expect(allows([6])).toEqual({ low: 1, high: 11 })
  expect(allows([300])).toEqual({ low: 295, high: 305 })
})
