import { writeWorkbook, writeZip } from '@convive/files'
import { itemsOf, writeForm } from '@convive/forms'
import { describe, expect, test } from 'vitest'
import { openFile } from './jobs/open-file.ts'
import { registrationQuestions } from './store/field-questions.ts'
import { vocabulary } from './store/vocabulary.ts'

async function looked(bytes: Buffer) {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
  }
  const opened = await openFile(pieces, { dates: 'day-first', country: 'YSP' })
  if (!opened.ok) return { refused: opened.refusals.map(({ code }) => code), households: [], remarks: [], ignored: [] }
  const households = []
  for await (const { file, read } of opened.value.households()) households.push({ file, read })
  const remarks = (opened.value.notice.remarks ?? []).map((one) => [one.code, one.with])
  return { refused: [], households, remarks, ignored: opened.value.notice.ignored.map(({ heading }) => heading) }
}

const table = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n'))

const asked = [
  'relation',
  'given_names',
  'given_names_unanswered',
  'family_name',
  'sex',
  'birth_date_as',
  'birth_date',
  'birth_date_month',
]
const more = ['birth_date_year', 'birth_date_about', 'age_said', 'origin_country', 'nationalities', 'needs']
const agreed = ['consent_contact', 'consent_share_services', 'consent_share_offices', 'consent_photo']
const member = (...cells: readonly string[]): readonly string[] => [...cells, 'yes', 'no', 'no', 'no']

/** What ODK Central gives for “All submissions”: two tables in a zip, photographs beside them. */
function central(submissions: readonly (readonly string[])[], members: readonly (readonly string[])[]): Buffer {
  const heading = [
    'SubmissionDate',
    'household-place',
    'household-entry_date_as',
    'household-entry_date_year',
    'meta-instanceID',
    'KEY',
    'ReviewState',
  ]
  return writeZip([
    { name: 'convive.csv', body: table([heading, ...submissions]) },
    { name: 'convive-members.csv', body: table([[...asked, ...more, ...agreed, 'PARENT_KEY', 'KEY'], ...members]) },
    { name: 'media/1.jpg', body: Buffer.from('never looked at') },
  ])
}

const yolanda = member('focal_point', 'Yolanda', '', 'Pérez', 'F', 'day', '1987-05-03', '', '', '', '', 'VEN', 'VEN COL', 'no')
const child = member('child', '', 'declined', '', 'M', 'year', '', '', '2019-01-01', '', '', 'VEN', 'unknown', 'unknown')

describe('submissions of ODK Central', () => {
  test('become a household: what was said once stands for all, and no day is made up', async () => {
    const file = central(
      [['2026-09-01T10:00:00Z', 'Puerto Ysapy', 'year', '2025-01-01', 'uuid:a', 'uuid:a', '']],
      [
        [...yolanda, 'uuid:a', 'uuid:a/members[1]'],
        [...child, 'uuid:a', 'uuid:a/members[2]'],
      ],
    )
    const { households, refused, ignored, remarks } = await looked(file)
    expect([refused, ignored, remarks]).toEqual([[], [], []])
    const [one] = households
    expect(households.length).toBe(1)
    expect(one?.file.reference).toBe('uuid:a')
    expect(one?.read.faults).toEqual([])
    expect(one?.read.input).toMatchObject({
      place: 'Puerto Ysapy',
      entry: '2025',
      members: [
        { given: 'Yolanda', family: ['Pérez'], birth: '1987-05-03', nationalities: ['VEN', 'COL'], needs: { any: 'no' } },
        { given: { state: 'declined' }, birth: '2019', nationalities: { state: 'unknown' }, needs: { any: 'unknown' } },
      ],
    })
  })

  test('that were rejected, or hold nobody, stay out and are counted', async () => {
    const { households, remarks } = await looked(
      central(
        [
          ['', 'Puerto Ysapy', '', '', 'uuid:a', 'uuid:a', 'rejected'],
          ['', 'Puerto Ysapy', '', '', 'uuid:b', 'uuid:b', 'approved'],
          ['', 'Puerto Ysapy', '', '', 'uuid:c', 'uuid:c', ''],
        ],
        [
          [...yolanda, 'uuid:a', 'uuid:a/1'],
          [...yolanda, 'uuid:c', 'uuid:c/1'],
        ],
      ),
    )
    expect(households.map(({ file }) => file.reference)).toEqual(['uuid:c'])
    expect(remarks).toEqual([
      ['exchange/submissions-rejected', { count: 1 }],
      ['exchange/submissions-empty', { count: 1 }],
    ])
  })

  test('a member whose submission is not in the file stays out, because nobody knows where they live', async () => {
    const { households } = await looked(central([], [[...yolanda, 'uuid:gone', '1']]))
    expect(households.map(({ read }) => read.input['place'])).toEqual([undefined])
  })

  test.each([
    ['month', ['', '2019-04-01', '', '', ''], '2019-04'],
    ['about', ['', '', '', '1950-01-01', ''], '1950~'],
    ['age', ['', '', '', '', '71'], { age: 71 }],
    ['unknown', ['', '', '', '', ''], { state: 'unknown' }],
  ])('a birth of which one knows the %s', async (as, cells, birth) => {
    const row = member('focal_point', 'Ana', '', 'Rivas', 'F', as, ...cells, 'VEN', 'VEN', 'no')
    const { households } = await looked(
      central([['', 'Puerto Ysapy', '', '', 'uuid:a', 'uuid:a', '']], [[...row, 'uuid:a', '1']]),
    )
    expect(households[0]?.read.input['members']).toMatchObject([{ birth }])
  })
})

test('a workbook of Kobo: groups before the names, each choice in a column of its own, questions that are not kept named', async () => {
  const members = [
    ...asked.slice(0, 2),
    'family_name',
    'sex',
    'birth_date',
    'origin_country',
    'nationalities',
    'nationalities/VEN',
    'needs',
    ...agreed,
  ]
  const file = writeWorkbook([
    {
      name: 'Convive',
      rows: [
        ['start', 'hogar/place', 'shoe_size', '_id', '_uuid', '_index'],
        ['2026-09-01', 'Puerto Ysapy', '41', '7', 'f00d', '1'],
      ],
    },
    {
      name: 'members',
      rows: [
        [...members.map((one) => `members/${one}`), '_index', '_parent_table_name', '_parent_index'],
        [
          'focal_point',
          'Ana 🌻',
          'اسم',
          'F',
          '2024-02-29',
          'VEN',
          'VEN',
          '1',
          'declined',
          'yes',
          'no',
          'no',
          'no',
          '1',
          'Convive',
          '1',
        ],
      ],
    },
  ])
  const { households, ignored } = await looked(file)
  expect(ignored).toEqual(['shoe_size'])
  expect(households[0]?.file.reference).toBe('f00d')
  expect(households[0]?.read).toMatchObject({
    faults: [],
    input: {
      place: 'Puerto Ysapy',
      members: [{ given: 'Ana 🌻', birth: '2024-02-29', nationalities: ['VEN'], needs: { any: 'declined' } }],
    },
  })
})

test('every question of the registration form comes back under a column, and no code is restricted', () => {
  const { household, members, lists } = registrationQuestions
  const items = [...household, { kind: 'repeat', name: 'members', label: {}, items: members } as const]
  const form = { id: 'r', title: 'r', version: '1', languages: ['es'], defaultLanguage: 'es', items, lists }
  const { sheets, unsaid } = writeForm(form)
  expect(unsaid).toEqual([])
  const survey = sheets[0]?.rows ?? []
  const [types, names] = [0, 1].map((at) => survey.slice(1).map((row) => row[at] ?? ''))
  const listed = new Set((sheets[1]?.rows ?? []).map((row) => row[0]))
  for (const type of types ?? [])
    if (type.startsWith('select')) expect([type, listed.has(type.split(' ')[1])]).toEqual([type, true])
  const codes = new Set(vocabulary.columns.map(({ code }) => code))
  const whole = (name: string): string => (codes.has(name) ? name : name.replace(/_[a-z]+$/, ''))
  const asks = itemsOf(items).filter(({ kind }) => kind === 'question')
  expect(asks.filter(({ name }) => !codes.has(whole(name)))).toEqual([])
  expect(new Set(asks.map(({ name }) => whole(name))).size).toBe(codes.size - 2)
  expect(names).not.toContain('need_codes')
})
