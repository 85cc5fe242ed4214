import type { FactState } from '@convive/facts'
import { calendarDate } from '@convive/kernel'
import { expect, test } from 'vitest'
import { packs } from '../store/packs.ts'
import { chooseForHousehold, type Member } from './choose-for-household.ts'

const today = calendarDate('2026-11-01')
const said = (value: string | boolean | readonly string[]): FactState => ({ state: 'value', value })
const inYsapy = [...packs.procedures.values()].filter((one) => one.id === 'ysapy.regularisation')
const member = (facts: Readonly<Record<string, FactState>>): Member => ({ procedures: inYsapy, facts })
const ask = (...members: readonly Member[]) => chooseForHousehold(members, { catalogue: packs.catalogue, today })
const grown = { entry_date: said('2026-01-10'), birth_date: said('1990-05-03') }

test('the same question is put to all for whom it is open, on one screen', () => {
  expect(ask(member({}), member({}), member({}))).toMatchObject({ people: [0, 1, 2] })
})

test('nobody is asked what decides nothing for them: a child is not asked for work or a sentence', () => {
  const child = { ...grown, birth_date: said('2015-02-28') }
  const question = ask(member(grown), member(child), member(grown))
  expect(question?.fact).toBe('ties')
  expect(question?.people).toEqual([0, 2])
})

test('whoever is decided is left alone, and when all are there is no question', () => {
  const done = { ...grown, ties: said(['work']), criminal_record: said(false) }
  expect(ask(member(done), member(grown))).toMatchObject({ people: [1] })
  expect(ask(member(done), member({ ...grown, birth_date: said('2015-02-28') }))).toBeUndefined()
})

test('what was declined or not known is not asked of them again, only of the others', () => {
  const silent: Readonly<Record<string, FactState>> = { ...grown, ties: { state: 'unknown' }, criminal_record: said(false) }
  expect(ask(member(silent))).toBeUndefined()
  expect(ask(member(silent), member({ ...grown, criminal_record: said(false) }))).toMatchObject({ fact: 'ties', people: [1] })
})

test('a household of one is asked as one person is, and about as many questions are left', () => {
  const one = ask(member(grown))
  expect(one?.people).toEqual([0])
  expect(one?.remaining).toBeGreaterThan(0)
  expect(ask(member(grown), member(grown))?.remaining).toBe(one?.remaining)
})
