import type { FactState } from '@convive/facts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, dayOf } from './day.ts'
import { decide, type FactView } from './index.ts'
import { aCatalogue, aRuleset, aView, declined, known, none, unknown } from './testing/builders.ts'

const catalogue = aCatalogue({
  flag: 'boolean',
  other: 'boolean',
  start: 'date',
  end: 'date',
  amount: 'number',
  size: 'number',
  code: ['code', 'a', 'b', 'c'],
  word: 'text',
  set: ['codes', 'a', 'b', 'c'],
  age: ['number', { derive: 'years and months duration(start, today).years' }],
  span: ['number', { derive: '(today - start) / duration("P1D")' }],
})

const today = dayOf(aView('2024-02-29').today)
const near = fc.integer({ min: today - 800, max: today + 200 })
const dayText = near.map((day) => dateOf(day) ?? '2024-01-01')
const small = fc.integer({ min: -2, max: 4 })

const atom = fc.oneof(
  fc.constantFrom(
    'flag',
    'other',
    'flag = true',
    'other != flag',
    'start = null',
    'end != null',
    'code = null',
    'amount = null',
    'set = null',
  ),
  fc
    .tuple(fc.constantFrom('start', 'end'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), dayText)
    .map(([f, sign, day]) => `${f} ${sign} date("${day}")`),
  fc
    .tuple(fc.constantFrom('start', 'end'), fc.constantFrom('P40D', 'P1M', 'P1Y', '-P2M'))
    .map(([f, length]) => `${f} + duration("${length}") <= today`),
  fc.tuple(dayText, dayText).map(([a, b]) => `start in [date("${a}")..date("${b}")]`),
  fc.constantFrom(
    'start < end',
    'end - start >= duration("P90D")',
    'start = end',
    'years and months duration(start, end).months = 3',
  ),
  fc.tuple(fc.constantFrom('<', '>=', '='), small).map(([sign, n]) => `age ${sign} ${n}`),
  fc.integer({ min: 0, max: 500 }).map((n) => `span >= ${n}`),
  fc
    .tuple(
      fc.constantFrom('amount', 'amount - size', 'amount * 2', 'amount / size', '-amount'),
      fc.constantFrom('<', '<=', '='),
      small,
    )
    .map(([f, sign, n]) => `${f} ${sign} ${n}`),
  fc.constantFrom(
    'code = "a"',
    'code != "b"',
    'code in ("a", "c")',
    'word = "a"',
    'word != "q"',
    'word in ("a", "b")',
    'code = word',
  ),
  fc.constantFrom(
    'list contains(set, "a")',
    'count(set) >= 2',
    'set = ["a", "b"]',
    'some e in set satisfies e in ("a", "c")',
    'code in set',
    'count(set) = amount',
  ),
  fc.constantFrom(
    'every e in set satisfies e != "b" or flag',
    'some e in set satisfies e = code',
    'every e in ["a", "b"] satisfies list contains(set, e)',
  ),
)

const sentence = fc.letrec<{ all: string }>((tie) => ({
  all: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('all'), fc.constantFrom('and', 'or'), tie('all')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('all').map((a) => `not(${a})`),
    fc.tuple(tie('all'), tie('all'), tie('all')).map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
  ),
})).all

const flags = fc.boolean().map(known)
const dates = near.map((day) => known(dateOf(day) ?? '2024-01-01'))
const amounts = fc.oneof(small, fc.double({ min: -3, max: 5, noNaN: true })).map(known)
const codes = fc.constantFrom('a', 'b', 'c').map(known)
const words = fc.constantFrom('a', 'b', 'z', '').map(known)
const sets = fc.subarray(['a', 'b', 'c']).map(known)
const values: Readonly<Record<string, fc.Arbitrary<FactState>>> = {
  flag: flags,
  other: flags,
  start: dates,
  end: dates,
  amount: amounts,
  size: amounts,
  code: codes,
  word: words,
  set: sets,
}

/** What somebody is, and what of it is known: a completion and a view that it completes. */
const life = fc.record(
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, fc.oneof({ weight: 8, arbitrary: value }, fc.constant(none))]),
  ),
)
const hiding = fc.record(
  Object.fromEntries(Object.keys(values).map((id) => [id, fc.constantFrom('all', 'all', 'declined', 'part', 'no')])),
)

function hidden(full: Readonly<Record<string, FactState>>, how: Readonly<Record<string, string>>): FactView {
  const facts = Object.entries(full).map(([id, state]): [string, FactState] => {
    if (how[id] === 'all') return [id, unknown]
    if (how[id] === 'declined') return [id, declined]
    const isDate = (id === 'start' || id === 'end') && state.state === 'value' && typeof state.value === 'string'
    if (how[id] === 'part' && isDate && typeof state.value === 'string')
      return [id, known(state.value.slice(0, state.value.endsWith('5') ? 4 : 7))]
    return [id, state]
  })
  return aView('2024-02-29', Object.fromEntries(facts))
}

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
})

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
})
