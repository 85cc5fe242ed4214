import { calendarDate, chanceOf } from '@convive/kernel'
import { expect, test } from 'vitest'
import { aCatalogue, aRuleset } from '../testing/builders.ts'
import { judgeOf } from './decided.ts'
import { leastQuestions } from './least-questions.ts'
import { optimalQuestions } from './optimal-questions.ts'
import { domainsOf, drawMargins, drawPerson, type Asked, type Margins } from './population.ts'

const catalogue = aCatalogue({ a: 'boolean', b: 'boolean', c: 'boolean', town: ['code', 'asa', 'bera', 'cira'] })
const today = calendarDate('2026-01-01')
const asking = (...rulesets: Asked['rulesets']): Asked => ({ rulesets, catalogue, today })
/** Booleans answer yes first. */
const even = (count: number): Margins => Array.from({ length: count }, () => [0.5, 0.5])

test('a conjunction is asked by its least likely fact first', () => {
  const asked = asking(aRuleset(catalogue, { a: 'a', b: 'b' }))
  const domains = domainsOf(asked)
  expect(domains.map(({ fact, values }) => [fact, values.length])).toEqual([
    ['a', 2],
    ['b', 2],
  ])
  const plan = optimalQuestions(asked, {
    domains,
    margins: [
      [0.9, 0.1],
      [0.2, 0.8],
    ],
  })
  expect(plan?.expected).toBeCloseTo(1 + 0.2)
  expect(plan?.next([-1, -1])).toBe(1)
  expect(plan?.next([-1, 1])).toBeUndefined()
  expect(plan?.next([-1, 0])).toBe(0)
})

test('two of three takes two questions, and a third if they differ', () => {
  const asked = asking(aRuleset(catalogue, { ab: 'a and b', bc: 'b and c', ac: 'a and c' }, { eligibleWhen: 'any' }))
  expect(optimalQuestions(asked, { domains: domainsOf(asked), margins: even(3) })?.expected).toBeCloseTo(2.5)
})

test('answers that the rules tell apart are told apart, others are one, none is an answer of its own', () => {
  const [town] = domainsOf(asking(aRuleset(catalogue, { t: 'town = "asa"' })))
  expect(town?.values.map((one) => (one.state === 'value' ? one.value : one.state))).toEqual(['asa', 'bera', 'none'])
})

test('more states than allowed give no plan rather than a wrong one', () => {
  const asked = asking(aRuleset(catalogue, { a: 'a and b and c' }))
  expect(optimalQuestions(asked, { domains: domainsOf(asked), margins: even(3), limit: 2 })).toBeUndefined()
})

test('one who knows the answers needs the fewest that prove them all', () => {
  const asked = asking(
    aRuleset(catalogue, { one: 'a and b' }, { id: 'one' }),
    aRuleset(catalogue, { two: 'a or c' }, { id: 'two' }),
  )
  const judge = judgeOf(asked, domainsOf(asked))
  expect(leastQuestions(2, [0, 0, 0], judge), 'a and b, and a again').toBe(2)
  expect(leastQuestions(2, [1, 0, 0], judge), 'a says no to the first, c yes to the second').toBe(2)
  expect(leastQuestions(2, [1, 1, 1], judge)).toBe(2)
  expect(leastQuestions(1, [1, 0, 0], judge)).toBe(1)
})

test('margins are shares, those scattered around others stay near, and people answer as often as they say', () => {
  const asked = asking(aRuleset(catalogue, { a: 'a and b and c', t: 'town in ("asa", "bera")' }))
  const domains = domainsOf(asked)
  const random = chanceOf(7)
  const margins = drawMargins(domains, random)
  for (const shares of margins) expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1)
  expect(drawMargins(domains, chanceOf(7))).toEqual(margins)
  const near = drawMargins(domains, random, { margins, strength: 20 })
  for (const [place, shares] of near.entries())
    for (const [value, share] of shares.entries()) expect(Math.abs(share - (margins[place]?.[value] ?? 0))).toBeLessThan(0.25)
  const people = Array.from({ length: 4000 }, () => drawPerson(margins, random))
  const first = people.filter((known) => known[0] === 0).length / people.length
  expect(Math.abs(first - (margins[0]?.[0] ?? 0))).toBeLessThan(0.03)
})
