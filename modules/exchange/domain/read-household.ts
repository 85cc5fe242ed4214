import type { Refusal } from '@convive/kernel'
import type { Vocabulary } from './column.ts'
import type { HouseholdRows } from './group-households.ts'
import { readCell } from './read-cell.ts'
import type { DateOrder } from './read-date.ts'
import type { Heading } from './read-heading.ts'
import type { FileRow } from './survey.ts'

/** A fault of one row; `column` is the column's code. */
export type RowFault = { readonly row: number; readonly refusal: Refusal }

/** A household of the file as registration takes it, with what is wrong with its cells. */
export type ReadHousehold = {
  readonly input: Readonly<Record<string, unknown>>
  /** For the report of those who stay out. */
  readonly names: readonly string[]
  readonly faults: readonly RowFault[]
}

export type Reading = { readonly heading: Heading; readonly vocabulary: Vocabulary; readonly order: DateOrder }
type Values = Readonly<Record<string, unknown>>

/** Turns rows into the input of `registry/register-household`. Pure; registration judges what comes out. */
export function readHousehold({ rows }: HouseholdRows, reading: Reading): ReadHousehold {
  const faults: RowFault[] = []
  const fault = (row: number, refusal: Refusal): void => void faults.push({ row, refusal })
  const read = rows.map((row, at) => valuesOf(row, reading, (refusal) => fault(at, refusal)))
  const shared = (code: string): unknown => {
    const [first, ...others] = read.flatMap((values, row) => (values[code] === undefined ? [] : [{ row, value: values[code] }]))
    for (const other of others)
      if (JSON.stringify(other.value) !== JSON.stringify(first?.value))
        fault(other.row, { code: 'exchange/rows-differ', at: code })
    return first?.value
  }
  const household = {
    place: shared('place'),
    entry: shared('entry_date'),
    entryManner: shared('entry_manner'),
    assistedBy: shared('assisted_by'),
    interpretedBy: shared('interpreted_by'),
  }
  const members = read.map((values, row) => memberFrom(values, (refusal) => fault(row, refusal)))
  return { input: present({ ...household, members }), names: read.map(nameOf), faults }
}

function valuesOf(row: FileRow, { heading, vocabulary, order }: Reading, fault: (refusal: Refusal) => void): Values {
  const values: Record<string, unknown> = {}
  for (const [at, column] of heading.columns.entries()) {
    if (column === undefined) continue
    if (row.broken?.includes(at) === true) {
      fault({ code: 'exchange/cell-broken', at: column.code })
      continue
    }
    const value = readCell(column, row.cells[at] ?? '', { vocabulary, order })
    if (value.ok) values[column.code] = value.value
    else fault(value.refusals[0])
  }
  const beyond = row.cells.slice(heading.columns.length).some((cell) => cell.trim() !== '')
  if (beyond) fault({ code: 'exchange/too-many-cells' })
  return values
}

function memberFrom(values: Values, fault: (refusal: Refusal) => void): Values {
  const consents = ['contact', 'share_services', 'share_offices', 'photo'].map((purpose) => [
    purpose,
    values[`consent_${purpose}`],
  ])
  return present({
    given: values['given_names'] ?? '',
    family: familyFrom(values),
    other: values['other_names'],
    sex: values['sex'],
    birth: values['birth_date'] ?? (typeof values['age'] === 'number' ? { age: values['age'] } : values['age']),
    origin: values['origin_country'],
    relation: values['relation'],
    nationalities: values['nationalities'],
    languages: values['languages'],
    interpreter: values['interpreter_needed'],
    documents: documentsFrom(values, fault),
    phone: values['phone'],
    maritalStatus: values['marital_status'],
    motherName: values['mother_name'],
    populationGroup: values['population_group'],
    needs: values['needs'] === undefined ? undefined : present({ any: values['needs'], codes: values['need_codes'] }),
    privateInterview: values['private_interview'] === true ? true : undefined,
    consents: Object.fromEntries(consents.filter(([, answer]) => answer !== undefined)),
    consentBy: values['consent_by'],
  })
}

function familyFrom(values: Values): unknown {
  const names = [values['family_name'], values['second_family_name']].filter((one) => one !== undefined)
  return names.length === 1 && typeof names[0] !== 'string' ? names[0] : names.filter((one) => typeof one === 'string')
}

function documentsFrom(values: Values, fault: (refusal: Refusal) => void): unknown {
  const own = ['document', 'document_2'].flatMap((set) => {
    const [kind, number, country, expires] = ['kind', 'number', 'country', 'expires'].map((part) => values[`${set}_${part}`])
    if (isOpen(kind) || isOpen(number)) return [isOpen(kind) ? kind : number]
    if ([kind, number, country, expires].every((one) => one === undefined)) return []
    if (kind === undefined) fault({ code: 'exchange/cell-needed', at: `${set}_kind` })
    if (number === undefined) fault({ code: 'exchange/cell-needed', at: `${set}_number` })
    const clear = isOpen(country) || isOpen(expires) ? {} : { country, expires }
    return [present({ kind, number, ...clear })]
  })
  const papers = own.filter((one) => !isOpen(one))
  return papers.length > 0 ? papers : own[0]
}

function isOpen(value: unknown): boolean {
  return value !== null && typeof value === 'object' && 'state' in value
}

function nameOf(values: Values): string {
  return ['given_names', 'family_name', 'second_family_name']
    .flatMap((code) => (typeof values[code] === 'string' ? [values[code]] : []))
    .join(' ')
    .slice(0, 120)
}

function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
