import { expect, test } from 'vitest'
import { decide } from './decide.ts'
import type { Ruleset } from './ruleset.ts'
import { aCatalogue, aCondition, aRuleset, aView, known, type Sketch } from './testing/builders.ts'
import { whatWouldChange } from './what-would-change.ts'

const days = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
const tied: Sketch = {
  birth: ['date', { always: ['birth <= today'] }],
  ...Object.fromEntries(days.map((id) => [id, ['date', { always: [`birth <= ${id}`, `${id} <= today`] }] as const])),
}
/** Kleene's tables do not see that this always holds. */
const either = 'birth < date("1990-01-01") or birth >= date("1990-01-01")'

test('days that no condition reads do not tire the search, however many of them hang on one that is read', () => {
  const catalogue = aCatalogue({ ...tied, paid: 'boolean' })
  const ruleset: Ruleset = {
    id: 'paid',
    conditions: [aCondition('either', either, { catalogue }), aCondition('paid', 'paid', { catalogue, fixable: 'action' })],
    eligibleWhen: 'all',
  }
  const view = aView('2026-03-01', { paid: false })
  expect(whatWouldChange(ruleset, view, { askableFacts: ['paid'] })).toEqual([[{ fact: 'paid', to: known(true) }]])
})

test('days that nobody knows still tie those that are known: who is born after the end of a chain lives in no world', () => {
  const chain = aCatalogue({
    birth: 'date',
    middle: ['date', { always: ['birth <= middle'] }],
    later: ['date', { always: ['middle <= later'] }],
    end: ['date', { always: ['later <= end'] }],
    flag: 'boolean',
  })
  const ruleset = aRuleset(chain, { known: 'birth > date("1900-01-01")', either: 'flag or not(flag)' })
  const answer = (birth: string, end: string): string => decide(ruleset, aView('2026-03-01', { birth, end })).answer
  expect(answer('2001-05-02', '2001-05-02')).toBe('yes')
  // Nobody lives so: nothing more is claimed than Kleene's tables say.
  expect(answer('2001-05-02', '2001-05-01')).toBe('unknown')
})

test('a day that is known in part, or a tie that is more than an order, is looked at as before', () => {
  const catalogue = aCatalogue({
    birth: 'date',
    married: ['date', { always: ['birth + duration("P12Y") <= married', 'married <= today'] }],
    flag: 'boolean',
  })
  const ruleset = aRuleset(catalogue, { known: 'birth > date("1900-01-01")', either: 'flag or not(flag)' })
  const answer = (married: string | undefined): string =>
    decide(ruleset, aView('2026-03-01', { birth: '2010-03-01', ...(married === undefined ? {} : { married }) })).answer
  expect([answer(undefined), answer('2023'), answer('2019')]).toEqual(['yes', 'yes', 'unknown'])
})
