import type { FactState } from '@convive/facts'
import { calendarDate } from '@convive/kernel'
import { expect, test } from 'vitest'
import { answerRight } from './store/answer-right.ts'
import { packs } from './store/packs.ts'

const law = packs.procedures.get('ysapy.regularisation')
const adult: Readonly<Record<string, FactState>> = {
  country_of_stay: { state: 'value', value: 'XYS' },
  birth_date: { state: 'value', value: '1990-05-03' },
  ties: { state: 'value', value: ['work'] },
  criminal_record: { state: 'value', value: false },
}
const asked = (entry: FactState, today = '2026-11-24', applied = false) => {
  if (law === undefined) throw new Error('no law of Ysapy')
  return answerRight(law, { today: calendarDate(today), facts: { ...adult, entry_date: entry } }, { applied })
}
const on = (value: string): FactState => ({ state: 'value', value })

test('somebody who may apply reads until which day, where, and the article', () => {
  expect(asked(on('2026-01-10'))).toMatchObject({
    kind: 'yes',
    applyUntil: [{ state: 'running', due: { earliest: '2028-01-10' }, cite: 'Ley de Residencia (ficticia), art. 10' }],
  })
  expect(asked(on('2026-01-10')).applyUntil[0]?.words?.es).toContain('Ventanilla única')
})

test('of a month or a year the first day that is sure is told with the last that is possible', () => {
  expect(asked(on('2025')).applyUntil).toMatchObject([
    { state: 'running', due: { earliest: '2027-01-04', latest: '2027-12-31' } },
  ])
})

test('whoever comes later reads that the day has passed, and is not told no for it', () => {
  expect(asked(on('2024-01-10'))).toMatchObject({
    kind: 'yes',
    applyUntil: [{ state: 'run_out', due: { latest: '2026-01-12' } }],
  })
})

test('without the day they read how long it is and from what it is counted', () => {
  const [one] = asked({ state: 'unknown' }).applyUntil
  expect(one).toMatchObject({ state: 'unknown', term: { count: 24, unit: 'months' } })
  expect(one?.since?.es).toBe('Fecha de entrada')
})

test('who has applied, or cannot, is told of no day', () => {
  expect(asked(on('2026-01-10'), '2026-11-24', true).applyUntil).toEqual([])
  expect(asked(on('2026-08-10'))).toMatchObject({ kind: 'no', applyUntil: [] })
})
