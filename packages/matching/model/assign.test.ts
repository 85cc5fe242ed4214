import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignOneToOne, type Offer } from './assign.ts'

const offer = (a: number, b: number, w: number): Offer => ({ a, b, w, p: 1 / (1 + 2 ** -w) })
const names = (offers: readonly Offer[]): readonly string[] => offers.map(({ a, b }) => `${a} ${b}`)

test('the surest pair gives way where two others together are surer', () => {
  const { chosen, taken, tied } = assignOneToOne([offer(1, 11, 9), offer(1, 12, 8), offer(2, 11, 8)])
  expect([names(chosen), names(taken), names(tied)]).toEqual([['1 12', '2 11'], ['1 11'], []])
})

test('a pair that is less likely than not is nobody’s', () => {
  expect(assignOneToOne([offer(1, 11, -0.5)])).toEqual({ chosen: [], taken: [], tied: [], greedy: 0 })
})

test('of two that are as good the first is taken, and both are told', () => {
  const { chosen, tied, taken } = assignOneToOne([offer(1, 12, 5), offer(1, 11, 5), offer(2, 13, 5)])
  expect([names(chosen), names(tied), names(taken)]).toEqual([['1 11', '2 13'], ['1 11', '1 12'], []])
})

const drawn = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 11, max: 15 }), fc.integer({ min: 1, max: 9 })),
  {
    maxLength: 12,
  },
)

/** By trying everything. */
function best(offers: readonly Offer[]): number {
  const [first, ...rest] = offers
  if (first === undefined) return 0
  return Math.max(best(rest), first.w + best(rest.filter(({ a, b }) => a !== first.a && b !== first.b)))
}

test('no choice is better, nobody is taken twice, and every likely pair is somewhere', () => {
  fc.assert(
    fc.property(drawn, (list) => {
      const offers = [...new Map(list.map(([a, b, w]) => [`${a} ${b}`, offer(a, b, w)])).values()]
      const { chosen, taken, tied } = assignOneToOne(offers)
      expect(chosen.reduce((sum, { w }) => sum + w, 0)).toBe(best(offers))
      expect(new Set(chosen.map(({ a }) => a)).size + new Set(chosen.map(({ b }) => b)).size).toBe(2 * chosen.length)
      expect(new Set([...chosen, ...taken, ...tied]).size).toBe(offers.length)
      const turned = assignOneToOne(offers.toReversed())
      expect([names(turned.chosen), names(turned.tied)]).toEqual([names(chosen), names(tied)])
    }),
  )
})

test('a group of thousands is settled surest first, and told', () => {
  const many = Array.from({ length: 400 }, (_, n) => [offer(n, 1000 + n, 9), offer(n + 1, 1000 + n, 3)]).flat()
  const { chosen, taken, greedy } = assignOneToOne(many)
  expect([chosen.length, taken.length, greedy]).toEqual([400, 400, 1])
})
