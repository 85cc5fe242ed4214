import { calendarDate, type Words } from '@convive/kernel'
import { expect, test } from 'vitest'
import type { Deadline, Procedure } from '../pack/procedure.ts'
import { countAll, type Counting } from './count-all.ts'

const on = calendarDate
const say = (text: string): Words => ({ es: text, pt: text, en: text, fr: text, ht: text })
const [woman, son] = ['woman', 'son']
const decide: Deadline = {
  id: 'decide',
  binds: 'office',
  after: { step: 'submitted' },
  count: 10,
  unit: 'business_days',
  stopsOn: ['papers_asked', 'decree'],
  onExpiry: 'approve',
  cite: { source: 'law', article: 'art. 11' },
}
const appeal: Deadline = {
  ...decide,
  id: 'appeal',
  binds: 'person',
  after: { step: 'told' },
  onExpiry: 'lapse',
  words: say('ask'),
}
const law = (...deadlines: readonly Deadline[]): Counting['procedure'] => {
  const sources: Procedure['sources'] = new Map([['law', { cite: 'Ley', status: 'primary' }]])
  return { id: 'xx.right', deadlines, sources }
}
const handedIn: Counting = {
  procedure: law(decide, appeal),
  today: on('2026-11-03'),
  place: { isHoliday: () => false, suspensions: [] },
  principal: woman,
  submitted: on('2026-11-02'),
  asked: [],
  decided: [],
  sure: true,
  stored: [],
}
const flood = {
  from: on('2026-11-16'),
  until: on('2026-11-20'),
  of: 'all',
  words: say('flood'),
  cite: 'Decreto 1',
  status: 'primary',
} as const
const refused = (personId: string) => ({
  personId,
  outcome: 'refused' as const,
  on: on('2026-11-10'),
  appealUntil: on('2026-11-24'),
  issued: false,
})

test('handed in, the office’s clock runs and can run out; nothing else has begun', () => {
  const all = countAll(handedIn)
  expect(all.rows.map((one) => one.law.id)).toEqual(['decide'])
  expect(all).toMatchObject({ decideBy: '2026-11-16', runsOut: '2026-11-16', watched: true, changes: [] })
})

test('it runs out once', () => {
  const before = countAll(handedIn)
  const out = countAll({ ...handedIn, today: on('2026-11-17'), stored: before.rows })
  expect(out.changes).toEqual([{ personId: woman, id: 'decide', change: 'run_out' }])
  expect(out.watched).toBe(true)
  expect(countAll({ ...handedIn, today: on('2026-11-18'), stored: out.rows }).changes).toEqual([])
})

test('it does not run out while nobody is sure of the clock, nor come back because of that', () => {
  const before = countAll(handedIn)
  const doubted = countAll({ ...handedIn, today: on('2040-01-01'), sure: false, stored: before.rows })
  expect(doubted).toMatchObject({ changes: [], overdue: true, watched: true, rows: [{ standing: { state: 'running' } }] })
  const out = countAll({ ...handedIn, today: on('2026-11-17'), stored: doubted.rows })
  expect(out).toMatchObject({ overdue: false, changes: [{ change: 'run_out' }] })
  const again = countAll({ ...handedIn, today: on('2026-11-18'), sure: false, stored: out.rows })
  expect(again).toMatchObject({ overdue: false, changes: [], rows: [{ standing: { state: 'run_out' } }] })
})

test('a decree found later lets it go on, and a changed law moves what is not decided', () => {
  const out = countAll({ ...handedIn, today: on('2026-11-17') })
  const place = { ...handedIn.place, suspensions: [flood] }
  const again = countAll({ ...handedIn, today: on('2026-11-17'), stored: out.rows, place })
  expect(again.changes).toEqual([{ personId: woman, id: 'decide', change: 'goes_on' }])
  expect(again.decideBy).toBe('2026-11-23')
  const shorter = law({ ...decide, count: 5 }, appeal)
  const changed = countAll({ ...handedIn, procedure: shorter, stored: countAll(handedIn).rows })
  expect(changed).toMatchObject({ decideBy: '2026-11-09', changes: [{ id: 'decide', change: 'moved' }] })
})

test('decided, the office’s clock is met for good, and each who was refused has a row to appeal', () => {
  const decided = [refused(woman), { ...refused(son), outcome: 'approved' as const, appealUntil: undefined, issued: true }]
  const all = countAll({ ...handedIn, today: on('2026-11-11'), decided, stored: countAll(handedIn).rows })
  expect(all.rows.map(({ personId, law: { id }, standing }) => [personId, id, standing.state])).toEqual([
    [woman, 'decide', 'met'],
    [woman, 'appeal', 'running'],
  ])
  expect(all).toMatchObject({ runsOut: undefined, watched: true })
  const later = countAll({ ...handedIn, procedure: law(), today: on('2026-12-01'), decided, stored: all.rows })
  expect(later.rows.find((one) => one.law.id === 'decide')?.standing).toMatchObject({ state: 'met', metOn: '2026-11-10' })
})

test('what was told with a decision stays as it was told, whatever the law says now', () => {
  const decided = [refused(woman)]
  const told = countAll({ ...handedIn, today: on('2026-11-11'), decided })
  const until = (procedure: Counting['procedure'], more: Partial<Counting> = {}) => {
    const { rows } = countAll({ ...handedIn, today: on('2026-11-12'), decided, stored: told.rows, procedure, ...more })
    return rows.find((one) => one.law.id === 'appeal')?.standing
  }
  expect(until(law(decide, appeal))?.due?.latest).toBe('2026-11-24')
  expect(until(law(decide, { ...appeal, count: 3 }))?.due?.latest).toBe('2026-11-24')
  expect(until(law(decide, { ...appeal, count: 30 }))?.due?.latest).toBe('2026-11-24')
  expect(until(law(decide))).toMatchObject({ due: { latest: '2026-11-24' }, cite: 'Ley, art. 11', unverified: false })
  // A decree still gives more time; nothing takes any away.
  expect(until(law(decide, appeal), { place: { ...handedIn.place, suspensions: [flood] } })?.due?.latest).toBe('2026-12-01')
})

test('of decisions from before deadlines were kept, the day that the notice told stands, even if counting would come to less', () => {
  const decided = [{ ...refused(woman), appealUntil: on('2026-11-30') }]
  const { rows } = countAll({ ...handedIn, today: on('2026-11-26'), decided })
  expect(rows.find((one) => one.law.id === 'appeal')?.standing).toMatchObject({ state: 'running', due: { latest: '2026-11-30' } })
})

test('taken back, nothing runs any more', () => {
  const all = countAll({ ...handedIn, withdrawn: on('2026-11-03'), stored: countAll(handedIn).rows })
  expect(all).toMatchObject({ watched: false, runsOut: undefined, rows: [{ standing: { state: 'met' } }] })
})
