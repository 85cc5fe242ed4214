import { calendarDate } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import { answerProcedure } from './answer-procedure.ts'
import { chooseQuestion } from './choose-question.ts'
import { parseCaseFacts } from './pack/parse-case.ts'
import type { Procedure } from './pack/procedure.ts'

function named(id: string): Procedure {
  const found = packs.procedures.get(id)
  if (found === undefined) throw new Error(`no pack ${id}`)
  return found
}
const ysapy = named('ysapy.regularisation')
const uruguay = named('uy.residence-by-ties')

const view = (today: string, known: Record<string, unknown>) => ({ today: calendarDate(today), facts: parseCaseFacts(known) })
const adult = { birth_date: '1990-05-03', criminal_record: false }
const asks = (procedures: readonly Procedure[], seen: ReturnType<typeof view>) =>
  chooseQuestion(procedures, seen, { catalogue: packs.catalogue, askable: (fact) => !(fact in seen.facts) })?.fact

describe('never a no while a needed fact is unknown', () => {
  test('who came a week ago and has said nothing else is not told no, and is asked on', () => {
    const seen = view('2026-07-01', { entry_date: '2026-06-24' })
    expect(answerProcedure(ysapy, seen)).toMatchObject({ kind: 'depends', from: '2026-09-22', change: [] })
    expect(asks([ysapy], seen)).toBe('birth_date')
    expect(answerProcedure(ysapy, seen).reasons.find((one) => one.id === 'min_stay')).toMatchObject({
      state: 'not_met',
      from: '2026-09-22',
    })
  })

  test('with the rest known it is a not yet, from that day', () => {
    const seen = view('2026-07-01', { entry_date: '2026-06-24', ...adult, ties: ['work'] })
    expect(answerProcedure(ysapy, seen)).toMatchObject({ kind: 'not_yet', from: '2026-09-22' })
    expect(asks([ysapy], seen)).toBeUndefined()
  })

  test('who declines to say stays at "it depends", today and on the day the waiting ends', () => {
    const early = view('2026-07-01', {
      entry_date: '2026-06-24',
      birth_date: '1990',
      ties: ['work'],
      criminal_record: 'declined',
    })
    expect(answerProcedure(ysapy, early)).toMatchObject({ kind: 'depends', from: '2026-09-22', declined: ['criminal_record'] })
    expect(asks([ysapy], early)).toBeUndefined()
  })

  test('before the window opens nobody is told no for what they have not said', () => {
    const unborn: Procedure = { ...ysapy, ruleset: { ...ysapy.ruleset, window: { opens: calendarDate('2027-01-01') } } }
    expect(answerProcedure(unborn, view('2026-11-24', {}))).toMatchObject({ kind: 'depends', from: '2027-01-01' })
    expect(answerProcedure(unborn, view('2026-11-24', { entry_date: '2026-01-10', ...adult, ties: ['work'] }))).toMatchObject({
      kind: 'not_yet',
      from: '2027-01-01',
    })
    expect(asks([unborn], view('2026-11-24', {}))).toBe('entry_date')
  })

  test('a no that nothing unknown can turn is said at once, and nothing more is asked', () => {
    const seen = view('2026-11-24', { entry_date: '2026-07-01' })
    expect(answerProcedure(ysapy, seen)).toMatchObject({ kind: 'no' })
    expect(asks([ysapy], seen)).toBeUndefined()
  })

  test('a closed window is closed, whatever is known, and waits for no answer', () => {
    expect(answerProcedure(uruguay, view('2026-11-24', {}))).toMatchObject({ kind: 'closed', closedSince: '2025-05-23' })
    expect(answerProcedure(uruguay, view('2025-05-24', { entry_date: '2024-06-02' }))).toMatchObject({ kind: 'closed' })
    expect(asks([uruguay], view('2026-11-24', {}))).toBeUndefined()
  })
})

describe('what would change a no', () => {
  test('each tie that would do, and only what somebody can do something about', () => {
    const no = answerProcedure(ysapy, view('2026-11-24', { entry_date: '2026-01-10', ...adult, ties: [] }))
    expect(no.kind).toBe('no')
    expect(no.change).toEqual(
      ['work', 'self_employment', 'family', 'study'].map((tie) => [{ fact: 'ties', to: { state: 'value', value: [tie] } }]),
    )
    expect(no.changeFrom).toBeUndefined()
  })

  test('where time is missing too, the day is said with it', () => {
    const no = answerProcedure(ysapy, view('2026-07-01', { entry_date: '2026-06-24', ...adult, ties: [] }))
    expect(no).toMatchObject({ kind: 'no', changeFrom: '2026-09-22' })
    expect(no.change).toHaveLength(4)
  })

  test('where something else is not known, what would open it again is said, and on what it would then depend', () => {
    const no = answerProcedure(ysapy, view('2026-11-24', { entry_date: '2026-01-10', birth_date: '1990', ties: [] }))
    expect(no).toMatchObject({ kind: 'no', changeOpens: true, open: ['criminal_record'] })
    expect(no.change).toHaveLength(4)
    const tooLate = answerProcedure(ysapy, view('2026-11-24', { entry_date: '2026-07-01', birth_date: '1990', ties: [] }))
    expect(tooLate).toMatchObject({ kind: 'no', change: [] })
  })

  test('a sentence is not undone, but it stops counting: what would change it is said with the day', () => {
    const known = { entry_date: '2026-01-10', ...adult, criminal_record: true, ties: [] }
    const no = answerProcedure(ysapy, view('2026-11-24', { ...known, sentence_end: '2025-03-10' }))
    expect(no).toMatchObject({ kind: 'no', changeFrom: '2030-03-10' })
    expect(no.change).toHaveLength(4)
    expect(answerProcedure(ysapy, view('2026-11-24', known))).toMatchObject({ changeOpens: true, open: ['sentence_end'] })
  })
})

test('a yes that will end says until when: the last day of the window, or the last as a child', () => {
  const fits = { entry_date: '2023-08-01', entry_point_authorised: true, asylum_claim_date: '2023-08-02', criminal_record: false }
  expect(answerProcedure(uruguay, view('2024-09-01', { ...fits, ties: ['work'] }))).toMatchObject({
    kind: 'yes',
    until: '2025-05-23',
  })
  const child = answerProcedure(ysapy, view('2026-02-01', { entry_date: '2025-06-01', birth_date: '2008-02-29', ties: [] }))
  expect(child).toMatchObject({ kind: 'yes', until: '2026-02-27' })
})

describe('when a sentence ended', () => {
  const known = { entry_date: '2026-01-10', birth_date: '1990-05-03', ties: ['work'] }
  const on = (more: object) => view('2026-11-24', { ...known, ...more })

  test('is asked only of somebody who said that there was one', () => {
    expect(asks([ysapy], on({}))).toBe('criminal_record')
    expect(answerProcedure(ysapy, on({})).open).toEqual(['criminal_record'])
    expect(asks([ysapy], on({ criminal_record: 'declined' }))).toBeUndefined()
    expect(asks([ysapy], on({ criminal_record: false }))).toBeUndefined()
    expect(asks([ysapy], on({ criminal_record: true }))).toBe('sentence_end')
  })

  test('a sentence never is a no for ever: it waits until a day, or depends on the day nobody told', () => {
    const said = (sentence_end: string) => answerProcedure(ysapy, on({ criminal_record: true, sentence_end }))
    expect(said('2024-03-10')).toMatchObject({ kind: 'not_yet', from: '2029-03-10' })
    expect(said('2030-03-10'), 'it still runs').toMatchObject({ kind: 'not_yet', from: '2035-03-10' })
    expect(said('2024'), 'only the year').toMatchObject({ kind: 'depends', from: '2029-01-01', open: ['sentence_end'] })
    expect(said('unknown')).toMatchObject({ kind: 'depends', open: ['sentence_end'] })
    expect(said('2021-11-24'), 'the day it has passed').toMatchObject({ kind: 'yes' })
  })
})
