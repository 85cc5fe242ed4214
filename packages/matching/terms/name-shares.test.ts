import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counted, mixed, shareOf, sharesFrom, termBits } from './name-shares.ts'

const ysapy = sharesFrom(
  new Map([
    ['gonsales', 0.04],
    ['peres', 0.02],
    ['sambrano', 0.002],
  ]),
)
const bits = (one: string, other = one, shares = ysapy): number => termBits([[one, other]], shares)

describe('how much a name says', () => {
  test('a rare one says more than one that everybody has', () => {
    expect(bits('sambrano')).toBeGreaterThan(bits('peres'))
    expect(bits('peres')).toBeGreaterThan(bits('gonsales'))
  })

  test('one that nobody listed is no rarer than the rarest that is', () => {
    expect(bits('guaraco')).toBe(bits('sambrano'))
  })

  test('of two that are nearly the same the more frequent counts, whichever side it is on', () => {
    expect(bits('gonsales', 'gonsalis')).toBe(bits('gonsales'))
    expect(bits('gonsalis', 'gonsales')).toBe(bits('gonsales'))
    expect(bits('sambrano', 'sambramo')).toBe(0)
  })

  test('agreeing on any name says on average what the level says', () => {
    const names = ['a', 'b', 'c', 'd']
    const shares = sharesFrom(new Map([0.4, 0.3, 0.2, 0.1].map((share, at) => [names[at] ?? '', share])))
    // Strangers agree on a name as often as the square of its share.
    const odds = names.reduce(
      (sum, name) => sum + (shareOf(shares, name) ** 2 / shares.chance) * 2 ** bits(name, name, shares),
      0,
    )
    expect(odds).toBeCloseTo(1, 10)
  })

  test('however many names agree, it stays within bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('gonsales', 'peres', 'sambrano', 'x'), { maxLength: 9 }), (names) => {
        const all = termBits(
          names.map((name) => [name, name]),
          ysapy,
        )
        expect(Math.abs(all)).toBeLessThanOrEqual(6)
      }),
      { seed: 3 },
    )
  })
})

describe('origins', () => {
  const other = sharesFrom(new Map([['pier', 0.05]]))

  test('between two the mixture counts: what is frequent in one is half as frequent', () => {
    const both = mixed([ysapy, other])
    expect(shareOf(both, 'pier')).toBeCloseTo((0.05 + ysapy.rarest) / 2, 10)
    expect(shareOf(both, 'gonsales')).toBeCloseTo((0.04 + 0.05) / 2, 10)
    expect(mixed([ysapy])).toBe(ysapy)
  })

  test('what was counted takes the place of what was known before by and by', () => {
    const few = counted(ysapy, { of: new Map([['gonsales', 10]]), total: 100, least: 10, chance: 0.01 })
    const many = counted(ysapy, { of: new Map([['gonsales', 10_000]]), total: 100_000, least: 10, chance: 0.01 })
    expect(few === undefined ? 0 : shareOf(few, 'gonsales')).toBeCloseTo((10 + 500 * 0.04) / 600, 10)
    expect(many === undefined ? 0 : shareOf(many, 'gonsales')).toBeCloseTo(0.1, 2)
    // Of names that were not told any may have as many bearers as the least that is told.
    expect(few === undefined ? 0 : shareOf(few, 'guaraco')).toBeGreaterThanOrEqual(0.002)
    expect(many === undefined ? 1 : shareOf(many, 'guaraco')).toBeLessThan(0.001)
  })

  test('of an origin of which nothing was known a few people say nothing', () => {
    expect(counted(undefined, { of: new Map([['pier', 20]]), total: 100, least: 10, chance: 0.01 })).toBeUndefined()
    const known = counted(undefined, { of: new Map([['pier', 100]]), total: 1000, least: 10, chance: 0.01 })
    expect(known === undefined ? 0 : shareOf(known, 'pier')).toBeCloseTo(0.1, 10)
    expect(known === undefined ? 0 : shareOf(known, 'delva')).toBeCloseTo(0.01, 10)
  })

  test('no name is taken for rarer than one in a hundred thousand', () => {
    expect(shareOf(sharesFrom(new Map([['x', 1e-9]])), 'x')).toBe(1e-5)
  })
})
