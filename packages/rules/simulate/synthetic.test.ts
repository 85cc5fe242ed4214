import { chanceOf } from '@convive/kernel'
import { expect, test } from 'vitest'
import { aCatalogue, aView } from '../testing/builders.ts'
import { drawFacts, evenMargin, type FactMargin } from './synthetic.ts'

const { today } = aView('2024-02-29')
const margins = new Map<string, FactMargin>([
  ['sex', { spread: { kind: 'one-of', weights: { F: 3, M: 1 } } }],
  ['works', { spread: { kind: 'yes', share: 0.2 }, unknown: 0.5 }],
  ['papers', { spread: { kind: 'any-of', shares: { passport: 1, visa: 0 } } }],
  ['left', { spread: { kind: 'days', from: today, to: today }, none: 1 }],
  ['nobody_counted', {}],
])
const people = (seed: number, count: number): readonly ReturnType<typeof drawFacts>[] => {
  const chance = chanceOf(seed)
  return Array.from({ length: count }, () => drawFacts(margins, chance))
}

test('made-up people follow the margins, and what nobody counted is unknown', () => {
  const all = people(7, 4000)
  const share = (is: (one: (typeof all)[number]) => boolean): number => all.filter(is).length / all.length
  expect(share(({ sex }) => sex?.state === 'value' && sex.value === 'F')).toBeCloseTo(0.75, 1)
  expect(share(({ works }) => works?.state === 'unknown')).toBeCloseTo(0.5, 1)
  expect(share(({ works }) => works?.state === 'value' && works.value === true)).toBeCloseTo(0.1, 1)
  expect(all[0]).toMatchObject({
    papers: { state: 'value', value: ['passport'] },
    left: { state: 'none' },
    nobody_counted: { state: 'unknown' },
  })
})

test('the same seed makes the same people, another seed others', () => {
  expect(people(7, 50)).toEqual(people(7, 50))
  expect(people(8, 50)).not.toEqual(people(7, 50))
})

test('an even margin draws only what the catalogue allows', () => {
  const facts = aCatalogue({
    code: ['code', 'a', 'b'],
    set: ['codes', 'a'],
    day: 'date',
    word: 'text',
    size: ['number', { min: 2, max: 3 }],
  })
  const even = new Map([...facts.values()].map((fact) => [fact.id, { ...evenMargin(fact, { today, years: 1 }), unknown: 0 }]))
  const chance = chanceOf(3)
  for (let n = 0; n < 200; n += 1) {
    const drawn = drawFacts(even, chance)
    expect(drawn['word']).toEqual({ state: 'unknown' })
    expect(drawn['size']?.state === 'value' && [2, 3].includes(Number(drawn['size'].value))).toBe(true)
    expect(drawn['code']?.state === 'value' && ['a', 'b'].includes(String(drawn['code'].value))).toBe(true)
    expect(drawn['day']?.state === 'value' && drawn['day'].value <= today).toBe(true)
  }
})
