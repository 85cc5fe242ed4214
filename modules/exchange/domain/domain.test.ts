import { locales } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { vocabulary } from '../store/vocabulary.ts'
import { plain } from './column.ts'
import { groupHouseholds } from './group-households.ts'
import { orderShownBy, readDate } from './read-date.ts'
import { readHeading } from './read-heading.ts'
import { readHousehold } from './read-household.ts'
import { secondsLeft } from './seconds-left.ts'
import { beginSurvey, mostRows } from './survey.ts'

describe('dates as lists have them', () => {
  test.each([
    ['1987-05-03', '1987-05-03'],
    ['3/5/1987', '1987-05-03'],
    ['03.05.1987', '1987-05-03'],
    ['1987/5/3', '1987-05-03'],
    ['1987-05-03T00:00:00', '1987-05-03'],
    ['1987-05', '1987-05'],
    ['5/1987', '1987-05'],
    ['1987', '1987'],
    ['~1987', '1987~'],
    ['ca. 1987', '1987~'],
    ['hacia 1987', '1987~'],
    ['apeprè 1987', '1987~'],
    ['1987?', '1987~'],
    ['~3/5/1987', '1987-05-03'],
    ['31900', '1987-05-03'],
    ['1/1/1990', '1990-01-01'],
    ['29/2/2024', '2024-02-29'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text, 'day-first')).toBe(date)
  })

  test.each(['29/2/2023', '5/23/1987', '3/5/87', '0/0/1990', 'mayo', '1987-13', '123456'])(
    '%s stays what it is, to be refused',
    (text) => {
      expect(readDate(text, 'day-first')).toBe(text)
    },
  )

  test('the month comes first only where somebody said so, and a date tells its order when it can have one only', () => {
    expect(readDate('5/3/1987', 'month-first')).toBe('1987-05-03')
    expect(['23/5/1987', '5/23/1987', '5/3/1987', '45/50/1987', '1987-05-23'].map(orderShownBy)).toEqual([
      'day-first',
      'month-first',
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('the columns', () => {
  test('no two have a heading or code in common, in any language, and each is told in five', () => {
    const headings = vocabulary.columns.flatMap((column) => [
      ...new Set([column.code, ...locales.map((locale) => column.label[locale])].map(plain)),
    ])
    expect(headings.filter((heading, at) => headings.indexOf(heading) !== at)).toEqual([])
    for (const { code, label, about } of vocabulary.columns)
      for (const locale of locales)
        expect(
          [code, locale, label[locale], about[locale]].every((text) => text.trim() !== ''),
          `${code} ${locale}`,
        ).toBe(true)
  })

  test('headings are known by code, by any language, by any spelling', () => {
    const wanted = ['Sexo', 'FECHA DE NACIMIENTO', 'pays d’origine', 'given_names', 'Relasyon', 'Household (household)']
    const codes = wanted.map((heading) => vocabulary.headings.get(plain(heading))?.code)
    expect(codes).toEqual(['sex', 'birth_date', 'origin_country', 'given_names', 'relation', 'household'])
  })

  test('one that is like a missing column is taken for a mistake, one of something else is left out', () => {
    const all = vocabulary.columns.filter(({ required }) => required).map(({ code }) => code)
    const read = (...more: string[]) => readHeading([...all, ...more], vocabulary)
    expect(read('birth_date', 'color favorito', '')).toMatchObject({
      ok: true,
      value: { ignored: [{ heading: 'color favorito' }] },
    })
    expect(read('brith_date')).toMatchObject({
      ok: false,
      refusals: [{ code: 'exchange/columns-missing' }, { code: 'exchange/column-like', with: { column: 'birth_date' } }],
    })
    expect(read('age', 'Edad')).toMatchObject({
      ok: false,
      refusals: [{ code: 'exchange/column-twice', with: { column: 'age' } }],
    })
  })
})

const heading = [
  'household',
  'relation',
  'given_names',
  'family_name',
  'second_family_name',
  'sex',
  'birth_date',
  'age',
  'origin_country',
  'nationalities',
  'place',
  'document_kind',
  'document_number',
  'needs',
  'need_codes',
  'consent_contact',
  'consent_share_services',
  'consent_share_offices',
  'consent_photo',
]
const survey = (rows: readonly (readonly string[])[], head = heading) => {
  const seen = beginSurvey(vocabulary, 'day-first')
  for (const [at, cells] of [head, ...rows].entries()) {
    const taken = seen.take({ line: at + 1, cells })
    if (!taken.ok) return taken
  }
  return seen.done()
}

function household(...rows: readonly Readonly<Record<string, string>>[]) {
  const lines = rows.map((row) => heading.map((code) => ({ ...usual, ...row })[code] ?? ''))
  const seen = survey(lines)
  if (!seen.ok) throw new Error(JSON.stringify(seen))
  return readHousehold(
    { reference: '1', rows: lines.map((cells, at) => ({ line: at + 2, cells })) },
    { heading: seen.value.heading, vocabulary, order: 'day-first' },
  )
}
const usual = {
  household: '1',
  relation: 'focal_point',
  given_names: 'Yolanda',
  sex: 'F',
  birth_date: '1987',
  origin_country: 'VEN',
  place: 'Centro',
  needs: 'no',
  consent_contact: 'sí',
  consent_share_services: 'no',
  consent_share_offices: 'não',
  consent_photo: 'oui',
}
type Members = readonly Readonly<Record<string, unknown>>[]
const membersOf = (read: ReturnType<typeof household>): Members => read.input['members'] as Members

describe('a row of the file', () => {
  test('words of five languages, codes, and answers of their own', () => {
    const [member] = membersOf(
      household({
        sex: 'Mujer',
        origin_country: 'Haïti',
        nationalities: 'Ayiti / VEN',
        needs: '(no se sabe)',
        second_family_name: 'Rivas',
        family_name: 'Pérez',
      }),
    )
    expect(member).toMatchObject({
      sex: 'F',
      origin: 'HTI',
      nationalities: ['HTI', 'VEN'],
      needs: { any: 'unknown' },
      family: ['Pérez', 'Rivas'],
      consents: { contact: 'given', share_services: 'refused', share_offices: 'refused', photo: 'given' },
    })
  })

  test('unknown, declined and none are answers in brackets; a name that is such a word stays a name', () => {
    expect(membersOf(household({ given_names: '(unknown)', family_name: '(ninguno)', birth_date: 'unknown' }))[0]).toMatchObject({
      given: { state: 'unknown' },
      family: { state: 'none' },
      birth: { state: 'unknown' },
    })
    expect(membersOf(household({ given_names: 'None' }))[0]).toMatchObject({ given: 'None' })
  })

  test('an age stands for a date, no document is an answer, and a document needs kind and number', () => {
    expect(membersOf(household({ birth_date: '', age: '38', document_kind: '(none)' }))[0]).toMatchObject({
      birth: { age: 38 },
      documents: { state: 'none' },
    })
    expect(household({ document_number: '123' }).faults).toEqual([
      { row: 0, refusal: { code: 'exchange/cell-needed', at: 'document_kind' } },
    ])
  })

  test('a place may stand in one row of the household; two places are a fault of the second', () => {
    expect(household({}, { place: '' }).input['place']).toBe('Centro')
    expect(household({}, { place: 'Norte' }).faults).toEqual([{ row: 1, refusal: { code: 'exchange/rows-differ', at: 'place' } }])
  })

  test('a word of no list is told with the one that is like it; a cell with an error, and cells beyond the headings, are refused', () => {
    expect(household({ sex: 'Mujjer' }).faults).toEqual([
      { row: 0, refusal: { code: 'exchange/value-like', at: 'sex', with: { word: 'mujer' } } },
    ])
    expect(household({ sex: 'Q' }).faults).toMatchObject([{ refusal: { code: 'exchange/value-unknown', at: 'sex' } }])
    const cells = [...heading.map((code) => ({ ...usual })[code] ?? ''), 'more']
    const seen = survey([cells])
    if (!seen.ok) throw new Error('refused')
    const read = readHousehold(
      { reference: '', rows: [{ line: 2, cells, broken: [2] }] },
      { heading: seen.value.heading, vocabulary, order: 'day-first' },
    )
    expect(read.faults.map(({ refusal }) => refusal.code)).toEqual(['exchange/cell-broken', 'exchange/too-many-cells'])
  })
})

describe('rows of one household', () => {
  test('need not stand together: each comes out whole, when its last row has come', () => {
    const rows = [['A'], ['B'], [''], ['A '], ['C'], ['B'], ['']]
    const seen = survey(rows.map((row) => [...row, ...heading.slice(1).map(() => 'x')]))
    if (!seen.ok) throw new Error(JSON.stringify(seen))
    const groups = groupHouseholds(seen.value)
    const out = rows.map((cells, at) => groups.take({ line: at + 2, cells })).filter((one) => one !== undefined)
    expect(out.map(({ reference, rows: own }) => [reference, own.map(({ line }) => line)])).toEqual([
      ['', [4]],
      ['A', [2, 5]],
      ['C', [6]],
      ['B', [3, 7]],
      ['', [8]],
    ])
  })

  test('a file of more rows than are taken is refused while it is looked at', () => {
    const seen = beginSurvey(vocabulary, 'day-first')
    seen.take({ line: 1, cells: heading })
    const cells = ['x']
    for (let n = 0; n < mostRows; n += 1) expect(seen.take({ line: n + 2, cells }).ok).toBe(true)
    expect(seen.take({ line: 9, cells })).toMatchObject({ ok: false, refusals: [{ code: 'exchange/too-many-rows' }] })
  })
})

test('the time left is told at the speed since this server began, and not before it is known', () => {
  const half = { rows: 1000, rowsDone: 600, startedRows: 500, worked: 10 }
  expect(secondsLeft(half)).toBe(40)
  expect(secondsLeft({ ...half, rowsDone: 510 })).toBeUndefined()
  expect(secondsLeft({ ...half, worked: null })).toBeUndefined()
})
