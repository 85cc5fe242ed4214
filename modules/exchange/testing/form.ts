type Fields = Readonly<Record<string, string | undefined>>

/** Who stands in a made-up case, by the elements of the form; what is not given is as a valid file has it. */
export type FormPerson = Readonly<Record<string, string | undefined>>

const usual: Fields = {
  FamilyName: 'Prueba',
  GivenName: 'Ejemplina',
  RegistrationDate: '2026-01-02T00:00:00',
  DateofBirth: '1990-05-03T00:00:00',
  BirthCountryCode: 'VEN',
  BirthCityTownVillage: '',
  OriginCountryCode: 'VEN',
  AsylumCountryCode: 'COL',
  ArrivalDate: '2025-11-20T00:00:00',
  SexCode: 'F',
  NationalityCode: 'VEN',
  MarriageStatusCode: 'SN',
  ReligionCode: '-',
  EthnicityCode: '-',
  EducationLevelCode: '07',
  MotherName: '',
  FatherName: '',
}

export function xmlOf(name: string, inside: string | Fields): string {
  const text =
    typeof inside === 'string'
      ? inside
      : Object.entries(inside).flatMap(([field, value]) => (value === undefined ? [] : [`<${field}>${value}</${field}>`]))
  return `<${name}>${typeof text === 'string' ? text : text.join('\n')}</${name}>\n`
}

const head = '<?xml version="1.0" encoding="utf-8"?>\n'
const batch = xmlOf('RRFBATCHTYPE', { GroupIndividualIndicator: 'Single Submission' })

/** A file of version 3.1 with one case; `rest` are further records. */
export function aThirdForm(people: readonly FormPerson[], rest = ''): Buffer {
  const individuals = people.map(({ relation = 'PA', ...own }, at) =>
    xmlOf('dataIndividual', {
      IndividualID: `900-0000000${at}`,
      ConcatenatedName: 'Prueba, Ejemplina',
      ...usual,
      ...own,
      RelationshipToPrincipalRepresentative: relation,
      Photo: own['Photo'] ?? '',
    }),
  )
  const group = xmlOf('dataProcessGroup', {
    ProcessingGroupNumber: '900-26C00001',
    ProcessingGroupSize: String(people.length),
  })
  const address = xmlOf('dataAddress', {
    IndividualID: '900-00000000',
    AddressType: 'COA',
    AddressCountry: 'COL',
    LocationLevel1Description: 'Puerto Ysapy',
  })
  const body = `${individuals.join('')}${group}${rest.includes('<dataAddress>') ? '' : address}${rest}`
  return Buffer.from(`${head}${xmlOf('UNHCR_RRF', `${batch}${xmlOf('CASE', body)}`)}`)
}

/** The same as version 4.1. */
export function aFourthForm(people: readonly FormPerson[], rest = ''): Buffer {
  const guid = (kind: number, at: number): string => `0000000${kind}-0000-4000-8000-00000000000${at}`
  const individuals = people.map((own, at) =>
    xmlOf('dataIndividual', {
      IndividualGUID: guid(1, at),
      IndividualID: `900-0000000${at}`,
      ...usual,
      ...own,
      relation: undefined,
    }),
  )
  const members = people.map(({ relation = 'PA' }, at) =>
    xmlOf('dataIndividualProcessGroup', {
      IndividualProcessingGroupGUID: guid(2, at),
      IndividualGUID: guid(1, at),
      ProcessingGroupGUID: guid(3, 0),
      RelationshipToPrincipalRepresentative: relation,
    }),
  )
  const group = xmlOf('dataProcessGroup', {
    ProcessingGroupGUID: guid(3, 0),
    ProcessingGroupNumber: '900-26C00002',
    ProcessingGroupSize: String(people.length),
  })
  const body = `${individuals.join('')}${members.join('')}${group}${rest}`
  return Buffer.from(`${head}${xmlOf('UNHCR_RRF', `${batch}${xmlOf('CASE', body)}`)}`)
}
