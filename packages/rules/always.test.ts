import { expect, test } from 'vitest'
import { compileExpression, decide, explain, fromWhen, untilWhen } from './index.ts'
import { aCatalogue, aRuleset, aView, declined, none } from './testing/builders.ts'

/** Nobody enters before they are born, and what was told lies not ahead. */
const catalogue = aCatalogue({
  birth: 'date',
  entry: ['date', { always: ['birth <= entry', 'entry <= today'] }],
  claim: ['date', { always: ['entry <= claim'] }],
  flag: 'boolean',
  income: 'number',
})
const today = '2024-09-01'
const answer = (condition: string, facts: Parameters<typeof aView>[1] = {}): string =>
  decide(aRuleset(catalogue, { one: condition }), aView(today, facts)).answer

test('what no life can have does not leave an answer open', () => {
  expect(answer('entry <= today')).toBe('yes')
  expect(answer('entry < birth')).toBe('no')
  expect(answer('entry >= date("2000-05-01")', { birth: '2001-02-03' })).toBe('yes')
  expect(answer('entry >= date("2000-05-01")', { birth: '1999' })).toBe('unknown')
  expect(answer('birth <= date("2020-01-01")', { entry: '2019-12-31' })).toBe('yes')
})

test('the ties go from fact to fact', () => {
  // claim ≥ entry ≥ birth
  expect(answer('claim >= birth')).toBe('yes')
  expect(answer('claim >= date("2010-01-01")', { birth: '2010-06-30' })).toBe('yes')
  expect(answer('claim > date("2010-06-30")', { birth: '2010-06-30' })).toBe('unknown')
})

test('the day itself can be', () => {
  expect(answer('entry < today')).toBe('unknown')
  expect(answer('entry < today or (entry >= today and entry <= today)')).toBe('yes')
  expect(answer('entry > birth', { birth: today })).toBe('no')
})

test('a declined fact is bound like an unknown one, and one that is none is bound to nothing', () => {
  expect(answer('entry <= today', { entry: declined })).toBe('yes')
  expect(answer('claim != null and claim < birth', { birth: '2001-01-01' })).toBe('no')
  expect(answer('claim = null', { claim: none, birth: '2001-01-01' })).toBe('yes')
})

test('facts that contradict each other are named, and nothing more is claimed of them', () => {
  const found = decide(
    aRuleset(catalogue, { one: 'entry >= date("2000-01-01")', two: 'flag' }),
    aView(today, { birth: '2011', entry: '2010' }),
  )
  expect(found).toMatchObject({ answer: 'unknown', contradictions: [['birth', 'entry']] })
  expect(found.conditions.map((one) => one.truth)).toEqual(['yes', 'unknown'])
  const clean = explain(aRuleset(catalogue, { one: 'flag' }), aView(today, { flag: true, birth: '2011', entry: '2010' }))
  expect(clean).toMatchObject({ answer: 'yes', contradictions: [] })
})

test('a later day is asked about facts that were told today', () => {
  const stay = aRuleset(catalogue, { one: 'entry + duration("P180D") <= today' })
  expect(fromWhen(stay, aView(today))).toBe('2025-02-28')
  const fresh = aRuleset(catalogue, { one: 'entry + duration("P180D") >= today' })
  expect(untilWhen(fresh, aView(today, { entry: '2024-09' }))).toBe('2025-02-28')
})

test('what cannot be read says at which fact', () => {
  const broken = aCatalogue({ entry: ['date', { always: ['entry <= tomorow'] }] })
  const compiled = compileExpression({ feel: 'entry <= today', catalogue: broken, expects: 'boolean' })
  expect(compiled).toMatchObject({ ok: false, faults: [{ code: 'rules/unknown-fact' }] })
  expect(compiled.ok ? '' : compiled.faults[0]?.message).toContain('always so of entry')
})

test('an unknown says whether the search came to its end', () => {
  expect(decide(aRuleset(catalogue, { one: 'flag' }), aView(today)).exact).toBe(true)
  expect(decide(aRuleset(catalogue, { one: 'income * income >= 0' }), aView(today)).exact).toBe(false)
})
