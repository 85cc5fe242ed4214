import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openFile } from './jobs/open-file.ts'
import { formCodes } from './store/form-codes.ts'
import { aFourthForm, aThirdForm, xmlOf } from './testing/form.ts'

const data = join(process.env['CONVIVE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'unhcr-rrf')
const hasData = existsSync(data)
if (!hasData) console.warn(`skipped: no data at ${data}`)

async function looked(bytes: Buffer, country = 'COL') {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
  }
  const opened = await openFile(pieces, { dates: 'day-first', country })
  if (!opened.ok)
    return { refused: opened.refusals.map(({ code }) => code), households: [], faults: [], remarks: [], ignored: [] }
  const households = []
  for await (const { read } of opened.value.households()) households.push(read)
  const told = households.flatMap(({ faults }) => faults.map(({ row, refusal }) => `${row} ${refusal.code} ${refusal.at}`))
  return {
    refused: [],
    households,
    faults: told,
    remarks: (opened.value.notice.remarks ?? []).map(({ code, at }) => `${code} ${at}`),
    ignored: opened.value.notice.ignored.map(({ heading }) => heading),
  }
}

/** The members of the only household, as registration gets them. */
async function membersOf(bytes: Buffer, country?: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { households, faults } = await looked(bytes, country)
  expect(faults).toEqual([])
  const members = households[0]?.input['members']
  return Array.isArray(members) ? members : []
}

describe('a case of the form', () => {
  test('becomes a household: names, birth, country by the form’s own code, relation, place, entry', async () => {
    const file = aThirdForm([
      { OriginCountryCode: 'HAI', NationalityCode: 'CHI', MarriageStatusCode: 'CL' },
      { relation: 'DAU', GivenName: 'Luz', DateofBirth: '2016-02-01T00:00:00' },
    ])
    const { households, faults } = await looked(file)
    expect(faults).toEqual([])
    expect(households[0]?.input).toMatchObject({
      place: 'Puerto Ysapy',
      entry: '2025-11-20',
      members: [
        {
          given: 'Ejemplina',
          family: ['Prueba'],
          birth: '1990-05-03',
          sex: 'F',
          origin: 'HTI',
          // In the list of the form CHI is China, not Chile.
          nationalities: ['CHN'],
          relation: 'focal_point',
          maritalStatus: 'common_law',
          documents: [{ kind: 'unhcr', number: '900-00000000' }],
        },
        { given: 'Luz', relation: 'child', birth: '2016-02-01' },
      ],
    })
  })

  test('consent that nobody asked for is no, and needs that nobody named are not known', async () => {
    const [person] = await membersOf(aThirdForm([{}]))
    expect(person).toMatchObject({
      needs: { any: 'unknown' },
      consents: { contact: 'refused', share_services: 'refused', share_offices: 'refused', photo: 'refused' },
      consentBy: 'nobody',
    })
  })

  test('4.1: two surnames, a name alone, an estimated birth, needs, an alias', async () => {
    const guid = '00000001-0000-4000-8000-000000000000'
    const file = aFourthForm(
      [{ SecondFamilyName: 'Rivas', GivenName: '', DateofBirthEstimate: 'true' }],
      xmlOf('dataAlias', { AliasGUID: 'a', IndividualGUID: guid, IndividualAliasLastName: 'Yoli' }) +
        xmlOf('dataVulnerability', { VulnerabilityGUID: 'v', IndividualGUID: guid, VulnerabilityCode: 'SP' }),
    )
    expect((await membersOf(file))[0]).toMatchObject({
      given: { state: 'unknown' },
      family: ['Prueba', 'Rivas'],
      birth: '1990~',
      other: 'Yoli',
      needs: { any: 'yes', codes: ['SP'] },
    })
  })

  test('the arrival in another country is not an entry into this one', async () => {
    const { households, remarks } = await looked(aThirdForm([{}]), 'URY')
    expect(households[0]?.input).not.toHaveProperty('entry')
    expect(households[0]?.input['place']).toBe('Puerto Ysapy (COL)')
    expect(remarks).toEqual(['exchange/form-arrival-elsewhere ArrivalDate'])
  })

  test('religion and ethnicity may hold anything: they are neither judged nor kept', async () => {
    const { households, faults, remarks, ignored } = await looked(
      aThirdForm([{ ReligionCode: 'ZZQ9', EthnicityCode: 'Planted' }]),
    )
    expect([faults, remarks]).toEqual([[], []])
    expect(ignored).toEqual(expect.arrayContaining(['ReligionCode', 'EthnicityCode']))
    expect(JSON.stringify(households)).not.toMatch(/ZZQ9|Planted/)
  })

  test.each<[string, Buffer, string]>([
    ['two principal applicants', aThirdForm([{}, {}]), '1 exchange/form-two-principals RelationshipToPrincipalRepresentative'],
    ['none', aThirdForm([{ relation: 'SON' }]), '0 exchange/form-principal-missing RelationshipToPrincipalRepresentative'],
    ['digits in a name', aThirdForm([{ FamilyName: '1Abcd' }]), '0 exchange/form-name-digits FamilyName'],
    ['no first name in 3.1', aThirdForm([{ GivenName: '' }]), '0 exchange/form-field-needed GivenName'],
    ['no birth in 3.1', aThirdForm([{ DateofBirth: '' }]), '0 exchange/form-field-needed DateofBirth'],
    ['a birth that never was', aThirdForm([{ DateofBirth: '1990-02-31T00:00:00' }]), '0 exchange/form-date DateofBirth'],
    ['a country by its ISO code', aThirdForm([{ OriginCountryCode: 'HTI' }]), '0 exchange/form-code OriginCountryCode'],
    ['a sex of no list', aThirdForm([{ SexCode: 'H' }]), '0 exchange/form-code SexCode'],
    [
      'a relation of no list',
      aThirdForm([{}, { relation: 'SOB' }]),
      '1 exchange/form-code RelationshipToPrincipalRepresentative',
    ],
    [
      'an address of no kind',
      aThirdForm([{}], xmlOf('dataAddress', { IndividualID: '900-00000000', AddressType: 'COAS' })),
      '0 exchange/form-code dataAddress/AddressType',
    ],
    [
      'a paper of somebody who is not there',
      aThirdForm([{}], xmlOf('dataDocument', { IndividualID: '900-99999999', DocumentNumber: 'A1' })),
      '0 exchange/form-person-unknown dataDocument/IndividualID',
    ],
    [
      'one person twice',
      aThirdForm([{}, { relation: 'SON', IndividualID: '900-00000000' }]),
      '1 exchange/form-person-twice IndividualID',
    ],
  ])('%s is a fault of that field', async (_, file, fault) => {
    expect((await looked(file)).faults).toContain(fault)
  })

  test.each<[string, Buffer, string]>([
    ['a picture that is a GIF', aThirdForm([{ Photo: 'R0lGODlhAQABAAAAACw=' }]), 'exchange/form-picture-type Photo'],
    [
      'a wrong occupation',
      aThirdForm([{}], xmlOf('dataEmployment', { IndividualID: '900-00000000', OccupationCode: '999999' })),
      'exchange/form-code dataEmployment/OccupationCode',
    ],
    [
      'a half-brother',
      aThirdForm([{}, { relation: 'HAB' }]),
      'exchange/form-relation-wider RelationshipToPrincipalRepresentative',
    ],
  ])('%s is told and keeps nobody out', async (_, file, remark) => {
    const { faults, remarks } = await looked(file)
    expect([faults, remarks]).toEqual([[], [remark]])
  })

  test.each<[string, Buffer, string]>([
    [
      'a document type with an entity',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><UNHCR_RRF>&x;</UNHCR_RRF>'),
      'exchange/file-broken',
    ],
    ['half a file', aThirdForm([{}]).subarray(0, 600), 'exchange/file-broken'],
    ['another XML', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'exchange/file-type'],
    ['a form without people', Buffer.from('<UNHCR_RRF><CASE/></UNHCR_RRF>'), 'exchange/file-empty'],
    ['elements without bottom', Buffer.from(`<UNHCR_RRF>${'<CASE>'.repeat(500)}`), 'exchange/file-broken'],
  ])('%s is refused as a whole', async (_, file, code) => {
    expect((await looked(file)).refused).toEqual([code])
  })

  test('a namespace or none, a mark in front or none, are all taken', async () => {
    const text = aThirdForm([{}]).toString()
    for (const other of [
      `\uFEFF${text}`,
      text.replace('<UNHCR_RRF>', '<UNHCR_RRF xmlns="http://tempuri.org/ElectronicRRF.xsd">'),
      text.replaceAll(/<(\/?)(\w)/g, '<$1r:$2').replace('<r:UNHCR_RRF>', '<r:UNHCR_RRF xmlns:r="x">'),
    ])
      expect(await membersOf(Buffer.from(other))).toHaveLength(1)
  })
})

describe.runIf(hasData)('the published cases and lists', () => {
  const expected: Readonly<Record<string, { faults?: readonly string[]; remarks?: readonly string[] }>> = {
    AddressType1: { faults: ['0 exchange/form-code dataAddress/AddressType'] },
    AddressType2: { faults: ['0 exchange/form-field-needed dataAddress/AddressType'] },
    CrossReference: {},
    DateOfBirth: { faults: ['0 exchange/form-field-needed DateofBirth'] },
    FamilyName1: { faults: ['0 exchange/form-name-digits FamilyName'] },
    FamilyName2: { faults: ['0 exchange/form-field-needed FamilyName'] },
    GivenName1: { faults: ['0 exchange/form-field-needed GivenName'] },
    Language: { faults: ['0 exchange/form-code dataLanguage/LanguageCode'] },
    Minimal: {},
    MultipleErrors: {
      faults: [
        '0 exchange/form-name-digits GivenName',
        '0 exchange/form-code OriginCountryCode',
        '0 exchange/form-code NationalityCode',
      ],
      remarks: ['exchange/form-code dataEmployment/OccupationCode', 'exchange/form-code dataEmployment/OccupationCode'],
    },
    Nationality: { faults: ['0 exchange/form-field-needed NationalityCode'] },
    OccupationCode: {
      remarks: ['exchange/form-code dataEmployment/OccupationCode', 'exchange/form-code dataEmployment/OccupationCode'],
    },
  }
  test.each(hasData ? readdirSync(join(data, 'cases')) : [])('%s', async (name) => {
    const { refused, faults, remarks } = await looked(readFileSync(join(data, 'cases', name)), 'SYR')
    const { faults: wanted = [], remarks: told = [] } = expected[name.slice('V3-TEST-'.length, -'.xml'.length)] ?? {
      faults: ['?'],
    }
    expect({ refused, faults, remarks: remarks.filter((one) => one.includes('Occupation')) }).toEqual({
      refused: [],
      faults: wanted,
      remarks: told,
    })
  })

  const listed = (name: string): readonly string[] =>
    readFileSync(join(data, 'reference', `${name}.csv`), 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .map((line) => line.split(',')[0]?.trim() ?? '')

  test('every code that is ever written is on the published list', () => {
    const lists: readonly (readonly [string, Iterable<string>])[] = [
      ['CountryCode', formCodes.countries.toForm.values()],
      ['LanguageCode', formCodes.languages.toForm.values()],
      ['MaritalStatusCode', formCodes.maritalStatuses.toForm.values()],
      ['RelationshipCode', [...formCodes.relations.values()].flat()],
    ]
    for (const [name, codes] of lists)
      expect([name, [...codes].filter((code) => !listed(name).includes(code))]).toEqual([name, []])
  })

  test('every code of the lists that are read is understood', () => {
    for (const [name, codes] of formCodes.lists)
      expect([name, listed(name).filter((code) => code !== '' && code !== '-' && code !== name && !codes.has(code))]).toEqual([
        name,
        [],
      ])
    const countries = listed('CountryCode').filter((code) => /^[A-Z]{3}$/.test(code))
    const { countries: both, countriesWithoutOurs } = formCodes
    expect(countries.filter((code) => !both.fromForm.has(code) && !countriesWithoutOurs.has(code))).toEqual([])
    const relations = listed('RelationshipCode').filter((code) => /^[A-Z]{2,3}$/.test(code))
    expect(relations.filter((code) => !formCodes.relationsFrom.has(code))).toEqual(['UKF', 'UKM'])
  })
})
