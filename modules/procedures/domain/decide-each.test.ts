import { calendarDate } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import { answerProcedure, type AnswerKind } from './answer-procedure.ts'
import { decideEach, inTime } from './decide-each.ts'
import { parseCaseFacts } from './pack/parse-case.ts'

const people = (...kinds: readonly AnswerKind[]) => kinds.map((kind, at) => ({ personId: `p${at}`, answer: { kind } }))
const said = (outcome: 'approved' | 'refused', except: Record<string, string> = {}) => ({ outcome, reasons: 'why', except })

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
  const each = decideEach(people('yes', 'depends'), said('refused', { p1: 'own reasons' }))
  expect(each.ok && [...each.value.values()]).toEqual([
    { outcome: 'refused', reasons: 'why' },
    { outcome: 'refused', reasons: 'own reasons' },
  ])
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
