import { describe, expect, test } from 'vitest'
import { readBirth, readDate } from './read-birth.ts'
import { readCorrection } from './read-correction.ts'
import { fieldIdOf, readHousehold } from './read-household.ts'

function posted(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

describe('a birth as officers type it', () => {
  test.each([
    ['3-5-1990', '1990-05-03'],
    ['03/05/1990', '1990-05-03'],
    ['1990-05-03', '1990-05-03'],
    ['5.1990', '1990-05'],
    ['1990', '1990'],
    ['~1987', '1987~'],
    ['1987 ~', '1987~'],
    ['36a', { age: 36 }],
    ['36 years', { age: 36 }],
    ['36 anos', { age: 36 }],
    ['36 años', { age: 36 }],
    ['36 an', { age: 36 }],
    ['36abc', '36abc'],
    ['3-5-90', '90-05-03'],
    ['?', { state: 'unknown' }],
    ['-', { state: 'declined' }],
    ['31-2-1990', '1990-02-31'],
    ['１９９０', '1990'],
    ['', undefined],
  ])('%s', (typed, read) => {
    expect(readBirth(typed)).toEqual(read)
  })

  test('what is no date is passed on as it was typed, to be refused', () => {
    expect(readDate('mañana')).toBe('mañana')
    expect(readDate('1-2-3-4')).toBe('1-2-3-4')
  })
})

describe('a posted household', () => {
  const nine = { place: 'Centro', 'm0.given': 'Rosa', 'm0.sex': 'F', 'm0.birth': '1990', 'm0.origin': 'VEN', 'm0.needs': 'no' }

  test('what was left empty is not an answer, and what was put as ? or - is one', () => {
    const { members, ...household } = readHousehold(
      posted({ ...nine, 'm0.phone': '0', 'm0.motherName': '?', 'm0.family': '-', entryState: '=unknown', interpretedBy: '-' }),
    )
    expect(household).toEqual({
      place: 'Centro',
      entry: { state: 'unknown' },
      entryManner: undefined,
      assistedBy: undefined,
      interpretedBy: { state: 'declined' },
    })
    expect(members[0]).toMatchObject({
      family: { state: 'declined' },
      phone: { state: 'none' },
      motherName: { state: 'unknown' },
      documents: undefined,
      nationalities: undefined,
      populationGroup: undefined,
    })
  })

  test('papers: none, an expired one, two, and a number without a kind', () => {
    const papers = (fields: Readonly<Record<string, string>>) =>
      (readHousehold(posted({ ...nine, ...fields })).members[0] as { documents: unknown }).documents
    expect(papers({ 'm0.documentKind': '=none' })).toEqual({ state: 'none' })
    expect(papers({ 'm0.documentKind': '=declined' })).toEqual({ state: 'declined' })
    expect(papers({ 'm0.documentKind': '=none', 'm0.documentNumber': '77' })).toEqual([{ kind: 'none', number: '77' }])
    expect(
      papers({
        'm0.documentKind': 'passport',
        'm0.documentCountry': 'VEN',
        'm0.documentNumber': '084512339',
        'm0.documentExpires': '30-4-2021',
        'm0.documentNumber2': '12',
      }),
    ).toEqual([
      { kind: 'passport', country: 'VEN', number: '084512339', expires: '2021-04-30' },
      { kind: 'other', number: '12' },
    ])
  })

  test('one answer to all permissions, except where the person differs', () => {
    const [member] = readHousehold(posted({ ...nine, 'm0.consent': 'given', 'm0.consent.photo': 'refused' })).members
    expect(member).toMatchObject({
      consents: { contact: 'given', share_services: 'given', share_offices: 'given', photo: 'refused' },
    })
  })

  test.each([
    ['members.1.birth', 'm1-birth'],
    ['members.0.consents.photo', 'm0-consent'],
    ['members.0.documents.0.number', 'm0-documentNumber'],
    ['members.0.documents.1.expires', 'm0-documentExpires2'],
    ['members.2.nationalities.1', 'm2-nationality1'],
    ['entry', 'entry'],
  ])('a refusal at %s leads to the field %s', (at, id) => {
    expect(fieldIdOf(at)).toBe(id)
  })
})

describe('a posted correction', () => {
  test.each([
    ['family_names', { value: 'Moreno, de la Cruz' }, { state: 'value', value: ['Moreno', 'de la Cruz'] }],
    ['criminal_record', { value: 'no' }, { state: 'value', value: false }],
    ['birth_date', { value: '3-5-1990' }, { state: 'value', value: '1990-05-03' }],
    ['phone', { value: '?' }, { state: 'unknown' }],
    ['sex', { value: 'F', state: 'declined' }, { state: 'declined' }],
    ['documents', {}, { state: 'none' }],
    [
      'documents',
      { kept: 'passport|VEN|1|', kind: 'national_id', number: '2' },
      { state: 'value', value: ['passport|VEN|1|', 'national_id||2|'] },
    ],
  ])('of %s', (fact, fields, read) => {
    expect(readCorrection(posted(fields as Record<string, string>), fact)).toEqual(read)
  })
})
