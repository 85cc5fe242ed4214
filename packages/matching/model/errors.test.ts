import { chanceOf } from '@convive/kernel'
import { expect, test } from 'vitest'
import { errorsOf, type Bucket } from './errors.ts'
import type { TrainedModel } from './train.ts'

const model: TrainedModel = {
  version: 2,
  fields: ['given', 'birth'].map((field) => ({
    field,
    levels: ['other', 'same'],
    m: [0.1, 0.9],
    u: [0.99, 0.01],
    weights: [Math.log2(0.1 / 0.99), Math.log2(90)],
    ownFrom: 1,
    untrained: false,
  })),
  share: 1e-4,
  others: [],
  recall: 0.98,
  trained: { records: 1000, randomPairs: 1_000_000, candidates: 10_000, passes: [], converged: true },
}
const buckets: readonly Bucket[] = [
  { levels: [1, 1], p: 0.99, count: 500 },
  { levels: [1, 0], p: 0.6, count: 40 },
  { levels: [0, 1], p: 0.2, count: 100 },
]
const given = { model, people: 500, recall: 1, thresholds: [0.5] }

test('what is wrong and what is missed follow from the probabilities', () => {
  const [at50] = errorsOf(buckets, given)
  expect([at50?.pairs, at50?.wrong.estimate, at50?.missed.estimate]).toEqual([540, expect.closeTo(21), expect.closeTo(20)])
  // Of 539 true pairs as many again are missed where the keys find half.
  const [halved] = errorsOf(buckets, { ...given, recall: 0.5 })
  expect(halved?.missed.estimate).toBeCloseTo(20 + 539)
})

test('were the probabilities right, the range would hold what is wrong nineteen times of twenty', () => {
  const [at50] = errorsOf(buckets, { ...given, people: 1e9 })
  const chance = chanceOf(5)
  const trials = Array.from({ length: 1000 }, () =>
    buckets
      .filter(({ p }) => p >= 0.5)
      .reduce((sum, { p, count }) => sum + Array.from({ length: count }, chance).filter((one) => one > p).length, 0),
  )
  const inside = trials.filter((wrong) => wrong >= (at50?.wrong.low ?? 0) && wrong <= (at50?.wrong.high ?? 0)).length
  expect(inside / 1000).toBeGreaterThan(0.9)
  expect(inside / 1000).toBeLessThan(0.99)
})

test('a model learnt from few pairs has the wider range', () => {
  const width = (people: number): number => {
    const [at50] = errorsOf(buckets, { ...given, people })
    return (at50?.wrong.high ?? 0) - (at50?.wrong.low ?? 0)
  }
  expect(width(20)).toBeGreaterThan(1.3 * width(5000))
})
