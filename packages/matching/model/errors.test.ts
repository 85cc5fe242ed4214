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
const given = { model, people: 500, records: 1e9, unseen: { recall: 1, unsure: 0 }, thresholds: [0.5] }

/** Draws around zero with spread one: twelve even draws together (Irwin & Hall). */
function around(chance: () => number): number {
  return Array.from({ length: 12 }, chance).reduce((sum, one) => sum + one, -6)
}

/** A probability as it is believed: measured, sums of bits claim more than they have. */
function believedOf(p: number, slope = 0.83, shift = 0.2): number {
  return 1 / (1 + 2 ** -(slope * Math.log2(p / (1 - p)) + shift))
}

function widthOf(kind: 'wrong' | 'missed', other: Partial<Parameters<typeof errorsOf>[1]>): number {
  const [at50] = errorsOf(buckets, { ...given, ...other })
  return at50 === undefined ? 0 : at50[kind].high - at50[kind].low
}

test('what is wrong and what is missed follow from the probabilities as far as they are believed', () => {
  const [sure, likely, doubted] = [believedOf(0.99), believedOf(0.6), believedOf(0.2)]
  const [wrong, missed] = [500 * (1 - sure) + 40 * (1 - likely), 100 * doubted]
  const [at50] = errorsOf(buckets, given)
  expect([at50?.pairs, at50?.wrong.estimate, at50?.missed.estimate]).toEqual([540, expect.closeTo(wrong), expect.closeTo(missed)])
  // Where the keys find half, 1.4 times as many again as there are true pairs are missed.
  const [halved] = errorsOf(buckets, { ...given, unseen: { recall: 0.5, unsure: 0 } })
  expect(halved?.missed.estimate).toBeCloseTo(missed + 1.4 * (540 - wrong + missed))
})

test('were sums as far off as they were measured to be, the range would hold what is wrong and missed nineteen times of twenty', () => {
  const [at50] = errorsOf(buckets, { ...given, people: 1e9 })
  const chance = chanceOf(5)
  const trials = Array.from({ length: 1000 }, () => {
    const [slope, shift] = [0.83 + 0.12 * around(chance), 0.2 + 0.5 * around(chance)]
    const right = buckets.map(({ p, count }) => {
      const q = believedOf(p, slope, shift)
      return Array.from({ length: count }, chance).filter((one) => one <= q).length
    })
    const [sure = 0, likely = 0, missed = 0] = right
    return { wrong: 540 - sure - likely, missed }
  })
  for (const kind of ['wrong', 'missed'] as const) {
    const { low, high } = at50?.[kind] ?? { low: 0, high: 0 }
    const inside = trials.filter((one) => one[kind] >= low && one[kind] <= high).length
    expect(inside / 1000).toBeGreaterThan(0.9)
    expect(inside / 1000).toBeLessThan(0.99)
  }
})

test('a model learnt from few pairs has the wider range', () => {
  expect(widthOf('wrong', { people: 10 })).toBeGreaterThan(1.1 * widthOf('wrong', { people: 5000 }))
})

test('where each person has many records, wrong pairs come together, and more or fewer than thought', () => {
  expect(widthOf('wrong', { records: 100, people: 1e9 })).toBeGreaterThan(1.2 * widthOf('wrong', { people: 1e9 }))
})

test('where it is unsure how many the keys missed, so is what is missed, and not what is wrong', () => {
  const [surely, unsure] = [0, 0.5].map((one) => ({ unseen: { recall: 0.8, unsure: one } }))
  expect(widthOf('missed', unsure ?? {})).toBeGreaterThan(1.5 * widthOf('missed', surely ?? {}))
  expect(widthOf('wrong', unsure ?? {})).toBe(widthOf('wrong', surely ?? {}))
})
