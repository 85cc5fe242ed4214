import type { FormCodes, FormVersion } from './form.ts'
import { writeIndividual, type FormFacts, type Left } from './write-individual.ts'
import type { Written, WrittenCase } from './write-form.ts'

export type WrittenMember = {
  /** Stands for the person in the file, and is no id of ours. */
  readonly guid: string
  readonly number: string
  /** The day of registration. */
  readonly registered: string
  readonly relation: string
  readonly facts: FormFacts
}

export type WrittenHousehold = {
  readonly guid: string
  readonly country: string
  readonly members: readonly WrittenMember[]
  /** A GUID for a record, the same each time. */
  readonly guidOf: (name: string) => string
}

/** What the form demands and nobody was asked, or what is not ours to say: open in every file, "-" or empty. */
export const leftOpen: Readonly<Record<FormVersion, readonly string[]>> = {
  '3.1': [
    'ReligionCode',
    'EthnicityCode',
    'EducationLevelCode',
    'BirthCountryCode',
    'BirthCityTownVillage',
    'FatherName',
    'Photo',
    'ResettlementCriteriaCode',
    'ResettlementPriorityCode',
  ],
  '4.1': [
    'ReligionCode',
    'EthnicityCode',
    'EducationLevelCode',
    'BirthCountryCode',
    'ResettlementCriteriaCode',
    'ResettlementPriorityCode',
  ],
}

/** A household as a case of the form, and what the form cannot hold of it. The first member is the principal applicant. Pure. */
export function writeHousehold(
  household: WrittenHousehold,
  { version, codes }: { readonly version: FormVersion; readonly codes: FormCodes },
): { readonly written: WrittenCase; readonly left: readonly Left[] } {
  const { members, country, guidOf } = household
  const left: Left[] = []
  const asylum = codes.countries.toForm.get(country)
  const tables = new Map<string, Written[]>()
  const add = (table: string, values: Written): void => void tables.set(table, [...(tables.get(table) ?? []), values])
  for (const [person, member] of members.entries()) {
    const note = (fact: string, why: Left['why']): void => void left.push({ person, fact, why })
    writeIndividual(member, { version, codes, asylum, isPrincipal: person === 0, add, note, guidOf })
  }
  const [principal] = members
  const number = principal?.number ?? ''
  add('dataProcessGroup', {
    ProcessingGroupGUID: household.guid,
    ProcessingGroupNumber: number,
    ProcessingGroupSize: String(members.length),
  })
  for (const member of members)
    if (version === '4.1')
      add('dataIndividualProcessGroup', {
        IndividualProcessingGroupGUID: guidOf(`membership/${member.guid}`),
        IndividualGUID: member.guid,
        ProcessingGroupGUID: household.guid,
        RelationshipToPrincipalRepresentative: tables
          .get('dataIndividual')
          ?.find((one) => one['IndividualGUID'] === member.guid)?.['RelationshipToPrincipalRepresentative'],
      })
  const first = tables.get('dataIndividual')?.[0]
  add('dataResettlement', { IndividualID: first?.['IndividualID'], IndividualGUID: principal?.guid })
  return { written: tables, left }
}
