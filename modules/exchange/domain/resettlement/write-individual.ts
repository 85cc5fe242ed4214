import type { FactState } from '@convive/facts'
import { isPartialDate, precisionOf, rangeOf } from '@convive/kernel'
import type { FormCodes, FormVersion } from './form.ts'
import { unhcrNumber } from './read-individual.ts'
import { relationCode } from './relation-code.ts'
import type { Written } from './write-form.ts'
import type { WrittenMember } from './write-household.ts'

export type FormFacts = Readonly<Record<string, FactState | undefined>>

/** A fact that the form cannot hold: `nowhere` at all, or only `partly`. `person`: which of the household. */
export type Left = { readonly person: number; readonly fact: string; readonly why: 'nowhere' | 'partly' }

type On = {
  readonly version: FormVersion
  readonly codes: FormCodes
  /** The office's country by the form's list. */
  readonly asylum: string | undefined
  readonly isPrincipal: boolean
  readonly add: (table: string, values: Written) => void
  readonly note: (fact: string, why: Left['why']) => void
  readonly guidOf: (name: string) => string
}

/** Facts that follow from others, or say how the registration went. */
const silent = new Set(['relation_to_focal_point', 'assisted_by', 'interpreted_by'])

/** One person's records; what has no place is noted. */
export function writeIndividual(member: WrittenMember, on: On): void {
  const { facts, guid } = member
  const written = new Set<string>()
  const text = (fact: string): string | undefined => {
    written.add(fact)
    const state = facts[fact]
    return state?.state === 'value' && typeof state.value === 'string' ? state.value : undefined
  }
  const several = (fact: string): readonly string[] => {
    written.add(fact)
    const state = facts[fact]
    return state?.state === 'value' && Array.isArray(state.value) ? state.value : []
  }
  const isFourth = on.version === '4.1'
  const papers = several('documents').map((line) => line.split('|'))
  const unhcr = papers.find(([kind, , number = '']) => kind === 'unhcr' && unhcrNumber.test(number))
  const own = { IndividualID: unhcr?.[2] ?? member.number, IndividualGUID: guid }
  const families = several('family_names')
  const family = isFourth ? families[0] : families.join(' ')
  if (families.length > (isFourth ? 2 : 1)) on.note('family_names', 'partly')
  const given = text('given_names')
  const relation = relationCode(member.relation, { sex: text('sex'), marital: text('marital_status'), codes: on.codes })
  if (!relation.exact) on.note('relation_to_focal_point', 'partly')
  on.add('dataIndividual', {
    ...own,
    ConcatenatedName: [family, given].filter((part) => part !== undefined && part !== '').join(', '),
    FamilyName: family ?? '',
    SecondFamilyName: families.length > 1 ? families.slice(1).join(' ') : undefined,
    GivenName: given,
    RegistrationDate: moment(member.registered),
    ...birthOf(text('birth_date'), on),
    OriginCountryCode: countryOf('origin_country', text('origin_country'), on),
    AsylumCountryCode: on.asylum,
    ArrivalDate: arrivalOf(text('entry_date'), on),
    SexCode: sexOf(text('sex'), on),
    NationalityCode: nationalityOf(several('nationalities'), on),
    MarriageStatusCode: maritalOf(facts['marital_status'], on),
    MotherName: text('mother_name'),
    RelationshipToPrincipalRepresentative: relation.code,
  })
  const other = text('other_names')
  if (other !== undefined) on.add('dataAlias', { ...own, AliasGUID: on.guidOf(`alias/${guid}`), IndividualAliasLastName: other })
  writeAddress(text('place'), own, on)
  for (const language of several('languages')) {
    const code = on.codes.languages.toForm.get(language)
    if (code === undefined || on.codes.languagesNarrower.has(language)) on.note('languages', 'partly')
    const level = { LanguageReadCode: 'U', LanguageWriteCode: 'U', LanguageSpeakCode: 'U', LanguageUnderstandCode: 'U' }
    const record = { ...own, LanguageGUID: on.guidOf(`language/${guid}/${language}`), LanguageCode: code, ...level }
    if (code !== undefined) on.add('dataLanguage', record)
  }
  for (const paper of papers) writePaper(paper, paper === unhcr, own, on)
  for (const [fact, state] of Object.entries(facts))
    if (!written.has(fact) && !silent.has(fact) && state !== undefined && state.state !== 'unknown') on.note(fact, 'nowhere')
}

function moment(day: string): string {
  return `${day}T00:00:00`
}

/** The form holds whole days only; 4.1 can say that one is an estimate. */
function birthOf(birth: string | undefined, { version, note }: On): Written {
  if (birth === undefined || !isPartialDate(birth)) return {}
  const precision = precisionOf(birth)
  const isAbout = version === '4.1' && precision === 'about' && birth.length === '1987~'.length
  if (precision !== 'day' && !isAbout) note('birth_date', 'partly')
  const day = precision === 'about' ? `${birth.slice(0, 4)}-01-01` : rangeOf(birth).first
  return { DateofBirth: moment(day), DateofBirthEstimate: String(precision !== 'day') }
}

function arrivalOf(entry: string | undefined, { asylum, note }: On): string | undefined {
  if (entry === undefined || !isPartialDate(entry)) return undefined
  if (precisionOf(entry) === 'day' && asylum !== undefined) return moment(entry)
  note('entry_date', 'nowhere')
  return undefined
}

function countryOf(fact: string, country: string | undefined, { codes, note }: On): string | undefined {
  const code = codes.countries.toForm.get(country ?? '')
  if (country !== undefined && code === undefined) note(fact, 'nowhere')
  return code
}

function nationalityOf(nationalities: readonly string[], on: On): string | undefined {
  if (nationalities.length > 1) on.note('nationalities', 'partly')
  return countryOf('nationalities', nationalities[0], on)
}

function sexOf(sex: string | undefined, { note }: On): string | undefined {
  if (sex === 'X') note('sex', 'partly')
  return sex === 'X' ? 'U' : sex
}

function maritalOf(state: FactState | undefined, { codes }: On): string | undefined {
  if (state?.state === 'unknown') return 'U'
  return state?.state === 'value' ? codes.maritalStatuses.toForm.get(String(state.value)) : undefined
}

/** 3.1 has room for one address a case, the principal applicant's. */
function writeAddress(
  place: string | undefined,
  own: { readonly IndividualGUID: string; readonly IndividualID: string },
  on: On,
): void {
  if (on.version === '3.1' ? !on.isPrincipal : place === undefined) return
  on.add('dataAddress', {
    ...own,
    AddressGUID: on.guidOf(`address/${own.IndividualGUID}`),
    AddressType: 'CoA',
    AddressCountry: on.asylum ?? '-',
    LocationLevel1Description: place,
  })
}

function writePaper(
  [kind, country = '', number = '', expires = '']: readonly string[],
  isOwnNumber: boolean,
  own: { readonly IndividualGUID: string; readonly IndividualID: string },
  on: On,
): void {
  if (!isOwnNumber && on.version === '3.1') on.add('dataDocument', { ...own, DocumentNumber: number })
  if (!isOwnNumber && on.version === '4.1') on.note('documents', 'nowhere')
  else if ((!isOwnNumber && kind !== 'other') || country !== '' || expires !== '') on.note('documents', 'partly')
}
