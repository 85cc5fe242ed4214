import type { FactClass } from '@convive/facts'

/** Sensitive: read by whoever serves the person, never shown in lists. */
const sensitive = new Set([
  'population_group',
  'has_needs',
  'asylum_claim_date',
  'criminal_record',
  'income_low',
  'entry_manner',
  'marital_status',
])
/** Restricted: read for the purpose of protection, with a reason. */
const restricted = new Set(['need_codes', 'gender_identity', 'private_notes'])

/** Which of the three documents of a person holds a fact. */
export function classOf(fact: string): FactClass {
  return restricted.has(fact) ? 3 : sensitive.has(fact) ? 2 : 1
}
