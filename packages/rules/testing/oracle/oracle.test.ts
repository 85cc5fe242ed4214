import { describe, expect, test } from 'vitest'
import { dayFrom, daysOf, later, monthsBetween, textFrom } from './calendar.ts'
import { chanceFrom } from './chance.ts'
import { compareRule, emptyTally } from './compare.ts'
import { drawKnown, drawnDays } from './draw-known.ts'
import { drawnFacts, drawRule } from './draw-rule.ts'
import { answerOf, certificates, firstYes } from './judge.ts'
import { factsNamed, type Question, type Rule } from './rule.ts'
import { NotCovered } from './turning-points.ts'

describe('the oracle, by hand', () => {
  const until = (op: '<=' | '>'): Rule => ({ op, left: { op: 'fact', id: 'd' }, right: { op: 'date', value: '2024-05-23' } })
  const facts = { d: { type: 'date' }, a: { type: 'boolean' } } as const
  const ask = (rule: Rule, known: Question['known']): string => answerOf({ facts, today: '2024-08-31', rule, known })

  test('a day known to the month decides only where all its days agree', () => {
    expect(ask(until('<='), { d: '2024-05' })).toBe('unknown')
    expect(ask(until('<='), { d: '2024-04' })).toBe('yes')
    expect(ask(until('>'), { d: '2023' })).toBe('no')
    expect(ask({ op: 'or', of: [until('<='), until('>')] }, {})).toBe('yes')
    expect(ask({ op: 'and', of: [until('<='), until('>')] }, { d: { state: 'declined' } })).toBe('no')
    expect(ask(until('<='), { d: { state: 'null' } })).toBe('invalid')
  })

  test('its calendar counts leap days', () => {
    expect(textFrom(0)).toBe('1970-01-01')
    expect(dayFrom('2000-03-01') - dayFrom('2000-02-28')).toBe(2)
    expect(dayFrom('1900-03-01') - dayFrom('1900-02-28')).toBe(1)
    expect(textFrom(later(dayFrom('2004-02-29'), 216))).toBe('2022-02-28')
    expect(textFrom(later(dayFrom('2024-03-31'), -1))).toBe('2024-02-29')
    expect(monthsBetween(dayFrom('2024-01-31'), dayFrom('2024-02-29'))).toBe(1)
    expect(monthsBetween(dayFrom('2024-02-29'), dayFrom('2024-01-31'))).toBe(-1)
    expect(daysOf('2024-02')).toHaveLength(29)
  })

  test('proofs are the smallest, and a wait ends on its day', () => {
    const rule: Rule = { op: 'or', of: [{ op: 'fact', id: 'a' }, until('<=')] }
    expect(certificates({ facts, today: '2024-08-31', rule, known: { a: true, d: '2024' } })).toEqual([['a']])
    expect(certificates({ facts, today: '2024-08-31', rule, known: { a: true, d: '2024-01-01' } })).toEqual([['a'], ['d']])
    const wait: Rule = { op: '<=', left: { op: 'shift', of: { op: 'fact', id: 'd' }, by: 'P1M' }, right: { op: 'today' } }
    expect(firstYes({ facts, today: '2024-02-01', rule: wait, known: { d: '2024-01-31' } }, 60)).toBe('2024-02-29')
    expect(firstYes({ facts, today: '2024-02-01', rule: wait, known: { d: '2024-01-31' } }, 20)).toBe(undefined)
  })
})

test('days told apart by the rule stand for all days of a month: both listings answer alike', () => {
  let compared = 0
  for (let seed = 1; seed <= 120; seed += 1) {
    const chance = chanceFrom(seed)
    const { rule } = drawRule(chance)
    const named = [...new Set(factsNamed(rule))].toSorted()
    const facts = Object.fromEntries(Object.entries(drawnFacts).filter(([id]) => named.includes(id)))
    for (let count = 0; count < 6; count += 1) {
      const question: Question = { facts, rule, today: chance.one(drawnDays), known: drawKnown(chance, facts, named) }
      const [whole, few] = [covered(() => answerOf(question, 'whole')), covered(() => answerOf(question, 'turning-points'))]
      if (whole === undefined || few === undefined) continue
      compared += 1
      expect(few).toBe(whole)
    }
  }
  expect(compared).toBeGreaterThan(500)
})

function covered<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof NotCovered) return undefined
    throw error
  }
}

test('the engine never says what completions contradict, and finds almost all on which they agree', () => {
  const tally = emptyTally()
  for (let seed = 1; seed <= 300; seed += 1) compareRule(seed, 8, tally)
  expect(tally.unsound).toEqual([])
  expect(tally.linked / tally.atoms).toBeGreaterThan(0.3)
  expect(tally.notCovered / tally.cases).toBeLessThan(0.1)
  expect(tally.certain).toBeGreaterThan(500)
  expect(tally.agreeing).toBeGreaterThan(100)
  expect(tally.exact / tally.repeated).toBeGreaterThan(0.999)
})
