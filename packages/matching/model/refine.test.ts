import { chanceOf } from '@convive/kernel'
import { expect, test } from 'vitest'
import { corrected, correctionOf, correctionsFrom, refine, type Answer } from './refine.ts'
import type { TrainedModel } from './train.ts'
import { probabilityOf, weigh } from './weigh.ts'

const model: TrainedModel = {
  version: 2,
  fields: ['given', 'birth', 'place'].map((field) => ({
    field,
    levels: ['other', 'alike', 'same'],
    m: [0.1, 0.2, 0.7],
    u: [0.8, 0.15, 0.05],
    weights: [-3, 0.4, 3.8],
    ownFrom: field === 'place' ? undefined : 1,
    untrained: false,
  })),
  share: 0.05,
  others: [
    {
      kind: 'household',
      share: 0.05,
      weights: [
        [0, 0, 0],
        [0, 0, 0],
        [-2, 0, 2],
      ],
    },
  ],
  exchanged: {
    share: 0.002,
    weights: [
      [-3, 4, -3],
      [-3, 0.4, 3.8],
      [-3, 0.4, 3.8],
    ],
  },
  recall: 0.98,
  trained: { records: 1000, randomPairs: 1_000_000, candidates: 10_000, passes: [], converged: true },
}

/** Pairs in doubt, each of people of their own, answered as if so many bits were to be added to what they weigh. */
function answered(count: number, bits: (levels: readonly number[]) => number, seed = 4): readonly Answer[] {
  const chance = chanceOf(seed)
  const made: Answer[] = []
  for (let group = 0; made.length < count; group += 1) {
    const levels = model.fields.map(() => Math.floor(chance() * 4) - 1)
    const weight = weigh(model, levels)
    if (Math.abs(weight) > 4) continue
    made.push({ levels, weight, group, isOne: chance() < probabilityOf(weight + bits(levels)) })
  }
  return made
}

/** One person moves more often than the model thinks. */
const otherPlace = ([, , place]: readonly number[]): number => (place === 0 ? 2.5 : 0)

test('a level that speaks too loudly is heard less, others as before, and answers that were held back say so', () => {
  const { refined, fields } = refine(model, answered(300, otherPlace))
  expect(refined?.outcome).toBe('used')
  expect(refined?.gain).toBeGreaterThan(0.02)
  const bits = fields.map(({ weights }, at) => weights.map((one, level) => one - (model.fields[at]?.weights[level] ?? 0)))
  expect(bits[2]?.[0]).toBeGreaterThan(1)
  for (const own of bits.slice(0, 2)) for (const one of own) expect(Math.abs(one)).toBeLessThan(0.8)
})

test('where the weights are right nothing is changed, and it is told that it was tried', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { refined, ...same } = refine(
      model,
      answered(300, () => 0, seed),
    )
    expect(refined?.outcome).toBe('no-help')
    expect(same).toEqual(model)
  }
})

test('few answers move little', () => {
  const largest = (count: number): number =>
    Math.max(...correctionsFrom(answered(count, otherPlace), model).byField.flat().map(Math.abs))
  expect(largest(5)).toBeLessThan(0.5 * largest(300))
})

test('of answers of one kind alone nothing is learnt', () => {
  const ones = answered(300, () => 20)
  expect(ones.every(({ isOne }) => isOne)).toBe(true)
  expect(refine(model, ones)).toEqual({
    ...model,
    refined: expect.objectContaining({ outcome: 'too-few', same: 300, different: 0 }),
  })
})

test('no weight falls towards a closer level', () => {
  const wrongWay = ([given]: readonly number[]): number => (given === 1 ? 4 : given === 2 ? -4 : 0)
  const { fields } = corrected(model, correctionsFrom(answered(400, wrongWay), model))
  for (const { weights } of fields) expect(weights.toSorted((a, b) => a - b)).toEqual(weights)
})

test('a pair weighs by the corrected model what it weighed and what is added', () => {
  const corrections = {
    shift: 0.3,
    byField: [
      [0.1, 0.2, -0.4],
      [0, 0.5, 0.6],
      [1.1, 0, 0],
    ],
  }
  const other = corrected(model, corrections)
  const small = { ...model, share: 1e-4, exchanged: model.exchanged && { ...model.exchanged, share: 1e-6 } }
  const otherSmall = {
    ...other,
    share: small.share * 2 ** 0.3,
    exchanged: other.exchanged && { ...other.exchanged, share: 1e-6 * 2 ** 0.3 },
  }
  for (const levels of [
    [2, 2, -1],
    [0, 1, 2],
    [1, -1, 0],
    [2, 0, 1],
  ])
    expect(weigh(otherSmall, levels)).toBeCloseTo(weigh(small, levels) + correctionOf(corrections, levels), 3)
})

test('nobody is judged by what was said of their own records', () => {
  // Forty families of six pairs, each with a field of its own and one answer: who has seen one pair knows the others.
  const chance = chanceOf(9)
  const families = Array.from({ length: 40 }, (_, group) => ({ group, isOne: chance() < 0.5 }))
  const fields = families.map(({ group }) => ({
    field: `f${group}`,
    levels: ['other', 'same'],
    m: [],
    u: [],
    weights: [-10, 0],
    untrained: false,
  }))
  const whole: TrainedModel = { ...model, fields, others: [], exchanged: undefined }
  const answers = families.flatMap(({ group, isOne }) =>
    Array.from({ length: 6 }, (): Answer => ({
      levels: fields.map((_, at) => (at === group ? 1 : -1)),
      weight: 0,
      isOne,
      group,
    })),
  )
  const apart = answers.map((one, group) => ({ ...one, group }))
  expect([refine(whole, answers), refine(whole, apart)].map(({ refined }) => refined?.outcome)).toEqual(['no-help', 'used'])
})
