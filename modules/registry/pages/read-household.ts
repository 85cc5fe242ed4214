import { dateFrom, field } from '@convive/ui'
import { answer, readBirth, readDate, someAnswer } from './read-birth.ts'

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
    entry: dateFrom(form, 'entry') ?? someAnswer(field(form, 'entryState')),
    entryManner: someAnswer(field(form, 'entryManner')),
    assistedBy: someAnswer(field(form, 'assistedBy')),
    interpretedBy: someAnswer(field(form, 'interpretedBy')),
    members,
  }
}

/** One member block; fields are called `m0.given`, `m0.birth` … */
export function readMember(form: FormData, name: string, isFocal: boolean): Record<string, unknown> {
  const text = (which: string): string => field(form, `${name}.${which}`)
  const needs = text('needs')
  const origin = text('origin') === '' && !isFocal ? field(form, 'm0.origin') : text('origin')
  const interpreter = text('interpreter')
  return {
    given: answer(text('given')),
    family: surnames(text('family')),
    other: someAnswer(text('other')),
    sex: text('sex') === '' ? undefined : answer(text('sex')),
    birth: readBirth(text('birth')),
    origin: origin === '' ? undefined : answer(origin),
    relation: isFocal ? 'focal_point' : text('relation') === '' ? undefined : answer(text('relation')),
    nationalities: listOf([text('nationality1'), text('nationality2')]),
    languages: listOf([text('language1'), text('language2')]),
    interpreter: interpreter === 'yes' || interpreter === 'no' ? interpreter === 'yes' : someAnswer(interpreter),
    documents: documentsOf(text),
    phone: text('phone') === '0' ? { state: 'none' } : someAnswer(text('phone')),
    maritalStatus: someAnswer(text('maritalStatus')),
    motherName: someAnswer(text('motherName')),
    populationGroup: someAnswer(text('populationGroup')),
    needs: needs === '' ? undefined : { any: needs, codes: form.getAll(`${name}.codes`).map(String) },
    privateInterview: text('private') === 'yes',
    consents: consentsOf(form, name),
  }
}

/** As they say them, in one piece: none is an answer, and so are "unknown" and "declined". */
function surnames(text: string): unknown {
  if (text === '') return []
  const said = answer(text)
  return said === text ? [text] : said
}

/** Several codes, or "unknown" and "declined" where the first answer is that. */
function listOf(texts: readonly string[]): unknown {
  const chosen = texts.filter((one) => one !== '')
  const [first] = chosen
  if (first === undefined) return undefined
  const said = answer(first)
  return said === first ? [...new Set(chosen.filter((one) => !one.startsWith('=')))] : said
}

/**
 * Two papers on the form; a paper without a kind is another paper, and a kind without a number is asked for its number. "None" with
 * a number is passed on as both, for the command to ask which.
 */
function documentsOf(text: (which: string) => string): unknown {
  const state = answer(text('documentKind'))
  if (typeof state === 'object' && text('documentNumber') === '') return state
  const papers = ['', '2'].flatMap((n) => {
    const part = (which: string): string => text(`document${which}${n}`)
    const [kind, country, number, expires] = [part('Kind'), part('Country'), part('Number'), part('Expires')]
    if (kind + number + expires === '') return []
    return [
      {
        kind: kind === '' ? 'other' : kind.replace('=', ''),
        number,
        ...(country === '' ? {} : { country }),
        ...(expires === '' ? {} : { expires: readDate(expires) }),
      },
    ]
  })
  return papers.length === 0 ? undefined : papers
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

const fieldsOfLists: Readonly<Record<string, string>> = { nationalities: 'nationality1', languages: 'language1' }
const fieldsOfPapers: Readonly<Record<string, string>> = {
  kind: 'Kind',
  country: 'Country',
  number: 'Number',
  expires: 'Expires',
}

/** The field of a member block that a refusal speaks of: `documents.1.number` is `documentNumber2`. */
export function fieldOf(path: string): string {
  const [part = '', number = '0', which = ''] = path.split('.')
  if (part === 'documents') return `document${fieldsOfPapers[which] ?? 'Kind'}${number === '1' ? '2' : ''}`
  return part === 'consents' ? 'consent' : (fieldsOfLists[part] ?? part)
}

/** The path a refusal names (`members.1.birth`) to the id of the field on the page (`m1-birth`). */
export function fieldIdOf(at: string): string {
  const member = /^members?\.(\d+)\.(.+)$/.exec(at)
  return member?.[1] !== undefined && member[2] !== undefined ? `m${member[1]}-${fieldOf(member[2])}` : at.replaceAll('.', '-')
}
