import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestStore } from '../testing/test-store.ts'
import { levelOf, type Columns } from './level-of.ts'
import { lettersOf, levelSql } from './level-to-sql.ts'
import type { ComparisonOf, Test } from './level.ts'
import { damerauLevenshtein, jaroWinkler } from './measures.ts'

const store = await openTestStore()

test.each([
  ['martha', 'marhta', 0.9611],
  ['dixon', 'dicksonx', 0.8133],
  ['jellyfish', 'smellyfish', 0.8963],
  ['', 'abc', 0],
  ['', '', 0],
  ['abc', 'abc', 1],
])('Jaro–Winkler of %s and %s is %d (Winkler 1990)', (a, b, expected) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(expected, 4)
})

test.each([
  ['ca', 'abc', 2],
  ['perez', 'peres', 1],
  ['yolanda', 'yoladna', 1],
  ['', 'abc', 3],
])('from %s to %s are %d edits (Lowrance & Wagner 1975)', (a, b, expected) => {
  expect(damerauLevenshtein(a, b)).toBe(expected)
})

const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 8 }),
  fc.constantFrom('yolanda', 'yoladna', 'jolanda', 'perez', 'peres', 'de la cruz', 'x'),
)
const words = fc.uniqueArray(fc.constantFrom('ana', 'de', 'cruz', 'luz', 'perez', 'peres', 'peerz', 'curz'), {
  minLength: 1,
  maxLength: 4,
})
const nullable = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 6, nil: null })
const record = fc.record({
  x: nullable(texts),
  z: nullable(texts),
  y: nullable(fc.integer({ min: 1990, max: 1996 })),
  w: nullable(words),
  v: nullable(words),
})
const simple: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ is: fc.constant('same'), of: fc.constantFrom('x', 'z'), as: fc.constantFrom('x', 'z') } as const),
  fc.record({ is: fc.constant('alike'), of: fc.constant('x'), least: fc.constantFrom(0.7, 0.85, 0.92) } as const),
  fc.record({
    is: fc.constant('edited'),
    of: fc.constant('x'),
    as: fc.constantFrom('x', 'z'),
    most: fc.integer({ min: 0, max: 3 }),
  } as const),
  fc.record({ is: fc.constant('differs'), of: fc.constant('x'), most: fc.integer({ min: 0, max: 3 }) } as const),
  fc.record({ is: fc.constant('close'), of: fc.constant('y'), most: fc.integer({ min: 0, max: 3 }) } as const),
  fc.record({ is: fc.constant('shares'), of: fc.constant('w'), least: fc.constantFrom(0.5, 0.6, 1) } as const),
  fc.record({
    is: fc.constant('common'),
    of: fc.constantFrom('w', 'v'),
    as: fc.constantFrom('w', 'v'),
    words: fc.constantFrom<(number | 'all')[]>(1, 2, 'all'),
    near: fc.constantFrom(4, 5),
  } as const),
  fc.record({
    is: fc.constant('common'),
    of: fc.constant('w'),
    words: fc.constantFrom<(number | 'all')[]>(1, 2, 'all'),
  } as const),
  fc.record({ is: fc.constant('begins'), of: fc.constant('x'), letters: fc.integer({ min: 1, max: 4 }) } as const),
)
const anyTest: fc.Arbitrary<Test> = fc.oneof(
  { weight: 3, arbitrary: simple },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('not'), of: simple } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constantFrom('all', 'any'), of: fc.array(simple, { minLength: 1, maxLength: 3 }) } as const),
  },
)
const comparison: fc.Arbitrary<ComparisonOf> = fc.record(
  {
    field: fc.constant('f'),
    needs: fc.subarray(['x', 'y'], { minLength: 1 }),
    levels: fc.array(fc.record({ name: fc.constant('n'), test: anyTest }), { minLength: 1, maxLength: 4 }),
    when: fc.oneof(anyTest, fc.record({ is: fc.constant('not'), of: anyTest } as const)),
  },
  { requiredKeys: ['field', 'needs', 'levels'] },
)

function rowSql({ x, z, y, w, v }: Columns): string {
  const text = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : 'cast(null as varchar)')
  const list = (some: Columns[string] | undefined): string =>
    typeof some === 'object' && some !== null ? `[${some.map(text).join(', ')}]` : 'cast(null as varchar[])'
  const letters = (value: unknown): string => (typeof value === 'string' ? String(lettersOf(value)) : 'cast(null as integer)')
  return `${text(x)} as x, ${text(z)} as z, ${letters(x)} as x_b, ${letters(z)} as z_b, cast(${y === null ? 'null' : String(y)} as integer) as y, ${list(w)} as w, ${list(v)} as v`
}

test('a comparison gives the same level in SQL as here', async () => {
  let met = 0
  await fc.assert(
    fc.asyncProperty(comparison, fc.array(fc.tuple(record, record), { minLength: 1, maxLength: 20 }), async (one, pairs) => {
      const ways = [levelSql(one), levelSql(one, (column) => `${column}_b`)].map((sql, way) => `${sql} as g${way}`)
      const rows = pairs.map(
        ([l, r], at) => `select ${at} as place, ${ways.join(', ')} from (select ${rowSql(l)}) l, (select ${rowSql(r)}) r`,
      )
      const found = await store.rows<{ place: number; g0: number; g1: number }>(
        `select * from (${rows.join(' union all ')}) order by place`,
      )
      const expected = pairs.map(([l, r]) => levelOf(one, l, r))
      met += expected.filter((level) => level > 0).length
      expect(found.map(({ g0 }) => g0)).toEqual(expected)
      // Measures that letters rule out are not computed, and nothing else changes.
      expect(found.map(({ g1 }) => g1)).toEqual(expected)
    }),
    { numRuns: 150, seed: 5 },
  )
  expect(met).toBeGreaterThan(100)
})
