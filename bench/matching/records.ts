import type { Person } from './population.ts'

/** A record as an office wrote it down; an empty text is a field left blank. */
export type Row = {
  readonly given_names: string
  readonly family_names: string
  readonly sex: string
  readonly birth_date: string
  readonly nationality: string
  readonly document: string
  readonly phone: string
  readonly mother_name: string
  readonly place: string
  readonly household_members: string
}
export const fields = [
  'given_names',
  'family_names',
  'sex',
  'birth_date',
  'nationality',
  'document',
  'phone',
  'mother_name',
  'place',
  'household_members',
] as const

/** One record with who it is about. */
export type Made = { readonly row: Row; readonly person: Person }

/** What would be written down if nothing went wrong. */
export function trueRow(person: Person, family: readonly Person[]): Row {
  return {
    given_names: person.given.join(' '),
    family_names: person.family.join(' ').replaceAll('_', ' '),
    sex: person.sex,
    birth_date: dateOf(person.birth),
    nationality: person.origin,
    document: person.document,
    phone: person.phone,
    mother_name: person.mother.replaceAll('_', ' '),
    place: person.place,
    household_members: family
      .filter((one) => one !== person)
      .map((one) => one.given[0] ?? '')
      .join(';'),
  }
}

export function dateOf({ year, month, day }: Person['birth']): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Which fields are filled, one bit each, for comparisons at equal missingness. */
export function filledOf(row: Row): number {
  return fields.reduce((mask, name, at) => (row[name] === '' ? mask : mask | (1 << at)), 0)
}
