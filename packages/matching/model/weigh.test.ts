import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestStore } from '../testing/test-store.ts'
import { comparisonOf, sharedOf, type Field } from '../batch/fields.ts'
import { leastProbability, scorePairs } from '../batch/score-pairs.ts'
import { train } from './train.ts'
import { probabilityOf, roundedWeight, weigh } from './weigh.ts'

const store = await openTestStore()

const fields: readonly Field[] = [
  { column: 'given_name', kind: 'given', at: 'f0' },
  { column: 'surname', kind: 'family', at: 'f1' },
  { column: 'birth_date', kind: 'date', at: 'f2' },
  { column: 'place', kind: 'category', at: 'f3' },
]
const comparisons = fields.map((field) => comparisonOf(field, fields))
/** Of every field the frequencies speak, as they stand in the record. */
const asked = fields.map(({ at }) => ({ column: `${at}_x`, bits: {}, rest: 0 }))
function top(field: number): number {
  return comparisons[field]?.levels.length ?? 0
}

/** Half of the time the same, otherwise any level or missing. */
const levels = fc.tuple(
  ...comparisons.map((one) => fc.oneof(fc.constant(one.levels.length), fc.integer({ min: -1, max: one.levels.length }))),
)
/** Random pairs agree seldom. */
const strangers = fc.tuple(
  ...comparisons.map((one) =>
    fc
      .array(fc.integer({ min: 0, max: 50 }), { minLength: one.levels.length, maxLength: one.levels.length })
      .map((own) => [9000, ...own]),
  ),
)
const bits = fc.integer({ min: -60_000, max: 60_000 }).map((one) => one / 10_000)
/** Nothing that is a person's own agrees, and all else does, rarely as can be. */
const household = fc.record({
  levels: fc.tuple(fc.integer({ min: -1, max: 0 }), fc.constant(top(1)), fc.integer({ min: -1, max: 0 }), fc.constant(top(3))),
  terms: fc.constant([0, 6, 0, 6] as const),
})
const anyPair = fc.record({ levels, terms: fc.tuple(bits, bits, bits, bits) })
const pairs = fc.array(fc.oneof({ weight: 4, arbitrary: anyPair }, { weight: 1, arbitrary: household }), {
  minLength: 1,
  maxLength: 40,
})

/** Whatever is learnt of random counts, with those who live together and without. */
const models = fc
  .record({
    counts: fc.array(fc.record({ levels, count: fc.integer({ min: 1, max: 5000 }), passes: fc.constantFrom(0, 1, 2, 3) }), {
      minLength: 5,
      maxLength: 40,
    }),
    chance: strangers,
    hasOwn: fc.boolean(),
  })
  .map(({ counts, chance, hasOwn }) =>
    train({
      fields: fields.map((field, at) => ({
        field: field.column,
        levels: ['other', ...(comparisons[at]?.levels ?? []).map(({ name }) => name).toReversed()],
        own: hasOwn ? sharedOf(field) : undefined,
      })),
      patterns: counts,
      passes: [
        { key: 'f0', fields: [0] },
        { key: 'f1', fields: [1] },
      ],
      random: { counts: chance, pairs: 10_000 },
      records: 1000,
      allPairs: 499_500,
    }),
  )

test('a pair weighs here what it weighs in SQL', async () => {
  const leastBits = Math.log2(leastProbability / (1 - leastProbability))
  let met = 0
  await fc.assert(
    fc.asyncProperty(models, pairs, async (model, drawn) => {
      const names = fields.map((_, at) => at)
      const rec = drawn.map(({ terms }, n) => `(${[2 * n, ...terms].join(', ')})`)
      const comp = drawn.map((one, n) => `(${[2 * n, 2 * n + 1, ...one.levels].join(', ')})`)
      await store.run(
        `create or replace table rec as select * from (values ${rec.join(', ')}) t(n, ${names.map((at) => `q${at}`).join(', ')})`,
      )
      await store.run(
        `create or replace table comp as select * from (values ${comp.join(', ')}) t(a, b, ${names.map((at) => `g${at}`).join(', ')})`,
      )
      await scorePairs(store, comparisons, { model, terms: asked })
      const found = await store.rows<{ a: number; w: number; p: number }>('select a, w, p from scored order by a')
      const expected = drawn.flatMap((one, n) => {
        // Frequencies speak where the values are the same.
        const terms = one.terms.map((term, at) => (one.levels[at] === comparisons[at]?.levels.length ? term : 0))
        const w = roundedWeight(weigh(model, one.levels, terms), 6)
        return w >= leastBits ? [{ a: 2 * n, w, p: probabilityOf(w) }] : []
      })
      met += found.length
      expect(found.map(({ a, w }) => ({ a, w: w + 0 }))).toEqual(expected.map(({ a, w }) => ({ a, w: w + 0 })))
      for (const [at, { p }] of found.entries()) expect(p).toBeCloseTo(expected[at]?.p ?? -1, 12)
    }),
    { numRuns: 60, seed: 9 },
  )
  expect(met).toBeGreaterThan(300)
})
