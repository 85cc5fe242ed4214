import { expect, test } from 'vitest'
import { drawDataFault } from './data-fault.ts'
import { readYaml } from './read-yaml.ts'

function read(text: string): unknown {
  const found = readYaml(text, 'pack.yaml')
  return found.ok ? found.value.data : found.faults.map((one) => `${one.line}:${one.column} ${one.code} ${one.message}`)
}

test('NO is a country, and a day is a text until somebody says it is a date', () => {
  expect(read('country: NO\nanswer: no\nday: 2026-01-15\nyes: true\nold: 0755\n')).toEqual({
    country: 'NO',
    answer: 'no',
    day: '2026-01-15',
    yes: true,
    old: 755,
  })
})

test('aliases that grow without end are refused where they begin', () => {
  const bomb = `a: &a ["x","x"]\nb: &b [*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]\n`
  expect(read(bomb)).toEqual(['2:8 unreadable an alias (*a) is not allowed here: write it out'])
})

test('what nobody writes by hand is refused, and nothing hangs', () => {
  expect(read(`a: ${'['.repeat(60)}${']'.repeat(60)}`)).toEqual([expect.stringContaining('more than 40 deep')])
  expect(read(`{a: `.repeat(100_000))).toEqual([expect.stringContaining('more than 40 deep')])
  expect(read(`a: ${'x'.repeat(1_000_001)}`)).toEqual(['1:1 unreadable more than 1000000 letters'])
  expect(read('a: 1\na: 2\n')).toEqual(['2:1 duplicate-id this key is written twice'])
  expect(read('a: [1')).toEqual(expect.arrayContaining([expect.stringContaining('unreadable')]))
})

test('slips of the pen are told in plain words, the first one only, because the others follow from it', () => {
  expect(read('a:\n\tb: 1\n')).toEqual(['2:1 unreadable this line begins with a tabulator: use spaces'])
  expect(read('office: Harvest: north\n')).toEqual([
    '1:9 unreadable two names in one: put a text with a colon in it into quotes, or indent the next line less',
  ])
  expect(read('- { a: "x }\n- b: 1\n- c: 1\n')).toEqual([
    expect.stringContaining('a text that begins with a quote before does not end: a quote is missing'),
  ])
  expect(read('a:\n  - id: x\n    b: 1\n   c: 1\n')).toEqual([
    expect.stringMatching(/^4:\d+ unreadable this line has to begin under its neighbours: count the spaces$/),
  ])
  expect(read('a: 1\na: 2\nb: [1\n')).toHaveLength(2)
})

test('a fault is drawn under the word that is wrong, in a long line as well', () => {
  const fault = { file: 'pack.yaml', line: 2, column: 9, code: 'rules/unknown-fact', message: 'no fact is called entri_date' }
  expect(drawDataFault(fault, 'a: 1\n  feel: entri_date <= today\n')).toBe(
    [
      'pack.yaml:2:9 no fact is called entri_date [rules/unknown-fact]',
      '  2 |   feel: entri_date <= today',
      '    |         ^^^^^^^^^^',
    ].join('\n'),
  )
  const long = `${'x'.repeat(200)} entri_date`
  const drawn = drawDataFault({ ...fault, line: 1, column: 202 }, long).split('\n')
  expect((drawn[2] ?? '').indexOf('^')).toBe((drawn[1] ?? '').indexOf('entri_date'))
  expect(drawDataFault(fault, undefined)).toBe('pack.yaml:2:9 no fact is called entri_date [rules/unknown-fact]')
})
