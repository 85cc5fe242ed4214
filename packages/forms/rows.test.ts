import { expect, test } from 'vitest'
import type { Row } from '@convive/files'
import { itemsOf, readForm, type ReadForm } from './index.ts'
import { formFrom, told } from './testing/sheets.ts'

const lists = `
choices
| list_name | name | label  |
| colour    | red  | Red    |
| colour    | blue | Blue   |
| yes_no    | yes  | Yes    |
| yes_no    | no   | No     |`

/** Rows below a heading; what each becomes, and what is told about it. */
const rows: readonly (readonly [story: string, heading: string, rows: string, becomes: string, tells?: string])[] = [
  ['a text', 'type | name | label', 'text | town | Where?', 'text town'],
  ['a whole number', 'type | name | label', 'integer | age | Age', 'integer age'],
  ['a whole number by its short name', 'type | name | label', 'int | age | Age', 'integer age'],
  ['a number with decimals', 'type | name | label', 'decimal | weight | Weight', 'decimal weight'],
  ['a day', 'type | name | label', 'date | born | Born', 'date born'],
  ['a picture', 'type | name | label', 'image | paper | Photo', 'image paper'],
  ['a picture by its old name', 'type | name | label', 'photo | paper | Photo', 'image paper'],
  ['a point on the map', 'type | name | label', 'geopoint | spot | Where', 'place spot'],
  ['a point by its old name', 'type | name | label', 'gps | spot | Where', 'place spot'],
  ['one of a list', 'type | name | label', 'select_one colour | c | Which', 'one c colour'],
  ['one of a list, in words', 'type | name | label', 'select one from colour | c | Which', 'one c colour'],
  ['several of a list', 'type | name | label', 'select_multiple colour | c | Which', 'many c colour'],
  ['yes or no', 'type | name | label', 'select_one yes_no | ok | Well?', 'yes-no ok yes_no'],
  ['a note', 'type | name | label', 'note | hello | Hello', 'note hello'],
  [
    'a calculation',
    'type | name | label | calculation',
    'integer | a | A | \ncalculate | b | | ${a} + 1',
    'integer a, calculation b a + 1',
  ],
  ['required', 'type | name | label | required', 'text | t | T | yes', 'text t required'],
  ['required, as a program writes it', 'type | name | label | required', 'text | t | T | true()', 'text t required'],
  [
    'required under a condition',
    'type | name | label | required',
    'text | t | T | ${x} = 1',
    'text t',
    'left-out required-when survey 2 required ${x} = 1',
  ],
  ['a group', 'type | name | label', 'begin_group | g | G\ntext | t | T\nend_group | | ', 'group g, text t'],
  [
    'a group as older forms have it',
    'type | name | label',
    'begin group | g | G\ntext | t | T\nend group | | ',
    'group g, text t',
  ],
  [
    'people of a household',
    'type | name | label',
    'begin_repeat | people | P\ntext | t | T\nend_repeat | | ',
    'repeat people, text t',
  ],
  [
    'a condition',
    'type | name | label | relevant',
    'integer | a | A | \ntext | t | T | ${a} >= 18',
    'integer a, text t if a >= 18',
  ],
  [
    'a condition on a later question',
    'type | name | label | relevant',
    'text | t | T | ${a} < 18\ninteger | a | A | ',
    'text t if a < 18, integer a',
  ],
  [
    'a condition on one of a list',
    'type | name | label | relevant',
    "select_one colour | c | C | \ntext | t | T | ${c} = 'red'",
    'one c colour, text t if c = "red"',
  ],
  [
    'a condition on several of a list',
    'type | name | label | relevant',
    "select_multiple colour | c | C | \ntext | t | T | selected(${c}, 'red')",
    'many c colour, text t if list contains(c, "red")',
  ],
  [
    'a condition on a yes',
    'type | name | label | relevant',
    "select_one yes_no | y | Y | \ntext | t | T | ${y} = 'yes'",
    'yes-no y yes_no, text t if y = true',
  ],
  [
    'a condition on any answer',
    'type | name | label | relevant',
    "text | a | A | \ntext | t | T | ${a} != ''",
    'text a, text t if a != null',
  ],
  [
    'a condition on not being so',
    'type | name | label | relevant',
    "select_one yes_no | y | Y | \ntext | t | T | ${y} != 'no'",
    'yes-no y yes_no, text t if y != false',
    'differs shown-when-empty survey 3 relevant',
  ],
  [
    'a condition under not',
    'type | name | label | relevant',
    'integer | a | A | \ntext | t | T | not(${a} > 17)',
    'integer a, text t if not(a > 17)',
    'differs shown-when-empty survey 3 relevant',
  ],
  [
    'a constraint',
    'type | name | label | constraint',
    'integer | a | A | . >= 0 and . < 120',
    'integer a only a >= 0 and a < 120',
  ],
  ['a day that is not to come', 'type | name | label | constraint', 'date | d | D | . <= today()', 'date d only d <= today'],
  [
    'a day against a written one',
    'type | name | label | constraint',
    "date | d | D | . > '2020-02-29'",
    'date d only d > date("2020-02-29")',
  ],
  [
    'a pattern',
    'type | name | label | constraint',
    "text | p | P | regex(., '[0-9]{7}')",
    'text p only matches(p, "^([0-9]{7})$")',
  ],
  [
    'an older heading',
    'type | name | caption | relevance',
    'integer | a | A | \ntext | t | T | ${a} = 1',
    'integer a, text t if a = 1',
  ],
  [
    'a neighbour by its path',
    'type | name | label | relevant',
    'integer | a | A | \ntext | t | T | ../a = 1',
    'integer a, text t if a = 1',
  ],
  [
    'an appearance',
    'type | name | label | appearance',
    'text | t | T | multiline',
    'text t',
    'note appearance survey 2 appearance multiline',
  ],
  [
    'a default',
    'type | name | label | default',
    'text | t | T | Lima',
    'text t',
    'left-out column-left-out survey 2 default Lima',
  ],
  [
    'how often a repeat is asked',
    'type | name | label | repeat_count',
    'begin_repeat | r | R | 3\ntext | t | T | \nend_repeat | | | ',
    'repeat r, text t',
    'left-out column-left-out survey 2 repeat_count 3',
  ],
  [
    'a picture beside a question',
    'type | name | label | media::image',
    'text | t | T | house.png',
    'text t',
    'left-out column-left-out survey 2 media::image house.png',
  ],
  [
    'other, in words',
    'type | name | label',
    'select_one colour or_other | c | C',
    'one c colour',
    'left-out or-other survey 2 type select_one colour or_other',
  ],
  ['a sound', 'type | name | label', 'text | t | T\naudio | a | A', 'text t', 'left-out type-left-out survey 3 type audio'],
  [
    'the start of the interview',
    'type | name | label',
    'start | start | \ntext | t | T',
    'text t',
    'left-out type-left-out survey 2 type start',
  ],
  [
    'choices from another file',
    'type | name | label',
    'text | t | T\nselect_one_from_file towns.csv | w | W',
    'text t',
    'left-out type-left-out survey 3 type select_one_from_file towns.csv',
  ],
  [
    'a mistyped type',
    'type | name | label',
    'text | t | T\nintegr | a | A',
    'text t',
    'left-out type-unknown survey 3 type integr → integer?',
  ],
  [
    'data from elsewhere',
    'type | name | label | relevant',
    "text | t | T | pulldata('f', 'a', 'b', 'c') = 1",
    'text t',
    'left-out xpath-function survey 2 relevant pulldata',
  ],
  [
    'a value kept once',
    'type | name | label | calculation',
    'text | t | T | \ncalculate | c | | once(1)',
    'text t',
    'left-out xpath-function survey 3 calculation once',
  ],
  [
    'another member',
    'type | name | label | relevant',
    'integer | a | A | \ntext | t | T | indexed-repeat(${a}, ${a}, 1) = 1',
    'integer a, text t',
    'left-out xpath-function survey 3 relevant indexed-repeat',
  ],
  [
    'rows of another instance',
    'type | name | label | relevant',
    "text | t | T | instance('x')/root/item = 1",
    'text t',
    'left-out xpath-path survey 2 relevant /root/item = 1',
  ],
  [
    'a question that is not there',
    'type | name | label | relevant',
    'text | t | T | ${gone} = 1',
    'text t',
    'left-out xpath-name survey 2 relevant gone',
  ],
  [
    'a question that was left out',
    'type | name | label | relevant',
    'audio | a | A | \ntext | t | T | ${a} = 1',
    'text t',
    'left-out type-left-out survey 2 type audio, left-out xpath-name survey 3 relevant a',
  ],
  [
    'a formula that does not close',
    'type | name | label | relevant',
    'integer | a | A | \ntext | t | T | (${a} = 1',
    'integer a, text t',
    'left-out xpath-syntax survey 3 relevant (${a} = 1',
  ],
  [
    'several as if they were one',
    'type | name | label | relevant',
    "select_multiple colour | c | C | \ntext | t | T | ${c} = 'red'",
    'many c colour, text t',
    'left-out xpath-shape survey 3 relevant red',
  ],
  [
    'a name that FEEL keeps',
    'type | name | label | relevant',
    'integer | today | A | \ntext | t | T | ${today} = 1',
    'integer today, text t',
    'left-out xpath-name survey 3 relevant today',
  ],
  ['no name', 'type | name | label', 'text | | T', '', 'refused name-missing survey 2 name text'],
  ['a name with a blank', 'type | name | label', 'text | first name | T', '', 'refused name-invalid survey 2 name first name'],
  ['a name twice', 'type | name | label', 'text | t | T\ntext | t | T', 'text t', 'refused name-twice survey 3 name t (2)'],
  [
    'a repeat that is never closed',
    'type | name | label',
    'begin_repeat | r | R\ntext | t | T',
    '',
    'refused section-open survey 2 type end_repeat',
  ],
  [
    'an end of nothing',
    'type | name | label',
    'text | t | T\nend_group | | ',
    'text t',
    'refused section-unopened survey 3 type end_group',
  ],
  [
    'a group that a repeat closes',
    'type | name | label',
    'begin_group | g | G\ntext | t | T\nend_repeat | | ',
    'group g, text t',
    'refused section-crossed survey 4 type begin_group, 2',
  ],
  [
    'a list that is not there',
    'type | name | label',
    'select_one color | c | C',
    'one c color',
    'refused list-missing survey 2 type color (colour?)',
  ],
  ['no words', 'type | name | label', 'text | t | ', 'text t', 'note label-missing survey 2 label t'],
  ['words of another script, right to left', 'type | name | label', 'text | t | اسم 👩‍👧', 'text t'],
]

test.each(rows)('%s', (_story, heading, body, becomes, tells = '') => {
  const survey = [heading, ...(body ?? '').split('\n')].map((row) => `| ${row} |`).join('\n')
  const read = formFrom(`survey\n${survey}\n${lists}`)
  const shown = itemsOf(read.form.items).map((item) => {
    const kind = item.kind === 'question' ? item.type : item.kind
    const own =
      item.kind === 'question'
        ? [item.list, item.required ? 'required' : undefined]
        : item.kind === 'calculation'
          ? [item.feel]
          : []
    const relevant = 'relevant' in item ? `if ${item.relevant}` : undefined
    const constraint = 'constraint' in item ? `only ${item.constraint}` : undefined
    return [kind, item.name, ...own, relevant, constraint].filter((one) => one !== undefined).join(' ')
  })
  expect([shown.join(', '), told(read).join(', ')]).toEqual([becomes, tells])
})

test('a workbook without a sheet of questions says which sheets it has', () => {
  expect(told(formFrom('questions\n| type | name |\n| text | t |'))).toEqual(['refused sheet-missing survey 1 survey'])
})

test('a sheet without the two columns that every row needs', () => {
  expect(told(formFrom('survey\n| label |\n| Hello |')).slice(0, 2)).toEqual([
    'refused column-missing survey 1 type type',
    'refused column-missing survey 1 name name',
  ])
})

test('choices without a list, without a name, and twice', () => {
  const read = formFrom(
    'survey\n| type | name | label |\n| select_one a | q | Q |\nchoices\n| list name | name | label |\n| | x | X |\n| a | | Y |\n| a | b c | Y |\n| a | d | D |\n| a | d | D |',
  )
  expect(told(read)).toEqual([
    'refused list-unnamed choices 2 list_name x',
    'refused choice-unnamed choices 3 name',
    'refused choice-unnamed choices 4 name b c',
    'refused choice-twice choices 6 name d',
  ])
})

test('a filter reads the further columns of the choices', () => {
  const read = formFrom(`survey
    | type | name | label | choice_filter |
    | select_one region | region | Region | |
    | select_one town | town | Town | within = \${region} |
    choices
    | list_name | name | label | within |
    | region | n | North | |
    | town | a | A | n |`)
  expect(told(read)).toEqual([])
  expect(read.form.items[1]).toMatchObject({ filter: 'within = region' })
  expect(read.form.lists.get('town')?.choices).toEqual([{ name: 'a', label: { '': 'A' }, columns: { within: 'n' } }])
})

test('labels in several languages, however the heading names them', () => {
  const read = formFrom(
    'survey\n| type | name | label::Español (es) | label::French | label:en | label::Somali (so) | label |\n| text | t | Uno | Un | One | Kow | ? |',
  )
  expect(read.form.items[0]?.name).toBe('t')
  expect(read.form.items[0]).toMatchObject({ label: { es: 'Uno', fr: 'Un', en: 'One', so: 'Kow', '': '?' } })
})

test('settings that we do not have are told', () => {
  const read = formFrom(
    'survey\n| type | name | label |\n| text | t | T |\nsettings\n| form_title | id_string | version | default_language | style |\n| Ours | ours | 3 | French (fr) | pages |',
  )
  expect(read.form).toMatchObject({ id: 'ours', title: 'Ours', version: '3', defaultLanguage: 'fr' })
  expect(told(read)).toEqual(['left-out setting settings 2 style pages'])
})

test('formulas of the spreadsheet: their last value is taken and told, an empty one and an error stop', () => {
  const rows = [
    { line: 1, cells: ['type', 'name', 'label'] },
    { line: 2, cells: ['text', 't', 'Joined'], formulas: [2] },
    { line: 4, cells: ['text', 'u', ''], formulas: [2] },
    { line: 5, cells: ['text', 'v', '#REF!'], broken: [2] },
  ]
  expect(told(readFormOf(rows))).toEqual([
    'note formula survey 2 label',
    'refused formula-empty survey 4 label',
    'refused cell-error survey 5 label',
    'note label-missing survey 4 label u',
  ])
})

test('a list that grows without end stops at a number of rows, and brackets at a depth', () => {
  const many = Array.from({ length: 20_001 }, (_, at) => ({ line: at + 2, cells: ['text', `q${at}`, 'Q'] }))
  expect(told(readFormOf([{ line: 1, cells: ['type', 'name', 'label'] }, ...many]))).toEqual([
    'refused too-many-rows survey 20002',
  ])
  const deep = formFrom(`survey\n| type | name | label | relevant |\n| text | t | T | ${'('.repeat(5000)}1${')'.repeat(5000)} |`)
  expect(told(deep)[0]).toMatch(/^left-out too-deep survey 2 relevant/)
})

function readFormOf(rows: readonly Row[]): ReadForm {
  return readForm([{ name: 'survey', rows }])
}
