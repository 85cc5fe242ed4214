import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countsOf, gridOf, protectCell, protectGroups, protectTable, pTable, recordKey, type PersonRow } from './index.ts'

const table = pTable({ D: 5, V: 3, js: 2 })
const secret = new Uint8Array(32).fill(9)
const sex = { name: 'sex', values: ['female', 'male', 'unknown'] }
const need = { name: 'need' }
const place = { name: 'place' }

function person(name: string, values: PersonRow['values']): PersonRow {
  return { values, recordKey: recordKey(secret, name) }
}

/** Ten women and thirty men, in two places, with no, one or two needs. */
const people = Array.from({ length: 40 }, (_, index) =>
  person(`person ${index}`, {
    sex: index % 4 === 0 ? 'female' : 'male',
    place: index < 20 ? 'port' : 'hills',
    need: [[], ['health'], ['health', 'legal'], ['legal']][index % 3] ?? [],
  }),
)

const xor = (rows: readonly PersonRow[]): bigint => rows.reduce((key, row) => key ^ row.recordKey, 0n)

test('each cell and each margin carries its own change, drawn from its own people', () => {
  const safe = protectTable({ rows: people, dimensions: [sex, place], pTable: table })
  const count = countsOf(safe)
  const women = people.filter((row) => row.values['sex'] === 'female')
  const womenInPort = women.filter((row) => row.values['place'] === 'port')
  expect(count({ sex: 'female', place: 'port' })).toBe(protectCell(womenInPort.length, xor(womenInPort), table))
  expect(count({ sex: 'female', place: null })).toBe(protectCell(women.length, xor(women), table))
  expect(count({ sex: null, place: null })).toBe(protectCell(40, xor(people), table))
})

test('the same people get the same number in whatever table they stand', () => {
  const byPlace = countsOf(protectTable({ rows: people, dimensions: [place], pTable: table }))
  const byBoth = countsOf(protectTable({ rows: people, dimensions: [sex, place, need], pTable: table }))
  for (const at of [{ place: 'port' }, { place: 'hills' }, {}])
    expect(byBoth({ sex: null, need: null, place: null, ...at })).toBe(byPlace({ place: null, ...at }))
  const onlyPort = protectTable({ rows: people.filter((row) => row.values['place'] === 'port'), dimensions: [], pTable: table })
  expect(countsOf(onlyPort)({})).toBe(byPlace({ place: 'port' }))
})

test('the order of the rows changes nothing', () => {
  const forward = protectTable({ rows: people, dimensions: [sex, need, place], pTable: table })
  expect(protectTable({ rows: people.toReversed(), dimensions: [sex, need, place], pTable: table })).toEqual(forward)
})

test('who has two needs counts once in each and once in the margin', () => {
  const safe = countsOf(protectTable({ rows: people, dimensions: [need], pTable: table }))
  const having = (one: string) => people.filter((row) => row.values['need']?.includes(one))
  expect(safe({ need: 'health' })).toBe(protectCell(having('health').length, xor(having('health')), table))
  expect(safe({ need: 'legal' })).toBe(protectCell(having('legal').length, xor(having('legal')), table))
  expect(safe({ need: null })).toBe(protectCell(40, xor(people), table))
})

test('people grouped by SQL give the numbers that rows give, with counts and keys as the database returns them', () => {
  const rows = people.map(({ values, recordKey: key }) => ({
    values: { sex: values['sex'] ?? '', place: values['place'] ?? '' },
    recordKey: key,
  }))
  const groups = [...Map.groupBy(rows, ({ values }) => JSON.stringify(values)).values()].map((members) => ({
    values: members[0]?.values ?? {},
    count: members.length,
    key: BigInt(BigInt.asIntN(64, xor(members)).toString()),
  }))
  for (const margins of ['all', 'total', 'none'] as const)
    expect(protectGroups({ groups, dimensions: [sex, place], margins, pTable: table })).toEqual(
      protectTable({ rows, dimensions: [sex, place], margins, pTable: table }),
    )
})

test('margins are all, only the total, or none', () => {
  const places = (margins: 'all' | 'total' | 'none') =>
    protectTable({ rows: people, dimensions: [sex, place], margins, pTable: table }).cells.map(
      ({ at }) => `${at['sex']} ${at['place']}`,
    )
  expect(places('none')).toEqual(['female hills', 'female port', 'male hills', 'male port'])
  expect(places('total')).toEqual([...places('none'), 'null null'])
  expect(places('all')).toEqual([
    'female hills',
    'female port',
    'female null',
    'male hills',
    'male port',
    'male null',
    'null hills',
    'null port',
    'null null',
  ])
})

test('a small count that became 0 cannot be told from nobody, nor does its category appear', () => {
  const alone = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => person(name, { sex: 'male', place: `hamlet ${name}` }))
  const hidden = alone.filter(({ recordKey: key }) => protectCell(1, key, table) === 0)
  expect(hidden.length).toBeGreaterThan(0)
  const safe = protectTable({ rows: alone, dimensions: [place], pTable: table })
  for (const { values } of hidden) expect(JSON.stringify(safe)).not.toContain(JSON.stringify(values['place']))
  expect(safe.cells.every(({ count }) => count > 2)).toBe(true)
  const declared = protectTable({ rows: alone, dimensions: [{ name: 'place', values: ['hamlet a', 'nowhere'] }], pTable: table })
  expect(declared.dimensions[0]?.values.slice(0, 2)).toEqual(['hamlet a', 'nowhere'])
})

test('the grid lists every place of the table, zeros too, margins last', () => {
  const safe = protectTable({ rows: people, dimensions: [sex, place], pTable: table })
  const grid = gridOf(safe)
  expect(grid).toHaveLength(4 * 3)
  expect(grid.filter(({ count }) => count > 0)).toEqual(safe.cells)
  expect(grid.find(({ at }) => at['sex'] === 'unknown' && at['place'] === 'port')?.count).toBe(0)
  expect(gridOf(protectTable({ rows: people, dimensions: [sex, place], margins: 'total', pTable: table }))).toHaveLength(
    3 * 2 + 1,
  )
  expect(gridOf(protectTable({ rows: people, dimensions: [], margins: 'total', pTable: table }))).toHaveLength(1)
})

test('the table says how it is protected', () => {
  const { protection } = protectTable({ rows: people, dimensions: [sex], pTable: table })
  expect(protection).toMatchObject({ method: 'cell-key', largestChange: 5, variance: 3, smallestShown: 3, additive: false })
  expect(protection.averageChange).toBeCloseTo(1.348, 3)
  expect(protection.differentiallyPrivate).toBe(false)
})

test('rows that would break the method are errors', () => {
  const twice = [person('a', { sex: 'male' }), person('a', { sex: 'female' })]
  expect(() => protectTable({ rows: twice, dimensions: [sex], pTable: table })).toThrow('twice')
  expect(() => protectTable({ rows: [person('a', {})], dimensions: [sex], pTable: table })).toThrow('sex')
})

test('whoever the people are, no number lies more than 5 from the truth, and none is 1 or 2', () => {
  const someone = fc.record({ sex: fc.constantFrom('female', 'male'), place: fc.constantFrom('port', 'hills', 'river') })
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 40 }), (all) => {
      const rows = all.map((values, index) => person(`${index}`, values))
      for (const { at, count } of gridOf(protectTable({ rows, dimensions: [sex, place], pTable: table }))) {
        const truth = all.filter((one) => (at['sex'] ?? one.sex) === one.sex && (at['place'] ?? one.place) === one.place).length
        expect(Math.abs(count - truth)).toBeLessThanOrEqual(5)
        expect([1, 2]).not.toContain(count)
        expect(truth > 0 || count === 0).toBe(true)
      }
    }),
    { seed: 11, numRuns: 60 },
  )
})
