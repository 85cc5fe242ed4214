import { expect, test } from 'vitest'
import { protectGroups, pTable, toCsv, type TableLabels } from './index.ts'

const words: TableLabels = { dimension: (name) => name, value: (_, value) => value, all: 'all', count: 'persons' }
const groups = [
  { values: { sex: 'female', age: '60+' }, count: 40, key: 1n << 62n },
  { values: { sex: 'male', age: '60+' }, count: 30, key: -(1n << 62n) },
]
const safe = protectGroups({
  groups,
  dimensions: [
    { name: 'sex', values: ['male', 'female'] },
    { name: 'age', values: ['0-4', '60+'] },
  ],
  margins: 'total',
  pTable: pTable({ D: 5, V: 3, js: 2 }),
})

test('a row a place, in the order of the code lists, zeros and the total included, lines ended as RFC 4180 asks', () => {
  expect(toCsv(safe, words).split('\r\n')).toEqual([
    'sex,age,persons',
    'male,0-4,0',
    expect.stringMatching(/^male,60\+,\d+$/),
    'female,0-4,0',
    expect.stringMatching(/^female,60\+,\d+$/),
    expect.stringMatching(/^all,all,\d+$/),
    '',
  ])
})

test('no byte order mark', () => {
  expect(toCsv(safe, words).codePointAt(0)).toBe('s'.codePointAt(0))
})

test('commas, quotes, line breaks and outer blanks are quoted', () => {
  const head = (count: string) =>
    toCsv(safe, { ...words, count })
      .split('age,')[1]
      ?.split('\r\nmale')[0]
  expect(head('a, b')).toBe('"a, b"')
  expect(head('the "count"')).toBe('"the ""count"""')
  expect(head('two\nlines')).toBe('"two\nlines"')
  expect(head(' blank')).toBe('" blank"')
  expect(head('¿Cuántas?')).toBe('¿Cuántas?')
})

test('a label that a spreadsheet would run is made harmless', () => {
  for (const label of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1', '\t=1'])
    expect(toCsv(safe, { ...words, value: () => label })).toMatch(new RegExp(`\\r\\n"?'${label.replaceAll(/[+()]/g, '\\$&')}`))
  expect(toCsv(safe, { ...words, all: '=HYPERLINK("x")' })).toContain(`"'=HYPERLINK(""x"")"`)
})
