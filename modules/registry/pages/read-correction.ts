import { field } from '@convive/ui'
import { answer, readDate } from './read-birth.ts'

/** How a fact is asked on the page that corrects it. */
export type Asking = 'text' | 'surnames' | 'date' | 'yes-no' | 'code' | 'codes' | 'ties' | 'papers'

/** Every fact that can be corrected, in the order shown, and how it is asked. */
export const correctable: Readonly<Record<string, Asking>> = {
  given_names: 'text',
  family_names: 'surnames',
  other_names: 'text',
  birth_date: 'date',
  sex: 'code',
  origin_country: 'code',
  nationalities: 'codes',
  documents: 'papers',
  languages: 'codes',
  interpreter_needed: 'yes-no',
  phone: 'text',
  place: 'text',
  mother_name: 'text',
  entry_date: 'date',
  entry_manner: 'code',
  entry_point_authorised: 'yes-no',
  population_group: 'code',
  marital_status: 'code',
  ties: 'ties',
  guardian_present: 'yes-no',
  asylum_claim_date: 'date',
  criminal_record: 'yes-no',
  sentence_end: 'date',
  income_low: 'yes-no',
}

export function canBeCorrected(fact: string): boolean {
  return Object.hasOwn(correctable, fact)
}

/** The posted answer as the command takes it. */
export function readCorrection(form: FormData, fact: string): unknown {
  const state = field(form, 'state')
  if (state !== '') return { state }
  const value = field(form, 'value')
  const said = answer(value)
  if (typeof said === 'object') return said
  const several = form
    .getAll('value')
    .map(String)
    .map((one) => one.trim())
  switch (correctable[fact]) {
    case 'date':
      return { state: 'value', value: readDate(value) }
    case 'yes-no':
      return { state: 'value', value: value === 'yes' ? true : value === 'no' ? false : '' }
    case 'surnames':
      return listed(value.split(',').map((one) => one.trim()))
    case 'papers':
      return listed([...form.getAll('kept').map(String), newPaper(form)])
    case 'codes':
    case 'ties':
      return listed(several)
    case 'code':
    case 'text':
    case undefined:
      return { state: 'value', value }
  }
}

function listed(texts: readonly string[]): unknown {
  const value = [...new Set(texts.filter((one) => one !== ''))]
  return value.length === 0 ? { state: 'none' } : { state: 'value', value }
}

/** `kind|country|number|expires`; nothing when no part of it was typed. */
function newPaper(form: FormData): string {
  const [kind, country, number, expires] = ['kind', 'country', 'number', 'expires'].map((part) =>
    field(form, part).replaceAll('|', ' '),
  )
  if (`${kind}${country}${number}${expires}` === '') return ''
  return [kind === '' ? 'other' : kind, country, number, expires === '' || expires === undefined ? '' : readDate(expires)].join(
    '|',
  )
}
