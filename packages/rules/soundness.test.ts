import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from './index.ts'
import { aRuleset, aView } from './testing/builders.ts'
import { catalogue, hidden, hiding, life, sentence, values } from './testing/random-conditions.ts'

const rules = fc.record({ conditions: fc.array(sentence, { minLength: 1, maxLength: 3 }), how: fc.constantFrom('all', 'any') })

test('no answer is ever contradicted by what turns out to be so', () => {
  const told = { yes: 0, no: 0, unknown: 0, invalid: 0 }
  fc.assert(
    fc.property(rules, life, hiding, ({ conditions, how }, full, hide) => {
      const ruleset = aRuleset(catalogue, Object.fromEntries(conditions.map((text, index) => [`c${index}`, text])), {
        eligibleWhen: how,
      })
      const before = decide(ruleset, hidden(full, hide))
      const after = decide(ruleset, aView('2024-02-29', full))
      told[before.answer] += 1
      expect(after.answer).not.toBe('unknown')
      if (before.answer === 'yes') expect(after.answer).not.toBe('no')
      if (before.answer === 'no') expect(after.answer).not.toBe('yes')
      for (const [index, one] of before.conditions.entries()) {
        const turned = after.conditions[index]?.truth
        if (one.truth === 'yes') expect(turned).not.toBe('no')
        if (one.truth === 'no') expect(turned).not.toBe('yes')
      }
    }),
    { seed: 20241124, numRuns: 1500 },
  )
  // The property says something only if all answers come up.
  expect(Math.min(told.yes, told.no, told.unknown)).toBeGreaterThan(50)
}, 90_000)

test('what has a value stays, and an answer without none is never unsaid', () => {
  const complete = fc.record(values)
  fc.assert(
    fc.property(sentence, complete, hiding, (text, full, hide) => {
      const ruleset = aRuleset(catalogue, { one: text })
      const before = decide(ruleset, hidden(full, hide)).answer
      if (before === 'unknown') return
      expect(decide(ruleset, aView('2024-02-29', full)).answer).toBe(before)
    }),
    { seed: 7, numRuns: 1500 },
  )
}, 90_000)
