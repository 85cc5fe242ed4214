import { describe, expect, test } from 'vitest'
import { describeDataFault, type Parsed } from './data-fault.ts'
import { parseCatalogue } from './parse-catalogue.ts'
import { parseCodeList, parseCodeLists } from './parse-code-list.ts'
import { parseNeeds } from './parse-needs.ts'
import { readYaml } from './read-yaml.ts'

const said = '{ es: sí, pt: sim, en: yes, fr: oui, ht: wi }'
const good = `entry_date:
  type: date
  class: 1
  cost: 2
  label: ${said}
  ask: ${said}
  why: ${said}
`

function faults<T>(parsed: Parsed<T>): readonly string[] {
  return parsed.ok ? [] : parsed.faults.map(describeDataFault)
}

function read(...texts: readonly string[]): readonly string[] {
  const lists = parseCodeLists([{ file: 'codes/ties.yaml', text: `- { code: work, label: ${said} }` }])
  const files = texts.map((text, at) => ({ file: `facts/${'ab'.charAt(at)}.yaml`, text }))
  return lists.ok ? faults(parseCatalogue(files, lists.value)) : faults(lists)
}

describe('a fault in the catalogue is told with file and line', () => {
  test('a good file has none', () => expect(read(good)).toEqual([]))

  test.each([
    ['a language that is missing', good.replace(', ht: wi }\n  why', ' }\n  why'), 'facts/a.yaml:6:3', 'missing-language'],
    ['a language that is empty', good.replace('ht: wi }\n  why', 'ht: "" }\n  why'), 'facts/a.yaml:6:45', 'missing-language'],
    ['an unknown type', good.replace('type: date', 'type: day'), 'facts/a.yaml:2:3', 'unknown-type'],
    ['a class that is not 1, 2 or 3', good.replace('class: 1', 'class: 4'), 'facts/a.yaml:3:3', 'bad-class'],
    ['a field that nobody reads', good.replace('cost: 2', 'cost: 2\n  colour: red'), 'facts/a.yaml:5:3', 'unknown-field'],
    ['a code list that is nowhere', good.replace('type: date', 'type: code\n  codes: tyes'), 'facts/a.yaml:3:3', 'unknown-list'],
    [
      'an answer in sight that is none',
      good.replace('type: date', 'type: code\n  codes: ties\n  in_sight: [wrok]'),
      'facts/a.yaml:4:3',
      'unknown-code',
    ],
    ['a code fact without a list', good.replace('type: date', 'type: code'), 'facts/a.yaml:2:3', 'list-required'],
    ['a fact that follows none', good.replace('cost: 2', 'cost: 2\n  follows: arrived'), 'facts/a.yaml:5:3', 'unknown-fact'],
    ['a fact without a question', good.replace(/ {2}ask.*\n/u, ''), 'facts/a.yaml:5:3', 'question-missing'],
    ['records that are asked', good.replace('type: date', 'type: records\n  fields: {}'), 'facts/a.yaml:2:3', 'question-missing'],
    ['records without parts', good.replace('type: date', 'type: records\n  recorded: true'), 'facts/a.yaml:2:3', 'unknown-type'],
    [
      'a part that is no fact',
      good.replace('type: date', 'type: records\n  recorded: true\n  fields:\n    starts: { type: day, class: 1, cost: 1 }'),
      'facts/a.yaml:5:15',
      'unknown-type',
    ],
    [
      'a value that is computed in two ways',
      good.replace('type: date', 'type: number\n  derive: "1"\n  dated: [{ from: "2026-02-01", value: 1 }]'),
      'facts/a.yaml:4:3',
      'unknown-type',
    ],
    ['the same id twice in a file', good + good, 'facts/a.yaml:8:1', 'duplicate-id'],
    ['text that is no YAML', `${good}  : : [`, 'facts/a.yaml:8', 'unreadable'],
  ])('%s', (_, text, where, code) => {
    const [first] = read(text)
    expect(first).toContain(where)
    expect(first).toContain(`[${code}]`)
  })

  test('the same id in two files', () =>
    expect(read(good, `\n${good}`)).toEqual(['facts/b.yaml:2:1 entry_date is declared twice [duplicate-id]']))

  test('all faults are told at once', () => {
    expect(read(good.replace('class: 1', 'class: 9').replace('type: date', 'type: x'))).toHaveLength(2)
  })
})

describe('code lists', () => {
  test('are called like their file and keep their order', () => {
    const parsed = parseCodeList(`- { code: b, label: ${said} }\n- { code: a, label: ${said} }`, 'common/codes/ties.yaml')
    expect(parsed.ok && [parsed.value.id, parsed.value.codes.map((one) => one.code)]).toEqual(['ties', ['b', 'a']])
  })

  test('a code twice is a fault, in one file and across packs', () => {
    const one = `- { code: a, label: ${said} }\n`
    expect(faults(parseCodeList(one + one, 'x/codes/ties.yaml'))).toEqual([
      'x/codes/ties.yaml:2:5 a stands here twice [duplicate-id]',
    ])
    const files = ['common', 'ysapy'].map((pack) => ({ file: `${pack}/codes/ties.yaml`, text: one }))
    expect(faults(parseCodeLists(files))).toEqual(['ysapy/codes/ties.yaml:1:1 ties already has a [duplicate-id]'])
  })

  test('a need whose question is nowhere is a fault', () => {
    const groups = { file: 'g', text: `- { id: x, alone: false, ask: ${said}, label: ${said} }` }
    const need = (group: string): string => `- { code: DS, category: c, group: ${group}, class: 2, published: p, label: ${said} }`
    expect(faults(parseNeeds(groups, { file: 'n', text: need('x') }))).toEqual([])
    expect(faults(parseNeeds(groups, { file: 'n', text: need('y') }))[0]).toBe('n:1:5 DS: no group is called y [unknown-list]')
  })
})

test('the place of a text is where its letters begin, so that a fault inside it can be shown', () => {
  const text = readYaml('a: bare\nb: "quoted"\nc: |\n  first\n  second\n', 'f')
  const at = (key: string): unknown => text.ok && text.value.textAt([key])
  expect([at('a'), at('b'), at('c')]).toEqual([
    { line: 1, column: 4 },
    { line: 2, column: 5 },
    { line: 4, column: 3 },
  ])
})
