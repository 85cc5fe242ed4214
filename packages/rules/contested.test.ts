import { expect, test } from 'vitest'
import { decideAgain, decideContested, timesOf } from './index.ts'
import { aCatalogue, aRuleset, aView, declined, known } from './testing/builders.ts'

const catalogue = aCatalogue({ entry: 'date', birth: 'date', paid: 'boolean', ill: 'boolean', expires: 'date' })
const today = '2024-09-01'
const stay = aRuleset(catalogue, { stayed: ['entry + duration("P180D") <= today', 'time'], paid: 'paid' })

test('two sources that contradict each other give an answer each', () => {
  const said = {
    entry: [
      { source: 'passport', state: known('2024-08-01') },
      { source: 'officer', state: known('2023-08-01') },
      { source: 'family', state: known('2023-08-01') },
    ],
  }
  const found = decideContested(stay, aView(today, { paid: true, entry: '2023-08-01' }), said)
  expect(found.answer).toBe('unknown')
  expect(found.under.map(({ believing, decision }) => [believing['entry'], decision.answer])).toEqual([
    [['passport'], 'no'],
    [['officer', 'family'], 'yes'],
  ])
})

test('where the sources make no difference the answer is one', () => {
  const said = {
    entry: [
      { source: 'a', state: known('2022-08-01') },
      { source: 'b', state: known('2023-08-01') },
    ],
  }
  expect(decideContested(stay, aView(today, { paid: true }), said).answer).toBe('yes')
  expect(
    decideContested(stay, aView(today, { paid: true, entry: '2020-01-01' }), { ill: [{ source: 'a', state: known(true) }] })
      .under,
  ).toHaveLength(1)
})

test('too many ways of believing leave the facts open, and nothing is claimed', () => {
  const days = Array.from({ length: 70 }, (_, at) => ({ source: `s${at}`, state: known(`19${String(at + 10)}-01-01`) }))
  const found = decideContested(stay, aView(today, { paid: true, entry: '2020-01-01' }), { entry: days })
  expect(found).toEqual({ answer: 'unknown', under: [] })
})

test('a changed law or fact: whose answer changes, and why', () => {
  const free = aRuleset(catalogue, { stayed: 'entry + duration("P90D") <= today' })
  const person = (whom: string, facts: Parameters<typeof aView>[1]): Parameters<typeof decideAgain<string>>[0] => [
    { whom, before: { ruleset: stay, view: aView(today, facts) }, after: { ruleset: free, view: aView(today, facts) } },
  ]
  const people = [
    ...person('Ana', { entry: '2024-05-01', paid: false }),
    ...person('Beto', { entry: '2024-08-30', paid: false }),
    ...person('Caro', { paid: true }),
  ]
  expect([...decideAgain(people)]).toEqual([
    {
      whom: 'Ana',
      before: 'no',
      after: 'yes',
      because: [
        { id: 'stayed', before: 'no', after: 'yes' },
        { id: 'paid', before: 'no' },
      ],
    },
  ])
})

test('from when and until when, with earliest and latest where facts are open', () => {
  const valid = aRuleset(catalogue, { stayed: 'entry + duration("P180D") <= today', valid: 'today <= expires' })
  expect(timesOf(valid, aView(today, { entry: '2024-05-01', expires: '2025-01-31' }))).toEqual({
    from: { earliest: '2024-10-28', latest: '2024-10-28' },
    until: { earliest: '2025-02-01', latest: '2025-02-01' },
  })
  expect(timesOf(valid, aView(today, { entry: '2024-05', expires: '2025' }))).toEqual({
    from: { earliest: '2024-10-28', latest: '2024-11-27' },
    until: { earliest: '2025-01-02', latest: '2026-01-01' },
  })
  expect(timesOf(valid, aView(today, { entry: declined, expires: '2024-08-31' }))).toEqual({})
  expect(timesOf(valid, aView(today, { entry: '2020-01-01', expires: '2080-01-01' }))).toEqual({
    from: { earliest: today, latest: today },
  })
})
