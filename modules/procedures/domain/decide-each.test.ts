import { calendarDate } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import { answerProcedure, type AnswerKind } from './answer-procedure.ts'
import { decideEach, inTime } from './decide-each.ts'
import { parseCaseFacts } from './pack/parse-case.ts'

const words = { es: 'sí', pt: 'sim', en: 'yes', fr: 'oui', ht: 'wi' }
const bases = [{ id: 'condition/min_stay', words, cite: 'art. 5' }]
const people = (...kinds: readonly AnswerKind[]) => kinds.map((kind, at) => ({ personId: `p${at}`, answer: { kind }, bases }))
const said = (
  outcome: 'approved' | 'refused',
  except: Record<string, string> = {},
  againstRules: Record<string, { confirmed: boolean; restsOn: string }> = {},
) => ({ outcome, reasons: 'why', except, againstRules })

describe('an approval', () => {
  test.each([
    ['no', 'procedures/not-entitled'],
    ['not_yet', 'procedures/not-entitled'],
    ['closed', 'procedures/not-entitled'],
    ['depends', 'procedures/facts-missing'],
    ['look', 'procedures/facts-missing'],
  ] as const)('does not reach somebody whose own answer is "%s", unless they are refused by name', (kind, code) => {
    expect(decideEach(people('yes', kind), said('approved'))).toEqual({ ok: false, refusals: [{ code, at: 'except.p1' }] })
    const each = decideEach(people('yes', kind), said('approved', { p1: 'own reasons' }))
    expect(each.ok && [...each.value.values()]).toEqual([
      { outcome: 'approved', reasons: 'why' },
      { outcome: 'refused', reasons: 'own reasons' },
    ])
  })

  test('is not given for somebody who does not apply', () => {
    expect(decideEach(people('yes'), said('approved', { px: 'r' })).ok).toBe(false)
  })
})

test('a refusal needs no answer of the rules, and may give one person other reasons', () => {
  const each = decideEach(people('no', 'depends'), said('refused', { p1: 'own reasons' }))
  expect(each.ok && [...each.value.values()]).toEqual([
    { outcome: 'refused', reasons: 'why' },
    { outcome: 'refused', reasons: 'own reasons' },
  ])
})

describe('a refusal against the rules’ own yes', () => {
  const [confirmed, rests] = ['againstRules.p0.confirmed', 'againstRules.p0.restsOn']
  const [unconfirmed, required] = ['procedures/refusal-unconfirmed', 'procedures/basis-required']
  const founded = { confirmed: true, restsOn: 'condition/min_stay' }

  test.each([
    [
      'without a word',
      {},
      [
        [unconfirmed, confirmed],
        [required, rests],
      ],
    ],
    ['confirmed, resting on nothing', { p0: { ...founded, restsOn: '' } }, [[required, rests]]],
    ['resting on what is no part of the case', { p0: { ...founded, restsOn: 'condition/made_up' } }, [[required, rests]]],
    ['resting on something, not confirmed', { p0: { ...founded, confirmed: false } }, [[unconfirmed, confirmed]]],
  ] as const)('%s is not given', (_, given, faults) => {
    const refusals = faults.map(([code, at]) => ({ code, at }))
    expect(decideEach(people('yes'), said('refused', {}, given))).toEqual({ ok: false, refusals })
    // Nor by the way of refusing one person alone.
    expect(decideEach(people('yes', 'yes'), said('approved', { p0: 'own' }, given))).toEqual({ ok: false, refusals })
  })

  test('confirmed and founded is given, with what it rests on; nobody else’s decision carries it', () => {
    const each = decideEach(people('yes', 'no'), said('refused', {}, { p0: founded, p1: founded }))
    expect(each.ok && [...each.value.values()]).toEqual([
      { outcome: 'refused', reasons: 'why', against: bases[0] },
      { outcome: 'refused', reasons: 'why' },
    ])
    const approved = decideEach(people('yes'), said('approved', {}, { p0: founded }))
    expect(approved.ok && [...approved.value.values()]).toEqual([{ outcome: 'approved', reasons: 'why' }])
  })

  test('is not said of somebody who does not apply', () => {
    expect(decideEach(people('no'), said('refused', {}, { px: founded })).ok).toBe(false)
  })
})

test('a window that closed after an application was handed in does not turn it into a no', () => {
  const windowed = [...packs.procedures.values()].filter((one) => one.inForce.until !== undefined)
  expect(windowed.length).toBeGreaterThan(0)
  for (const procedure of windowed) {
    const view = { today: calendarDate('2099-01-02'), facts: parseCaseFacts({}) }
    expect(answerProcedure(procedure, view).kind).toBe('closed')
    expect(answerProcedure(inTime(procedure), view).kind).not.toBe('closed')
  }
})
