import type { FactClass, FactState, FactType } from '@convive/facts'
import type { Refusal } from '@convive/kernel'
import { dateFault } from './date-fault.ts'

/** What the catalogue says a fact may hold. */
export type FactRule = {
  readonly type: FactType
  /** Which of the three documents of a person holds it. */
  readonly class: FactClass
  /** The codes it may hold; without them it is free text. */
  readonly codes?: ReadonlySet<string>
  /** Known absence is an answer. */
  readonly none: boolean
}

export type FactRules = ReadonlyMap<string, FactRule>

/** What is wrong with an answer, by the catalogue; nothing when it fits. */
export function factFault(rules: FactRules, fact: string, state: FactState): Refusal['code'] | undefined {
  const rule = rules.get(fact)
  if (rule === undefined) return 'registry/fact-unknown'
  if (state.state === 'none') return rule.none ? undefined : 'registry/code-unknown'
  if (state.state !== 'value') return undefined
  const { value } = state
  if (fact === 'documents') return typeof value === 'object' ? documentsFault(rules, value) : 'registry/code-unknown'
  switch (rule.type) {
    case 'date':
      return typeof value === 'string' ? dateFault(value) : 'registry/date-unreadable'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'registry/code-unknown'
    case 'number':
      return typeof value === 'number' ? undefined : 'registry/code-unknown'
    case 'codes':
      return typeof value === 'object' && value.every((one) => holds(rule, one)) ? undefined : 'registry/code-unknown'
    case 'code':
    case 'text':
      return typeof value === 'string' && holds(rule, value) ? undefined : 'registry/code-unknown'
    // Several records at once are no answer to one question.
    case 'records':
      return 'registry/code-unknown'
  }
}

function holds(rule: FactRule | undefined, value: string): boolean {
  return rule?.codes === undefined || rule.codes.has(value)
}

function documentsFault(rules: FactRules, lines: readonly string[]): Refusal['code'] | undefined {
  for (const line of lines) {
    const [kind = '', country = '', number = '', expires = ''] = line.split('|')
    if (!holds(rules.get('document_kind'), kind)) return 'registry/code-unknown'
    if (country !== '' && !holds(rules.get('document_country'), country)) return 'registry/code-unknown'
    if (number === '') return 'registry/document-number-required'
    const fault = expires === '' ? undefined : dateFault(expires)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** Where on the form a fact is asked. */
const asked: Readonly<Record<string, string>> = {
  sex: 'sex',
  origin_country: 'origin',
  relation_to_focal_point: 'relation',
  nationalities: 'nationalities',
  languages: 'languages',
  population_group: 'populationGroup',
  marital_status: 'maritalStatus',
  need_codes: 'needs.codes',
  gender_identity: 'genderIdentity',
  documents: 'documents',
}

/** Everything that does not fit in the facts of people about to be registered, each where it was asked. */
export function codeFaults(
  rules: FactRules,
  people: readonly { readonly facts: Readonly<Record<string, FactState>> }[],
): readonly Refusal[] {
  return people.flatMap(({ facts }, at) =>
    Object.entries(facts).flatMap(([fact, state]) => {
      const code = factFault(rules, fact, state)
      return code === undefined ? [] : [{ code, at: `members.${at}.${asked[fact] ?? fact}` }]
    }),
  )
}
