import type { Refusal } from '@convive/kernel'
import type { RowFault } from './read-household.ts'

const columns: Readonly<Record<string, string>> = {
  given: 'given_names',
  family: 'family_name',
  other: 'other_names',
  birth: 'birth_date',
  origin: 'origin_country',
  interpreter: 'interpreter_needed',
  documents: 'document_number',
  maritalStatus: 'marital_status',
  motherName: 'mother_name',
  populationGroup: 'population_group',
  privateInterview: 'private_interview',
  consentBy: 'consent_by',
  entry: 'entry_date',
  entryManner: 'entry_manner',
  assistedBy: 'assisted_by',
  interpretedBy: 'interpreted_by',
  members: 'household',
}

/** A refusal of registration, such as `registry/birth-required` at `members.2.birth`, told at its row and column. */
export function placeFault(refusal: Refusal): RowFault {
  const { at, ...rest } = refusal
  const [first = '', index = '', ...path] = (at ?? '').split('.')
  const ofMember = first === 'members' && /^\d+$/.test(index)
  const [field = '', part] = ofMember ? path : [first, index]
  const column =
    field === 'consents' ? `consent_${part}` : field === 'needs' && part === 'codes' ? 'need_codes' : (columns[field] ?? field)
  return { row: ofMember ? Number(index) : 0, refusal: column === '' ? rest : { ...rest, at: column } }
}
