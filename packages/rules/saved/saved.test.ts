import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, explain, fromWhen, nextQuestion, parseSavedRuleset } from '../browser.ts'
import type { Ruleset } from '../ruleset.ts'
import { aCatalogue, aRuleset, aView } from '../testing/builders.ts'
import { catalogue, hidden, hiding, life, sentence } from '../testing/random-conditions.ts'
import { saveRuleset } from './save-ruleset.ts'

function again(ruleset: Ruleset, facts = catalogue): Ruleset {
  const read = parseSavedRuleset(saveRuleset(ruleset), facts)
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.message).join('; '))
  return read.value
}

test('a ruleset that went through JSON decides and explains the same', () => {
  const pairs = fc.tuple(fc.array(sentence, { minLength: 1, maxLength: 3 }), life, hiding)
  fc.assert(
    fc.property(pairs, ([conditions, full, hide]) => {
      const named = Object.fromEntries(conditions.map((text, at) => [`c${at}`, text]))
      const ruleset = aRuleset(catalogue, named, { eligibleWhen: conditions.length > 1 ? 'c0 and not(c1)' : 'all' })
      const view = hidden(full, hide)
      expect(explain(again(ruleset), view)).toEqual(explain(ruleset, view))
    }),
    { seed: 12, numRuns: 150 },
  )
}, 90_000)

test('it finds the same day, asks the same question, and knows what is always so', () => {
  const facts = aCatalogue({
    birth: ['date', { always: ['birth <= entry'] }],
    entry: 'date',
    stays: ['records', { fields: [{ id: 'from', type: 'date', label: words, cost: 1, class: 1 }] }],
  })
  const ruleset = aRuleset(facts, {
    waited: 'entry + duration("P6M") <= today',
    born: 'birth <= entry',
    early: 'some s in stays satisfies s.from <= today',
  })
  const read = again(ruleset, facts)
  const view = aView('2024-02-29', { entry: '2024-01-31' })
  expect(fromWhen(read, view)).toBe(fromWhen(ruleset, view))
  expect(decide(read, view).conditions[1]?.truth).toBe('yes')
  expect(nextQuestion({ rulesets: [read], view, catalogue: facts })).toEqual(
    nextQuestion({ rulesets: [ruleset], view, catalogue: facts }),
  )
})
const words = { es: 'x', pt: 'x', en: 'x', fr: 'x', ht: 'x' }

test('what this program or this catalogue does not know is refused by name', () => {
  const text = saveRuleset(aRuleset(catalogue, { one: 'flag and start <= today' }))
  const codes = (saved: string, facts = catalogue): readonly string[] => {
    const read = parseSavedRuleset(saved, facts)
    return read.ok ? [] : read.faults.map((fault) => fault.code)
  }
  expect(codes(text)).toEqual([])
  expect(codes(text.replace('"op":"order"', '"op":"oracle"'))).toEqual(['rules/not-supported'])
  expect(codes(text.replace('"op":"order"', '"op":"constructor"'))).toEqual(['rules/not-supported'])
  expect(codes(text.replace('"form":1', '"form":2'))).toEqual(['rules/not-supported'])
  expect(codes(text, aCatalogue({ flag: 'boolean' }))).toEqual(['rules/unknown-fact'])
})
