import { expect, test } from 'vitest'
import { classesOf, type ClassesAsked } from './classes.ts'
import type { Pattern, Rates } from './estimate.ts'
import { probabilityOf, weigh, type Weighing } from './weigh.ts'

// Given name, birth, surname, phone; levels: other, crossed (of names alone), same.
const u: readonly Rates[] = [
  [0.979, 0.001, 0.02],
  [0.999, 0.001],
  [0.989, 0.001, 0.01],
  [0.999, 0.001],
]
const m: readonly Rates[] = [
  [0.08, 0.02, 0.9],
  [0.05, 0.95],
  [0.08, 0.02, 0.9],
  [0.2, 0.8],
]
const own = new Map([0, 1].map((field) => [field, { same: 0.1, partly: 0.1, from: 1 }]))
const crossed = new Map([
  [0, 1],
  [2, 1],
])
const pairs = 10_000_000
const asked: ClassesAsked = { m, u, own, crossed, pairs, recall: 1 }

type Made = { readonly count: number; readonly rates: readonly Rates[] }

/** How many of each way to compare there are, when so many pairs are drawn of each class. */
function patternsOf(classes: readonly Made[]): readonly Pattern[] {
  const ways = u.reduce<readonly (readonly number[])[]>(
    (all, rates) => all.flatMap((levels) => rates.map((_, level) => [...levels, level])),
    [[]],
  )
  return ways.map((levels) => ({
    levels,
    count: classes.reduce(
      (sum, { count, rates }) =>
        sum + count * levels.reduce((product, level, field) => product * (rates[field]?.[level] ?? 0), 1),
      0,
    ),
  }))
}

const persons: Made = { count: 5000, rates: m }
const strangers: Made = { count: pairs - 30_000, rates: u }
const siblings: Made = {
  count: 15_000,
  rates: [
    [0.98, 0.001, 0.019],
    [0.995, 0.005],
    [0.1, 0.001, 0.899],
    [0.1, 0.9],
  ],
}
const twins: Made = {
  count: 1000,
  rates: [
    [0.98, 0.001, 0.019],
    [0.02, 0.98],
    [0.1, 0.001, 0.899],
    [0.1, 0.9],
  ],
}

function modelOf(classes: ReturnType<typeof classesOf>): Weighing {
  const bits = (rates: readonly Rates[]): readonly (readonly number[])[] =>
    rates.map((of, field) => of.map((rate, level) => Math.log2(rate / (u[field]?.[level] ?? 1))))
  return {
    fields: bits(m).map((weights, field) => ({
      field: String(field),
      levels: [],
      m: [],
      u: [],
      weights,
      untrained: false,
      ownFrom: own.get(field)?.from,
    })),
    share: classes.person,
    exchanged: classes.exchanged && { share: classes.exchanged.share, weights: bits(classes.exchanged.rates) },
    others: classes.others.map(({ rates, ...one }) => ({ ...one, weights: bits(rates) })),
  }
}

test('siblings and twins are found as classes of their own, and of each how many', () => {
  const found = classesOf(patternsOf([persons, siblings, twins, strangers]), asked)
  expect(found.person * pairs).toBeCloseTo(5000, -3)
  const ofBirth = found.others.filter(({ kind, field }) => kind === 'shares' && field === 1)
  expect((ofBirth[0]?.share ?? 0) * pairs).toBeGreaterThan(500)
  const model = modelOf(found)
  // Surname, phone and birthday are the same, the given name is another: a twin. With the given name it is one person.
  expect(probabilityOf(weigh(model, [0, 1, 2, 1]))).toBeLessThan(0.5)
  expect(probabilityOf(weigh(model, [2, 1, 2, 1]))).toBeGreaterThan(0.95)
})

test('where nobody lives together no class takes people from those who are one', () => {
  const found = classesOf(patternsOf([persons, strangers]), asked)
  expect(found.others.filter(({ kind }) => kind === 'household' || kind === 'shares')).toEqual([])
  expect(found.person * pairs).toBeCloseTo(5000, -2)
})

test('names that were exchanged are one thing, not two errors by chance', () => {
  const exchanged: Made = {
    count: 200,
    rates: [
      [0.01, 0.98, 0.01],
      [0.05, 0.95],
      [0.01, 0.98, 0.01],
      [0.2, 0.8],
    ],
  }
  const patterns = patternsOf([persons, exchanged, siblings, strangers])
  const [aware, unaware] = [asked, { ...asked, crossed: new Map([[0, 1]]) }].map((one) => classesOf(patterns, one))
  expect((aware?.exchanged?.share ?? 0) * pairs).toBeCloseTo(200, -2)
  expect(unaware?.exchanged).toBeUndefined()
  expect(unaware?.others.every(({ share }) => share > 0)).toBe(true)
})

test('a father and his son of one name stay two when the names of one were exchanged', () => {
  const fathers: Made = {
    count: 1000,
    rates: [
      [0.02, 0.001, 0.979],
      [0.995, 0.005],
      [0.1, 0.001, 0.899],
      [0.1, 0.9],
    ],
  }
  const turned = ({ count, rates }: Made): Made => ({
    count: count / 25,
    rates: rates.map((of, field) => (crossed.has(field) ? [0.01, 0.98, 0.01] : of)),
  })
  const found = classesOf(patternsOf([persons, turned(persons), fathers, turned(fathers), siblings, strangers]), asked)
  const model = modelOf(found)
  expect(probabilityOf(weigh(model, [1, 0, 1, 1]))).toBeLessThan(0.5)
  expect(probabilityOf(weigh(model, [1, 1, 1, 1]))).toBeGreaterThan(0.95)
})

test('a pass that took siblings for one person is put right, for what is a person’s own', () => {
  const tooMany = m.map((rates, field) => (field === 1 ? [0.3, 0.7] : rates))
  const found = classesOf(patternsOf([persons, siblings, strangers]), { ...asked, m: tooMany })
  expect(found.m[1]?.[1]).toBeCloseTo(0.95, 1)
  expect(found.m[3]).toEqual(m[3])
})

test('where nothing that is a person’s own agrees, one person is never the likelier', () => {
  const model = modelOf(classesOf(patternsOf([persons, siblings, twins, strangers]), asked))
  const sure = { ...model, share: 0.4 }
  // Nor where no class was found: a file of few people may not show who lives together.
  for (const one of [sure, { ...sure, others: [] }]) {
    expect(probabilityOf(weigh(one, [0, 0, 2, 1]))).toBeLessThan(0.5)
    expect(weigh(one, [2, 1, 2, 1])).toBeGreaterThan(0)
  }
})

test('a rare value that a household shares speaks for the household as well', () => {
  const model = modelOf(classesOf(patternsOf([persons, siblings, strangers]), asked))
  const gain = (levels: readonly number[], terms: readonly number[]): number => weigh(model, levels, terms) - weigh(model, levels)
  // Where a household is what speaks against it, a rare surname says nothing; where strangers do, much.
  expect(gain([2, 0, 2, 1], [0, 0, 5, 0])).toBeLessThan(1)
  expect(gain([2, 1, 2, 0], [0, 0, 5, 0])).toBeGreaterThan(gain([2, 0, 2, 1], [0, 0, 5, 0]) + 2)
})

test.each([100, 1000, 5000])('those who share a birthday are no more than others who live together: %i twins', (count) => {
  const { others } = classesOf(patternsOf([persons, { ...siblings, count: 300 }, { ...twins, count }, strangers]), asked)
  const household = others.find(({ kind }) => kind === 'household')?.share ?? 0
  const most = Math.max(0, ...others.flatMap(({ kind, share }) => (kind === 'shares' ? [share] : [])))
  expect(most).toBeLessThanOrEqual(household)
})
