import { addDays, type CalendarDate } from '@convive/kernel'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, fromWhen, notNoFrom, type FactView } from './index.ts'
import { aCatalogue, aRuleset, aView, known } from './testing/builders.ts'

const catalogue = aCatalogue({
  start: 'date',
  flag: 'boolean',
  set: ['codes', 'a', 'b'],
  age: ['number', { derive: 'years and months duration(start, today).years' }],
})

test('a wait is no "no" while something else is not known', () => {
  const ruleset = aRuleset(catalogue, { stayed: ['start + duration("P90D") <= today', 'time'], flag: 'flag' })
  const view = aView('2024-01-10', { start: '2024-01-01' })
  expect(decide(ruleset, view).answer).toBe('no')
  expect(fromWhen(ruleset, view)).toBe(undefined)
  expect(notNoFrom(ruleset, view)).toBe('2024-03-31')
  expect(notNoFrom(ruleset, aView('2024-01-10', { start: '2024-01-01', flag: false }))).toBe(undefined)
  expect(notNoFrom(ruleset, aView('2024-04-10', { start: '2024-01-01' }))).toBe('2024-04-10')
})

test('a window that has not opened is a wait, one that has closed is none', () => {
  const view = aView('2024-01-10')
  expect(notNoFrom(aRuleset(catalogue, { flag: 'flag' }, { opens: '2024-02-01' }), view)).toBe('2024-02-01')
  expect(notNoFrom(aRuleset(catalogue, { flag: 'flag' }, { closes: '2024-01-09' }), view)).toBe(undefined)
  const missed = aRuleset(catalogue, { stayed: 'start + duration("P90D") <= today' }, { closes: '2024-02-01' })
  expect(notNoFrom(missed, aView('2024-01-10', { start: '2024-01-01' }))).toBe(undefined)
})

/** Everything that the facts not known could turn out to be, coarsely. */
function completions(view: FactView): readonly FactView[] {
  const starts = ['2022-06-01', '2023-12-31', '2024-01-05', '2024-06-01']
  const dates = view.facts['start'] === undefined ? starts.map((start) => ({ start: known(start) })) : [{}]
  const flags = view.facts['flag'] === undefined ? [{ flag: known(true) }, { flag: known(false) }] : [{}]
  const sets = view.facts['set'] === undefined ? [{ set: known([]) }, { set: known(['a']) }, { set: known(['a', 'b']) }] : [{}]
  return dates.flatMap((date) =>
    flags.flatMap((flag) => sets.map((set) => ({ ...view, facts: { ...view.facts, ...date, ...flag, ...set } }))),
  )
}

const atom = fc.constantFrom(
  'flag',
  'not(flag)',
  'start + duration("P90D") <= today',
  'start + duration("P1Y") > today',
  'age < 2',
  'age >= 1',
  '"a" in set',
  'start <= date("2024-01-01")',
)
const condition = fc.oneof(
  atom,
  fc.tuple(atom, fc.constantFrom('and', 'or'), atom).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
)
const facts = fc.record(
  {
    start: fc.constantFrom('2023-06-01', '2024-01-05', '2024-02-29'),
    flag: fc.boolean(),
    set: fc.constantFrom<readonly string[]>([], ['a']),
  },
  { requiredKeys: [] },
)

test('before the day that is named every completion is a no, and without a day none ever becomes a yes', () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), facts, (texts, given) => {
      const ruleset = aRuleset(catalogue, Object.fromEntries(texts.map((text, at) => [`c${at}`, text])))
      const view = aView('2024-02-29', given)
      const from = notNoFrom(ruleset, view, 4)
      const days: CalendarDate[] = []
      for (let day = view.today; day < (from ?? '2028-01-01'); day = addDays(day, from === undefined ? 37 : 11)) days.push(day)
      if (from !== undefined && from > view.today) days.push(addDays(from, -1))
      for (const one of completions(view)) for (const today of days) expect(decide(ruleset, { ...one, today }).answer).toBe('no')
    }),
    { seed: 7, numRuns: 80 },
  )
})
