import { dateFrom, field } from '@convive/ui'

const open = ['unknown', 'declined', 'none'] as const

/** A field's text, or the answer "unknown", "declined" or "none" where that was chosen. */
function answer(text: string): unknown {
  const state = open.find((one) => `=${one}` === text)
  return state === undefined ? text : { state }
}

function some(value: string): string | undefined {
  return value === '' ? undefined : value
}

/**
 * A birth as officers type it: `3-5-1990`, `5/1990`, `1990`, `~1990` or `1990~` for "about", `36a` for an age in years,
 * `?` for unknown. Anything else is passed on as typed, for the command to refuse.
 */
export function readBirth(typed: string): unknown {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '')
  if (text === '') return undefined
  if (text === '?') return { state: 'unknown' }
  const age = /^(\d{1,3})a/i.exec(text)
  if (age?.[1] !== undefined) return { age: Number(age[1]) }
  const about = text.includes('~') ? '~' : ''
  const parts = text.replaceAll('~', '').split(/[-/.]/)
  const two = (part = ''): string => part.padStart(2, '0')
  if (parts.length === 1) return `${parts[0]}${about}`
  if (parts.length === 2) return `${parts[1]}-${two(parts[0])}${about}`
  return parts[0]?.length === 4
    ? `${parts[0]}-${two(parts[1])}-${two(parts[2])}`
    : `${parts[2]}-${two(parts[1])}-${two(parts[0])}`
}

/** How many member blocks the form holds. */
export function memberCount(form: FormData | undefined): number {
  const count = Number(field(form, 'count'))
  return Number.isInteger(count) && count >= 1 && count <= 30 ? count : 1
}

/** The posted form as the input of `registry/register-household`. */
export function readHousehold(
  form: FormData,
): { readonly place: unknown; readonly members: readonly unknown[] } & Record<string, unknown> {
  const members = Array.from({ length: memberCount(form) }, (_, at) => readMember(form, `m${at}`, at === 0))
  return {
    place: answer(field(form, 'place')),
    entry: dateFrom(form, 'entry'),
    entryManner: some(field(form, 'entryManner')) === undefined ? undefined : answer(field(form, 'entryManner')),
    assistedBy: some(field(form, 'assistedBy')),
    interpretedBy: some(field(form, 'interpretedBy')),
    members,
  }
}

/** One member block; fields are called `m0.given`, `m0.birth` … */
export function readMember(form: FormData, name: string, isFocal: boolean): Record<string, unknown> {
  const text = (which: string): string => field(form, `${name}.${which}`)
  const needs = text('needs')
  const origin = text('origin') === '' && !isFocal ? field(form, 'm0.origin') : text('origin')
  const number = text('documentNumber')
  return {
    given: answer(text('given')),
    family: text('family') === '' ? [] : [text('family')],
    other: some(text('other')),
    sex: text('sex') === '' ? undefined : answer(text('sex')),
    birth: readBirth(text('birth')),
    origin: origin === '' ? undefined : answer(origin),
    relation: isFocal ? 'focal_point' : text('relation'),
    nationalities: form.getAll(`${name}.nationalities`).filter((one) => one !== ''),
    languages: form.getAll(`${name}.languages`).filter((one) => one !== ''),
    interpreter: text('interpreter') === 'yes' ? true : undefined,
    documents:
      number === ''
        ? text('documentKind') === '=none'
          ? { state: 'none' }
          : undefined
        : [{ kind: text('documentKind').replace('=none', 'other') || 'other', country: some(text('documentCountry')), number }],
    phone: some(text('phone')),
    maritalStatus: some(text('maritalStatus')),
    motherName: some(text('motherName')),
    populationGroup: some(text('populationGroup')) === undefined ? undefined : answer(text('populationGroup')),
    needs: needs === '' ? undefined : { any: needs, codes: form.getAll(`${name}.codes`).map(String) },
    privateInterview: text('private') === 'yes',
    consents: consentsOf(form, name),
    consentBy: text('consentBy') === 'guardian' ? 'guardian' : 'self',
  }
}

const purposes = ['contact', 'share_services', 'share_offices', 'photo'] as const

/** One answer for all purposes, or one by one where the person wants to differ. Nothing is ticked beforehand. */
function consentsOf(form: FormData, name: string): Record<string, string> {
  const all = field(form, `${name}.consent`)
  const consents: Record<string, string> = {}
  for (const purpose of purposes) {
    const one = field(form, `${name}.consent.${purpose}`)
    const chosen = one === '' ? all : one
    if (chosen === 'given' || chosen === 'refused') consents[purpose] = chosen
  }
  return consents
}

/** The path a refusal names (`members.1.birth`) to the id of the field on the page (`m1-birth`). */
export function fieldIdOf(at: string): string {
  const member = /^members?\.(\d+)\.(\w+)/.exec(at)
  if (member?.[1] !== undefined && member[2] !== undefined)
    return `m${member[1]}-${member[2] === 'consents' ? 'consent' : member[2]}`
  return at.replaceAll('.', '-')
}
