import type { Refusal } from '@convive/kernel'
import type { HouseholdRows } from '../group-households.ts'
import type { ReadHousehold, RowFault } from '../read-household.ts'
import { keyOf, said, type FormCase, type FormCodes, type FormRecord } from './form.ts'
import { judgeRest } from './judge-rest.ts'
import { readIndividual, recordsOf } from './read-individual.ts'
import { countryIn, dayIn, lineOf, listed } from './read-values.ts'

export type ReadCase = {
  readonly file: HouseholdRows
  readonly read: ReadHousehold
  /** Wrong or lost without keeping anybody out. */
  readonly remarks: readonly Refusal[]
}

const relation = 'RelationshipToPrincipalRepresentative'

/**
 * A case of the form as the input of `registry/register-household`. Pure. A fault in what would be kept keeps the case out; a fault
 * in what is not kept is told and keeps nobody out. `country`: where the office is.
 */
export function readCase(one: FormCase, { codes, country }: { readonly codes: FormCodes; readonly country: string }): ReadCase {
  const individuals = one.tables.get('dataIndividual') ?? []
  const faults: RowFault[] = []
  const remarks: Refusal[] = []
  const remark = (at: string, code: string, line: number): void => void remarks.push({ code, at, with: { line } })
  const faultOf =
    (row: number) =>
    (at: string, code: string, line: number): void =>
      void faults.push({ row, refusal: { code, at, with: { line } } })
  const members = individuals.map((record, row) => readIndividual({ one, record, codes, fault: faultOf(row), remark }))
  const key = keyOf(one.version)
  const keys = individuals.map((record) => said(record, key))
  for (const [row, own] of keys.entries()) {
    const record = individuals[row]
    if (record === undefined) continue
    if (own === undefined) faultOf(row)(key, 'exchange/form-field-needed', lineOf(record, key))
    else if (keys.indexOf(own) !== row) faultOf(row)(key, 'exchange/form-person-twice', lineOf(record, key))
  }
  principals(members, individuals, faultOf)
  for (const [table, records] of one.tables)
    for (const record of records)
      if (table !== 'dataIndividual' && record.fields.has(key) && !keys.includes(said(record, key)))
        faultOf(0)(`${table}/${key}`, 'exchange/form-person-unknown', lineOf(record, key))
  const focal = Math.max(
    0,
    members.findIndex((member) => member['relation'] === 'focal_point'),
  )
  const context = { one, individuals, focal, codes, country, fault: faultOf(0), remark }
  judgeRest(context)
  const group = one.tables.get('dataProcessGroup')?.[0]
  const reference = group === undefined ? '' : (said(group, 'ProcessingGroupNumber') ?? '')
  const entry = entryOf(context)
  const input = { place: placeOf(context), ...(entry === undefined ? {} : { entry }), members }
  return {
    file: { reference, rows: individuals.map(({ line }) => ({ line, cells: [] })) },
    read: { input, names: individuals.map(nameOf), faults },
    remarks,
  }
}

type Context = Parameters<typeof judgeRest>[0]

function principals(
  members: readonly Readonly<Record<string, unknown>>[],
  individuals: readonly FormRecord[],
  faultOf: (row: number) => (at: string, code: string, line: number) => void,
): void {
  const found = members.flatMap((member, row) => (member['relation'] === 'focal_point' ? [row] : []))
  if (found.length === 0) faultOf(0)(relation, 'exchange/form-principal-missing', individuals[0]?.line ?? 0)
  for (const row of found.slice(1)) faultOf(row)(relation, 'exchange/form-two-principals', individuals[row]?.line ?? 0)
}

/** Where they live now; the first such address of whoever the case hangs on, or of anybody. */
function placeOf({ one, individuals, focal, codes, country, fault }: Context): unknown {
  const principal = individuals[focal]
  const own = principal === undefined ? [] : recordsOf({ one, record: principal }, 'dataAddress')
  for (const record of [...own, ...(one.tables.get('dataAddress') ?? []).filter((other) => !own.includes(other))]) {
    const type = listed({ record, note: () => undefined }, 'AddressType', codes.lists.get('AddressTypeCode'))
    if (type !== 'CoA' && type !== 'CoR') continue
    const parts = [1, 2, 3, 4, 5].map((level) => said(record, `LocationLevel${level}Description`))
    const words = [said(record, 'LocationLevel6'), ...parts.toReversed()].filter((part) => part !== undefined)
    const where = countryIn({ record, note: (at, code, line) => fault(`dataAddress/${at}`, code, line) }, 'AddressCountry', codes)
    if (words.length === 0) continue
    return `${words.join(', ')}${typeof where === 'string' && where !== country ? ` (${where})` : ''}`.slice(0, 500)
  }
  return { state: 'unknown' }
}

/** The arrival is an entry into this country only where this is the country of asylum; nobody has entered here from a camp elsewhere. */
function entryOf({ individuals, focal, codes, country, fault, remark }: Context): string | undefined {
  const days = individuals.map((record) => {
    const day = dayIn({ record, note: fault }, 'ArrivalDate')
    const asylum = countryIn({ record, note: fault }, 'AsylumCountryCode', codes)
    if (day !== undefined && asylum !== country)
      remark('ArrivalDate', 'exchange/form-arrival-elsewhere', lineOf(record, 'ArrivalDate'))
    return asylum === country ? day : undefined
  })
  const entry = days[focal]
  for (const [row, day] of days.entries()) {
    const record = individuals[row]
    if (record !== undefined && day !== undefined && day !== entry)
      remark('ArrivalDate', 'exchange/form-arrival-differs', lineOf(record, 'ArrivalDate'))
  }
  return entry
}

function nameOf(record: FormRecord): string {
  return ['GivenName', 'MiddleName', 'FamilyName', 'SecondFamilyName']
    .flatMap((name) => said(record, name) ?? [])
    .join(' ')
    .slice(0, 120)
}
