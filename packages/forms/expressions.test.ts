import { expect, test } from 'vitest'
import { aroundOf, type Around } from './feel/around.ts'
import { toFeel } from './feel/to-feel.ts'
import { toXPath } from './feel/to-xpath.ts'
import type { Item, Question, QuestionType } from './form.ts'

function asked(name: string, type: QuestionType): Question {
  return { kind: 'question', name, type, label: {}, hint: {}, required: false, constraintMessage: {}, open: [] }
}
const people: Item = { kind: 'repeat', name: 'people', label: {}, items: [asked('income', 'decimal')] }
const around: Around = {
  ...aroundOf([
    asked('age', 'integer'),
    asked('born', 'date'),
    asked('came', 'date'),
    asked('name', 'text'),
    asked('ties', 'many'),
    asked('sex', 'one'),
    asked('ok', 'yes-no'),
    people,
  ]),
  self: 'name',
  columns: new Set(['within']),
}

/** The same in both languages, there and back. */
test.each([
  ['${age} >= 18 and ${age} < 65', 'age >= 18 and age < 65'],
  ["(${age} > 1 or ${age} < 5) and ${ok} = 'yes'", '(age > 1 or age < 5) and ok = true'],
  ["${ok} = 'no'", 'ok = false'],
  ["${sex} = 'female'", 'sex = "female"'],
  ["${sex} != ''", 'sex != null'],
  ["selected(${ties}, 'work')", 'list contains(ties, "work")'],
  ['count-selected(${ties}) > 1', 'count(ties) > 1'],
  ["${born} <= date('2024-02-29')", 'born <= date("2024-02-29")'],
  ['${born} <= today()', 'born <= today'],
  ['not(${age} = 1)', 'not(age = 1)'],
  ['${age} * 2 + 1 = 7', 'age * 2 + 1 = 7'],
  ['${age} * (2 + 1) = 7', 'age * (2 + 1) = 7'],
  ['${age} div 2 > 3', 'age / 2 > 3'],
  ['${age} mod 2 = 0', 'modulo(age, 2) = 0'],
  ['-${age} < 0', '-age < 0'],
  ['string-length(.) < 9', 'string length(name) < 9'],
  ["regex(., '[a-z]+')", 'matches(name, "^([a-z]+)$")'],
  ["starts-with(., 'x')", 'starts with(name, "x")'],
  ['contains(., "it\'s")', 'contains(name, "it\'s")'],
  ['sum(${income}) > 100', 'sum(people.income) > 100'],
  ['count(${people}) > 2', 'count(people) > 2'],
  ['within = ${sex}', 'within = sex'],
  ["if(${age} > 17, 'a', 'b') = 'a'", '(if age > 17 then "a" else "b") = "a"'],
  ['round(${age} div 3) = 2', 'round half up(age / 3, 0) = 2'],
  ['pow(${age}, 2) > 9', 'age ** 2 > 9'],
  [
    "int((number(format-date(today(), '%Y%m%d')) - number(format-date(${born}, '%Y%m%d'))) div 10000) < 18",
    'years and months duration(born, today).years < 18',
  ],
  ['round(decimal-date-time(${came}) - decimal-date-time(${born})) > 90', '(came - born).days > 90'],
  ['date(decimal-date-time(${came}) + 180) <= today()', 'came + duration("P180D") <= today'],
])('%s', (xpath, feel) => {
  expect([toFeel(xpath, around), toXPath(feel, around)]).toEqual([{ ok: true, feel, xpath: expect.anything() }, xpath])
})

/** FEEL that rules use, in what ODK has for it. */
test.each([
  ['ok', "${ok} = 'yes'"],
  ['not(ok)', "not(${ok} = 'yes')"],
  ['ok and age > 3', "${ok} = 'yes' and ${age} > 3"],
  ['sex in ("female", "male")', "${sex} = 'female' or ${sex} = 'male'"],
  ['age in [18..65)', '${age} >= 18 and ${age} < 65'],
  ['age in (< 3, > 60)', '${age} < 3 or ${age} > 60'],
  ['age between 2 and 5', '${age} >= 2 and ${age} <= 5'],
  ['some t in ties satisfies t in ("work", "study")', "selected(${ties}, 'work') or selected(${ties}, 'study')"],
  ['some t in ties satisfies t = "work"', "selected(${ties}, 'work')"],
  ['every t in ties satisfies t = "work"', undefined],
  ['came + duration("P3M") <= today', undefined],
  ['for t in ties return t', undefined],
  ['name = "both \' and \\""', undefined],
  ['gone = 1', undefined],
])('%s, written', (feel, xpath) => {
  expect(toXPath(feel, around)).toBe(xpath)
})

test('an answer alone is a condition in ODK when there is one, even when it is no', () => {
  expect(toFeel('${ok}', around)).toMatchObject({ feel: 'ok != null' })
  expect(toFeel('not(${name})', around)).toMatchObject({ feel: 'not(name != null)' })
  expect(toFeel('${age}', around)).toMatchObject({ untold: { code: 'xpath-shape' } })
})

test('a calculation waits for the answers it reads, unless it looks for missing ones itself', () => {
  expect(toXPath('age + 1', around, 'value')).toBe("if(${age} = '', '', ${age} + 1)")
  expect(toXPath('if age != null then age else 0', around, 'value')).toBe("if(${age} != '', ${age}, 0)")
  expect(toFeel("if(${age} = '', '', ${age} + 1)", around, 'value')).toMatchObject({ feel: 'age + 1' })
  expect(toFeel("if(${age} = '', '', ${income} + 1)", around, 'value')).toMatchObject({
    feel: 'if age = null then null else income + 1',
  })
})
