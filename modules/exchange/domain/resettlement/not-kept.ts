import type { Ignored } from '../read-heading.ts'
import { said, type FormCase } from './form.ts'

/** Elements of which something is kept, or which only hold the file together. */
const kept: Readonly<Record<string, readonly string[]>> = {
  dataIndividual: [
    'IndividualGUID',
    'IndividualID',
    'ConcatenatedName',
    'FamilyName',
    'SecondFamilyName',
    'GivenName',
    'MiddleName',
    'MaidenName',
    'DateofBirth',
    'DateofBirthEstimate',
    'OriginCountryCode',
    'AsylumCountryCode',
    'ArrivalDate',
    'SexCode',
    'NationalityCode',
    'MarriageStatusCode',
    'MotherName',
    'RelationshipToPrincipalRepresentative',
  ],
}
const wholeTables = new Set([
  'dataIndividualProcessGroup',
  'dataProcessGroup',
  'dataAddress',
  'dataAlias',
  'dataLanguage',
  'dataDocument',
  'dataVulnerability',
])

/** What the file says and the registry has no place for, or does not ask: named once each, in the order in which it comes. */
export function notKept(cases: readonly FormCase[]): readonly Ignored[] {
  const names = new Set<string>()
  for (const { tables } of cases)
    for (const [table, records] of tables) {
      if (wholeTables.has(table)) continue
      const own = kept[table]
      if (own === undefined) names.add(table)
      else
        for (const record of records)
          for (const name of record.fields.keys()) if (!own.includes(name) && said(record, name) !== undefined) names.add(name)
    }
  return [...names].slice(0, 40).map((heading) => ({ heading: heading.slice(0, 60) }))
}
