import { expect, test } from 'vitest'
import { mutantsOf } from './mutants.ts'

const became = (feel: string): readonly string[] => mutantsOf(feel).map((one) => one.feel.trim().replaceAll(/\s+/gu, ' '))

test('an operator is turned by a hair and turned round', () => {
  expect(became('age < limit')).toEqual(['age <= limit', 'age >= limit'])
  expect(became('paid = true')).toEqual(['paid != true'])
})

test('numbers and days are one off, lengths beside a day a day off', () => {
  expect(became('count >= 4')).toEqual(expect.arrayContaining(['count >= (4 + 1)', 'count >= (4 - 1)']))
  expect(became('born <= date("2024-02-29")')).toEqual(
    expect.arrayContaining(['born <= date("2024-03-01")', 'born <= date("2024-02-28")']),
  )
  expect(became('born + duration("P18Y") <= today')).toEqual(
    expect.arrayContaining([
      '(born + duration("P18Y") + duration("P1D")) <= today',
      '(born + duration("P18Y") - duration("P1D")) <= today',
    ]),
  )
  expect(became('stay >= duration("P2Y")')).toEqual(
    expect.arrayContaining(['stay >= duration("P3Y")', 'stay >= duration("P1Y")']),
  )
})

test('a part of "and" and "or" is left out, or joined otherwise; an answer is missing from a list; a "not" is forgotten', () => {
  expect(became('a and b or c')).toEqual(expect.arrayContaining(['((c))', '((a and b))', '((a and b) and (c))', '((a)) or c']))
  expect(became('n in ("VEN", "GUY")')).toEqual(['n in ("GUY")', 'n in ("VEN")'])
  expect(became('some t in ties satisfies t in ("work", "study")')).toEqual(
    expect.arrayContaining(['every t in ties satisfies t in ("work", "study")', 'some t in ties satisfies t in ("study")']),
  )
  expect(became('not(paid)')).toEqual(['(paid)'])
})

test('each mutant says where it is and what was changed; a name alone and what cannot be read have none', () => {
  expect(mutantsOf('a or days >= 30')).toContainEqual({
    feel: 'a or days >=  (30 + 1) ',
    at: 13,
    was: '30',
    became: '(30 + 1)',
  })
  expect(mutantsOf('paid')).toEqual([])
  expect(mutantsOf('paid and')).toEqual([])
})
