import { said, type FormCase, type FormCodes, type FormRecord } from './form.ts'
import { countryIn, lineOf, listed, type Note } from './read-values.ts'

/** Pictures that proGres takes, by their first bytes in base64: JPEG and PNG. */
const pictures = /^(\/9j\/|iVBORw0KGgo)/

type On = {
  readonly one: FormCase
  readonly individuals: readonly FormRecord[]
  readonly focal: number
  readonly codes: FormCodes
  readonly country: string
  readonly fault: Note
  readonly remark: Note
}

/** Where a code of a short list stands, by table; those of what is kept are judged where they are read. */
const coded: readonly (readonly [table: string, field: string, list: string])[] = [
  ['dataIndividual', 'EducationLevelCode', 'EducationLevelCode'],
  ['dataEducation', 'EducationLevelCode', 'EducationLevelCode'],
  ['dataEducation', 'DegreeTypeCode', 'EducationDegreeTypeCode'],
  ['dataEmployment', 'EmploymentTypeCode', 'EmploymentTypeCode'],
  ['dataIndividualRelatives', 'RelationshipCode', 'RelationshipCode'],
  ['dataIndividualRelatives', 'SexCode', 'SexCode'],
  ['dataIndividualRelatives', 'MarriageStatusCode', 'MaritalStatusCode'],
  ['dataLanguage', 'LanguageReadCode', 'LanguageLevelCode'],
  ['dataLanguage', 'LanguageWriteCode', 'LanguageLevelCode'],
  ['dataLanguage', 'LanguageSpeakCode', 'LanguageLevelCode'],
  ['dataLanguage', 'LanguageUnderstandCode', 'LanguageLevelCode'],
  ['dataResettlement', 'ResettlementCriteriaCode', 'ResettlementCriteriaCode'],
  ['dataResettlement', 'ResettlementCriteriaCode2', 'ResettlementCriteriaCode'],
  ['dataResettlement', 'ResettlementCriteria2Code', 'ResettlementCriteriaCode'],
  ['dataResettlement', 'ResettlementPriorityCode', 'ResettlementPriorityCode'],
]

/** What is not kept: its faults are told, and keep nobody out. Addresses say where people live, so theirs do. */
export function judgeRest({ one, individuals, codes, fault, remark }: On): void {
  for (const [table, field, list] of coded)
    for (const record of one.tables.get(table) ?? []) {
      // Years of school stand with and without a zero in front.
      const plain = withoutZero(record, field)
      listed({ record: plain, note: (at, code, line) => remark(`${table}/${at}`, code, line) }, field, codes.lists.get(list))
    }
  for (const record of one.tables.get('dataIndividualRelatives') ?? [])
    for (const field of ['NationalityCode', 'ResidenceCountryCode', 'BirthCountryCode'])
      countryIn({ record, note: (at, code, line) => remark(`dataIndividualRelatives/${at}`, code, line) }, field, codes)
  for (const record of individuals) countryIn({ record, note: remark }, 'BirthCountryCode', codes)
  for (const record of one.tables.get('dataEmployment') ?? []) {
    const [code, words] = [said(record, 'OccupationCode'), said(record, 'OccupationText')]
    if (code !== undefined ? !/^\d{1,4}$/.test(code) : words !== undefined)
      remark('dataEmployment/OccupationCode', 'exchange/form-code', lineOf(record, 'OccupationCode'))
  }
  for (const record of one.tables.get('dataAddress') ?? []) {
    const type = said(record, 'AddressType')
    if (type === undefined) fault('dataAddress/AddressType', 'exchange/form-field-needed', lineOf(record, 'AddressType'))
    else
      listed(
        { record, note: (at, code, line) => fault(`dataAddress/${at}`, code, line) },
        'AddressType',
        codes.lists.get('AddressTypeCode'),
      )
  }
  for (const record of [...individuals, ...(one.tables.get('dataPhotograph') ?? [])]) {
    const picture = said(record, 'Photo')
    if (picture !== undefined && !pictures.test(picture)) remark('Photo', 'exchange/form-picture-type', lineOf(record, 'Photo'))
  }
  const group = one.tables.get('dataProcessGroup')?.[0]
  const size = group === undefined ? undefined : said(group, 'ProcessingGroupSize')
  if (group !== undefined && size !== undefined && Number(size) !== individuals.length)
    remark('dataProcessGroup/ProcessingGroupSize', 'exchange/form-size', lineOf(group, 'ProcessingGroupSize'))
}

function withoutZero(record: FormRecord, field: string): FormRecord {
  const own = record.fields.get(field)
  if (own === undefined) return record
  return { ...record, fields: new Map([[field, { ...own, text: own.text.replace(/^0(?=\d)/, '') }]]) }
}
