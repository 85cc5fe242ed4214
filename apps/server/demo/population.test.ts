import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { makePopulation, type OfficeHousehold } from './population.ts'

const settled = { year: 2026, places: ['Uno', 'Dos'], second: { places: ['Sur', 'Mar'], share: 0.3 } }
const made = (count: number, seed = 5, share = 0.3): readonly OfficeHousehold[] => [
  ...makePopulation(count, { chance: chanceFrom(seed), ...settled, second: { ...settled.second, share } }),
]
const numbers = (some: readonly OfficeHousehold[]) =>
  some
    .filter((one) => one.copyOf === undefined)
    .flatMap((one) => one.people.flatMap((person) => [person.document?.number ?? [], person.phone ?? []].flat()))

describe('a made-up population', () => {
  test('follows from its seed, household by household, however many are asked for', () => {
    expect(made(40)).toEqual(made(400).slice(0, 40))
    expect(made(40, 6)).not.toEqual(made(40))
  })

  test('is made one by one: the millionth costs no memory for those before', () => {
    const endless = makePopulation(Number.POSITIVE_INFINITY, { chance: chanceFrom(5), ...settled })
    for (let n = 0; n < 20_000; n += 1) endless.next()
    expect(endless.next().value?.people.length).toBeGreaterThan(0)
  })

  test('has partners who are grown up, however little is known of their birth', () => {
    const partners = made(3000).flatMap((one) => one.people.filter(({ relation }) => relation === 'partner'))
    expect(partners.length).toBeGreaterThan(1000)
    expect(partners.filter(({ birth }) => settled.year - Number(birth.slice(0, 4)) < 18)).toEqual([])
  })

  test('has about one household in twelve that comes again, and it comes after the first', () => {
    const people = made(6000)
    const again = people.flatMap((one, at) => (one.copyOf === undefined ? [] : [{ at, of: one.copyOf }]))
    expect(again.length / people.length).toBeGreaterThan(0.07)
    expect(again.length / people.length).toBeLessThan(0.1)
    for (const { at, of } of again) {
      expect(of).toBeLessThan(at)
      expect(people[of]?.copyOf).toBeUndefined()
    }
    expect(
      again.some(({ at, of }) => people[at]?.office !== people[of]?.office),
      'sometimes at the other office',
    ).toBe(true)
  })

  test('is not all alike: no number twice, the commonest full name rare, towns of the office they came to', () => {
    const people = made(10_000)
    expect(new Set(numbers(people)).size / numbers(people).length).toBeGreaterThan(0.99)
    const names = Map.groupBy(
      people.flatMap((one) => one.people),
      (one) => [one.given, ...one.family].join(' '),
    )
    const commonest = Math.max(...[...names.values()].map((some) => some.length))
    expect(names.size).toBeGreaterThan(18_000)
    expect(commonest).toBeLessThan(40)
    for (const one of people)
      if (one.copyOf === undefined) expect(one.office === 1).toBe(settled.second.places.includes(one.place))
  })

  test('the second office holds the share that was asked for, also a thousandth', () => {
    for (const [share, least, most] of [
      [0, 0, 0],
      [0.001, 0.0003, 0.002],
      [0.4, 0.39, 0.41],
    ] as const) {
      const people = made(20_000, 9, share)
      const held = people.filter((one) => one.office === 1).length / people.length
      expect(held).toBeGreaterThanOrEqual(least)
      expect(held).toBeLessThanOrEqual(most)
    }
  })
})
