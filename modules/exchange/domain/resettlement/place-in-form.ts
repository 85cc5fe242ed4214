import type { Refusal } from '@convive/kernel'
import type { RowFault } from '../read-household.ts'

const elements: Readonly<Record<string, string>> = {
  given: 'GivenName',
  family: 'FamilyName',
  other: 'dataAlias',
  sex: 'SexCode',
  birth: 'DateofBirth',
  origin: 'OriginCountryCode',
  relation: 'RelationshipToPrincipalRepresentative',
  nationalities: 'NationalityCode',
  languages: 'dataLanguage/LanguageCode',
  documents: 'dataDocument/DocumentNumber',
  maritalStatus: 'MarriageStatusCode',
  motherName: 'MotherName',
  needs: 'dataVulnerability/VulnerabilityCode',
  entry: 'ArrivalDate',
  place: 'dataAddress',
  members: 'CASE',
}

/** A refusal of registration, such as `registry/birth-in-future` at `members.2.birth`, told at its person and element. */
export function placeInForm(refusal: Refusal): RowFault {
  const { at, ...rest } = refusal
  const [first = '', index = '', field = ''] = (at ?? '').split('.')
  const ofMember = first === 'members' && /^\d+$/.test(index)
  const element = elements[ofMember ? field : first]
  return { row: ofMember ? Number(index) : 0, refusal: element === undefined ? rest : { ...rest, at: element } }
}
