import type { FactState } from '@convive/facts'
import { expect, test } from 'vitest'
import { askedOf, screenBefore, withAnswers, withPeople } from './kept-changes.ts'
import { nothingKept, type Kept } from './parse-kept.ts'

const year = (value: string): FactState => ({ state: 'value', value })
const family: Kept = withPeople(nothingKept, ['Ana', 'Luis'])
const born = withAnswers(family, { fact: 'birth_date', people: [0, 2] }, [year('1990'), year('2015')])

test('answers of one screen reach those who were asked, and nobody else', () => {
  expect(born.people.map((one) => one.answers['birth_date'])).toEqual([year('1990'), undefined, year('2015')])
  expect([0, 1, 2].map((at) => askedOf(born, at))).toEqual([['birth_date'], [], ['birth_date']])
})

test('a changed answer stays where it stood; somebody who is asked later is noted', () => {
  const changed = withAnswers(born, { fact: 'birth_date', people: [2] }, [year('2016')])
  expect(changed.order).toEqual(born.order)
  expect(changed.people[2]?.answers['birth_date']).toEqual(year('2016'))
  const later = withAnswers(born, { fact: 'birth_date', people: [1] }, [year('2001')])
  expect(later.order).toEqual([...born.order, { fact: 'birth_date', people: [1] }])
})

test('another country begins anew, with the same people', () => {
  const here = withAnswers(born, { fact: 'country_of_stay', people: [0] }, [year('BRA')])
  const moved = withAnswers(here, { fact: 'country_of_stay', people: [0] }, [year('COL')])
  expect(moved.people).toEqual([
    { name: '', answers: { country_of_stay: year('COL') } },
    { name: 'Ana', answers: {} },
    { name: 'Luis', answers: {} },
  ])
  expect(moved.order).toEqual([{ fact: 'country_of_stay', people: [0] }])
})

test('a household that is named again keeps what those who stay have answered', () => {
  const fewer = withPeople(born, ['Ana'])
  expect(fewer.people.map((one) => one.name)).toEqual(['', 'Ana'])
  expect(fewer.order).toEqual([{ fact: 'birth_date', people: [0] }])
  const more = withPeople(born, ['Ana', 'Luis', 'Zoé'])
  expect(more.people[2]?.answers['birth_date']).toEqual(year('2015'))
  expect(more.people[3]).toEqual({ name: 'Zoé', answers: {} })
})

test('back leads to the screen before, from the first nowhere, from the end to the last', () => {
  const two = withAnswers(born, { fact: 'ties', people: [0] }, [year('work')])
  expect(screenBefore(two, 'ties')).toEqual({ fact: 'birth_date', people: [0, 2] })
  expect(screenBefore(two, 'birth_date')).toBeUndefined()
  expect(screenBefore(two, 'criminal_record')).toEqual({ fact: 'ties', people: [0] })
})
