import { keyOf, said, type FormCase, type FormCodes, type FormRecord } from './form.ts'
import { countryIn, dayIn, lineOf, listed, nameIn, needed, type Note } from './read-values.ts'

type Of = { readonly record: FormRecord; readonly note: Note }
export type OnPerson = {
  readonly one: FormCase
  readonly record: FormRecord
  readonly codes: FormCodes
  readonly fault: Note
  readonly remark: Note
}

/** Numbers as UNHCR's own registration writes them, such as `199-00265997`; other references are those of whoever made the file. */
export const unhcrNumber = /^[A-Z0-9]{3}-(\d{8}|\d{2}C\d{5})$/

/** One person of the form as registration takes them. Nobody is asked about religion or ethnicity, so neither is looked at. */
export function readIndividual(on: OnPerson): Readonly<Record<string, unknown>> {
  const { one, record, codes, fault } = on
  const of: Of = { record, note: fault }
  const isFourth = one.version === '4.1'
  const family = isFourth ? [needed(of, 'FamilyName'), said(record, 'SecondFamilyName')] : [needed(of, 'FamilyName')]
  for (const name of ['FamilyName', 'SecondFamilyName', 'GivenName', 'MiddleName', 'MaidenName', 'MotherName']) nameIn(of, name)
  const given = isFourth ? [said(record, 'GivenName'), said(record, 'MiddleName')] : [needed(of, 'GivenName')]
  const sex = listed(of, 'SexCode', codes.lists.get('SexCode'))
  if (isEmpty(record, 'SexCode')) needed(of, 'SexCode')
  const [origin, nationality] = [answeredCountry(of, 'OriginCountryCode', codes), answeredCountry(of, 'NationalityCode', codes)]
  const marital = listed(of, 'MarriageStatusCode', codes.lists.get('MaritalStatusCode'))
  return present({
    given: given.filter((part) => part !== undefined).join(' ') || { state: 'unknown' },
    family: family.filter((part) => part !== undefined),
    other: otherNames(on),
    sex: sex ?? { state: 'unknown' },
    birth: birthOf(of, isFourth),
    origin: origin ?? { state: 'unknown' },
    relation: relationOf(on),
    nationalities: typeof nationality === 'string' ? [nationality] : nationality,
    languages: languagesOf(on),
    documents: documentsOf(on),
    maritalStatus: marital === 'U' ? { state: 'unknown' } : codes.maritalStatuses.fromForm.get(marital ?? ''),
    motherName: said(record, 'MotherName'),
    needs: needsOf(on),
    // The form says nothing of consent: nobody was asked, and that is no.
    consents: { contact: 'refused', share_services: 'refused', share_offices: 'refused', photo: 'refused' },
    consentBy: 'nobody',
  })
}

/** "-" is an answer, nothing at all is none. */
function isEmpty(record: FormRecord, name: string): boolean {
  return (record.fields.get(name)?.text ?? '') === ''
}

function answeredCountry(of: Of, name: string, codes: FormCodes): ReturnType<typeof countryIn> {
  if (isEmpty(of.record, name)) needed(of, name)
  return countryIn(of, name, codes)
}

/** Records of a table that name this person. */
export function recordsOf({ one, record }: Pick<OnPerson, 'one' | 'record'>, table: string): readonly FormRecord[] {
  const key = keyOf(one.version)
  const own = said(record, key)
  return own === undefined ? [] : (one.tables.get(table) ?? []).filter((other) => said(other, key) === own)
}

/** An estimated birth keeps its year only: the rest of the day was made up. */
function birthOf(of: Of, isFourth: boolean): unknown {
  const day = dayIn(of, 'DateofBirth')
  if (day === undefined) {
    if (!isFourth) needed(of, 'DateofBirth')
    return { state: 'unknown' }
  }
  return /^(true|1)$/i.test(said(of.record, 'DateofBirthEstimate') ?? '') ? `${day.slice(0, 4)}~` : day
}

function relationOf(on: OnPerson): unknown {
  const name = 'RelationshipToPrincipalRepresentative'
  const at = on.one.version === '4.1' ? recordsOf(on, 'dataIndividualProcessGroup')[0] : on.record
  if (at === undefined) {
    on.fault(name, 'exchange/form-field-needed', on.record.line)
    return { state: 'unknown' }
  }
  const code = listed({ record: at, note: on.fault }, name, on.codes.lists.get('RelationshipCode'))
  const relation = on.codes.relationsFrom.get(code ?? '')
  if (code !== undefined && on.codes.relationsWider.has(code)) on.remark(name, 'exchange/form-relation-wider', lineOf(at, name))
  return relation ?? { state: 'unknown' }
}

function otherNames(on: OnPerson): string | undefined {
  const aliases = recordsOf(on, 'dataAlias').map((alias) => {
    const of = { record: alias, note: on.fault }
    return [nameIn(of, 'IndividualAliasFirstName'), nameIn(of, 'IndividualAliasLastName')].filter(Boolean).join(' ')
  })
  const names = [said(on.record, 'MaidenName'), ...aliases].filter((name) => name !== undefined && name !== '')
  return names.length === 0 ? undefined : names.join(', ')
}

function languagesOf(on: OnPerson): readonly string[] | undefined {
  const name = 'LanguageCode'
  const spoken = recordsOf(on, 'dataLanguage').flatMap((record) => {
    const code = said(record, name)
    if (code === undefined) return []
    if (!/^[A-Z0-9]{3}$/.test(code)) {
      on.fault(`dataLanguage/${name}`, 'exchange/form-code', lineOf(record, name))
      return []
    }
    const ours = on.codes.languages.fromForm.get(code)
    if (ours === undefined) on.remark(`dataLanguage/${name}`, 'exchange/form-language-other', lineOf(record, name))
    return [ours ?? 'other']
  })
  return spoken.length === 0 ? undefined : [...new Set(spoken)]
}

/** UNHCR's own number makes duplicates visible; of the papers that 3.1 lists only the number is known. */
function documentsOf(on: OnPerson): readonly unknown[] | undefined {
  const own = said(on.record, 'IndividualID') ?? ''
  const papers = recordsOf(on, 'dataDocument').flatMap((record) => said(record, 'DocumentNumber') ?? [])
  const documents = [
    ...(unhcrNumber.test(own) ? [{ kind: 'unhcr', number: own }] : []),
    ...papers.map((number) => ({ kind: 'other', number })),
  ]
  return documents.length === 0 ? undefined : documents
}

/** Without a code nobody said that there are none. */
function needsOf(on: OnPerson): unknown {
  const found = recordsOf(on, 'dataVulnerability').flatMap(
    (record) => listed({ record, note: on.fault }, 'VulnerabilityCode', on.codes.needs) ?? [],
  )
  return found.length === 0 ? { any: 'unknown' } : { any: 'yes', codes: [...new Set(found)] }
}

function present(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
