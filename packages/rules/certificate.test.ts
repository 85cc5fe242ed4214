import fc from 'fast-check'
import { expect, test } from 'vitest'
import { certificateOf, decide } from './index.ts'
import { aCatalogue, aRuleset, aView, known, none } from './testing/builders.ts'

const catalogue = aCatalogue({
  a: 'boolean',
  b: 'boolean',
  c: ['boolean', { cost: 5 }],
  d: ['boolean', { cost: 2 }],
  birth: 'date',
  entry: ['date', { always: ['birth <= entry'] }],
  ties: ['codes', 'work', 'study'],
})
const today = '2024-09-01'

test('a yes to all needs every fact, a no to all needs one', () => {
  const all = aRuleset(catalogue, { one: 'a', two: 'b', three: 'not(c)' })
  expect(certificateOf(all, aView(today, { a: true, b: true, c: false }))).toMatchObject({
    answer: 'yes',
    facts: expect.toSatisfy((facts: readonly string[]) => [...facts].toSorted().join() === 'a,b,c'),
    proof: 'fewest',
    conditions: [{ id: 'one', cite: 'law' }, { id: 'two' }, { id: 'three' }],
  })
  expect(certificateOf(all, aView(today, { a: true, b: false, c: true }))).toMatchObject({
    answer: 'no',
    facts: ['b'],
    proof: 'fewest',
    conditions: [{ id: 'two' }],
  })
})

test('of as few, the cheaper ones', () => {
  const any = aRuleset(catalogue, { one: 'c', two: 'd' }, { eligibleWhen: 'any' })
  expect(certificateOf(any, aView(today, { c: true, d: true }))?.facts).toEqual(['d'])
  // One dear fact is fewer than two cheap ones.
  const either = aRuleset(catalogue, { one: '(a and b) or c' })
  expect(certificateOf(either, aView(today, { a: true, b: true, c: true }))?.facts).toEqual(['c'])
})

test('what is so whichever way a fact turns out needs no fact', () => {
  const whatever = aRuleset(catalogue, { one: 'a or not(a)', two: 'b' })
  expect(certificateOf(whatever, aView(today, { a: true, b: true }))?.facts).toEqual(['b'])
  const twice = aRuleset(catalogue, { one: 'a', two: 'b' }, { eligibleWhen: '(one and two) or (not(one) and two)' })
  expect(certificateOf(twice, aView(today, { a: true, b: true }))?.facts).toEqual(['b'])
})

test('what the catalogue ties together proves too', () => {
  const born = aRuleset(catalogue, { one: 'entry >= date("2000-01-01")', two: 'birth >= date("2000-01-01")' })
  expect(certificateOf(born, aView(today, { birth: '2003-04-05', entry: '2020-01-01' }))?.facts).toEqual(['birth'])
})

test('absence is a fact, a closed window needs none, and an open answer has no proof', () => {
  const rule = aRuleset(catalogue, { one: 'birth = null or a' })
  expect(certificateOf(rule, aView(today, { birth: none }))?.facts).toEqual(['birth'])
  const shut = aRuleset(catalogue, { one: 'a' }, { closes: '2020-01-01' })
  expect(certificateOf(shut, aView(today, { a: true }))).toMatchObject({ answer: 'no', facts: [] })
  expect(certificateOf(rule, aView(today))).toBe(undefined)
})

test('beyond twenty facts one that is enough is found; of a sentence over conditions it is said that nothing can be left out', () => {
  const many = aCatalogue(Object.fromEntries(Array.from({ length: 24 }, (_, at) => [`f${at}`, 'boolean' as const])))
  const rule = aRuleset(many, { one: Array.from({ length: 24 }, (_, at) => `f${at}`).join(' or ') })
  const view = aView(today, Object.fromEntries(Array.from({ length: 24 }, (_, at) => [`f${at}`, true])))
  const found = certificateOf(rule, view)
  expect(found?.proof).toBe('enough')
  expect(found?.facts).toHaveLength(1)
  const said = certificateOf(
    { ...aRuleset(many, { one: Array.from({ length: 24 }, (_, at) => `f${at}`).join(' or ') }, { eligibleWhen: 'one' }) },
    view,
  )
  expect(said?.proof).toBe('irreducible')
  expect(said?.facts).toHaveLength(1)
})

/** Sentences over four truths, in which facts repeat. */
const sentence = fc.letrec<{ all: string }>((tie) => ({
  all: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.tuple(tie('all'), fc.constantFrom('and', 'or'), tie('all')).map(([x, sign, y]) => `(${x} ${sign} ${y})`),
    tie('all').map((x) => `not(${x})`),
    fc.tuple(tie('all'), tie('all'), tie('all')).map(([x, y, z]) => `(if ${x} then ${y} else ${z})`),
  ),
})).all

test('no smaller set proves it: all subsets tried', () => {
  const values = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean(), d: fc.boolean() })
  let several = 0
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 2 }), values, (texts, facts) => {
      const ruleset = aRuleset(catalogue, Object.fromEntries(texts.map((text, at) => [`c${at}`, text])))
      const names = Object.keys(facts)
      const proving = Array.from({ length: 1 << names.length }, (_, bits) =>
        names.filter((_name, at) => (bits >> at) & 1),
      ).filter((subset) => {
        const view = aView(
          today,
          Object.fromEntries(
            Object.entries(facts)
              .filter(([id]) => subset.includes(id))
              .map(([id, value]) => [id, known(value)]),
          ),
        )
        return decide(ruleset, view).answer === decide(ruleset, aView(today, facts)).answer
      })
      const least = Math.min(...proving.map((one) => one.length))
      const cost = (subset: readonly string[]): number => subset.reduce((sum, id) => sum + (catalogue.get(id)?.cost ?? 0), 0)
      const cheapest = Math.min(...proving.filter((one) => one.length === least).map(cost))
      const found = certificateOf(ruleset, aView(today, facts))
      if (least > 1) several += 1
      expect(found?.proof).toBe('fewest')
      expect(found?.facts).toHaveLength(least)
      expect(cost(found?.facts ?? [])).toBe(cheapest)
    }),
    { seed: 11, numRuns: 400 },
  )
  expect(several).toBeGreaterThan(50)
})

test('a day known to the month that is read twice proves what all its days prove', () => {
  const ruleset = aRuleset(aCatalogue({ day: 'date' }), {
    either: 'day < date("2024-05-20") or day >= date("2024-05-20") and day < date("2024-06-01")',
  })
  expect(decide(ruleset, aView('2024-09-01', { day: '2024-05' })).answer).toBe('yes')
  expect(certificateOf(ruleset, aView('2024-09-01', { day: '2024-05' }))).toMatchObject({ answer: 'yes', facts: ['day'] })
})
