import { isCalendarDate } from '@convive/kernel'
import { said, type FormCodes, type FormRecord } from './form.ts'

/** Notes something wrong with a field: which, where it stands, why. */
export type Note = (at: string, code: string, line: number) => void

type Of = { readonly record: FormRecord; readonly note: Note }

export function lineOf(record: FormRecord, name: string): number {
  return record.fields.get(name)?.line ?? record.line
}

/** A field that cannot stay empty. */
export function needed({ record, note }: Of, name: string): string | undefined {
  const text = said(record, name)
  if (text === undefined) note(name, 'exchange/form-field-needed', lineOf(record, name))
  return text
}

/** Part of a name. The form's own rules refuse digits; at our desk they are taken and looked at again. */
export function nameIn({ record, note }: Of, name: string): string | undefined {
  const text = said(record, name)
  if (text !== undefined && /\p{N}/u.test(text)) note(name, 'exchange/form-name-digits', lineOf(record, name))
  return text
}

/** `1990-01-10T00:00:00` as a day; the hour says nothing about a birth or an arrival. */
export function dayIn({ record, note }: Of, name: string): string | undefined {
  const text = said(record, name)
  if (text === undefined) return undefined
  const day = text.slice(0, 10)
  const rest = /^(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text.slice(10))
  if (isCalendarDate(day) && rest) return day
  note(name, 'exchange/form-date', lineOf(record, name))
  return undefined
}

const open = { state: 'unknown' } as const
export type Open = typeof open

/** A country of ours. A place that our list does not have is not known which. */
export function countryIn({ record, note }: Of, name: string, codes: FormCodes): string | Open | undefined {
  const raw = record.fields.get(name)?.text.trim() ?? ''
  if (raw === '-') return open
  if (raw === '') return undefined
  const ours = codes.countries.fromForm.get(raw)
  if (ours !== undefined) return ours === 'XXX' ? open : ours
  if (codes.countriesWithoutOurs.has(raw)) return open
  note(name, 'exchange/form-code', lineOf(record, name))
  return undefined
}

/** A code of one of the form's short lists, letters large or small as the file has them. */
export function listed({ record, note }: Of, name: string, list: ReadonlySet<string> | undefined): string | undefined {
  const text = said(record, name)
  if (text === undefined) return undefined
  const known = [...(list ?? [])].find((one) => one.toLowerCase() === text.toLowerCase())
  if (known === undefined) note(name, 'exchange/form-code', lineOf(record, name))
  return known
}
