import type { Catalogue, FactDefinition } from '@convive/facts'
import { calendarDate } from '@convive/kernel'
import { compileExpression, type Condition, type Expression, type Ruleset } from '@convive/rules'

/**
 * A rule of the usual shape: eight conditions over ten facts of five types, with two windows of dates, a list and an exemption from a
 * fee. No law of any country.
 */
export const today = calendarDate('2026-03-31')
export const lastEntry = calendarDate('2025-06-30')
export const nationalities = ['VEN', 'HTI', 'CUB', 'COL', 'NIC'] as const
export const listed = ['VEN', 'HTI', 'CUB'] as const
export const papers = [
  'passport',
  'identity_card',
  'birth_certificate',
  'consular_card',
  'sworn_declaration',
  'none_of_these',
] as const
export const accepted = ['passport', 'identity_card', 'birth_certificate', 'consular_card'] as const
export const incomeLimit = 706.55

export const conditions = {
  listed_nationality: `nationality in (${listed.map((code) => `"${code}"`).join(', ')})`,
  in_country: 'in_country = true',
  entered_in_time: `entry_date <= date("${lastEntry}")`,
  stayed_three_months: 'entry_date + duration("P3M") <= today',
  adult_or_with_guardian: 'birth_date + duration("P18Y") <= today or with_guardian',
  has_a_paper: `some p in documents satisfies p in (${accepted.map((code) => `"${code}"`).join(', ')})`,
  no_criminal_record: 'not(criminal_record)',
  fee_paid_or_exempt: `fee_paid or income / household_size < ${incomeLimit}`,
} as const

const label = { es: 'x', pt: 'x', en: 'x', fr: 'x', ht: 'x' }
const coded = (codes: readonly string[]): Pick<FactDefinition, 'values'> => ({
  values: codes.map((code) => ({ code, label })),
})
const facts: Readonly<Record<string, Omit<FactDefinition, 'id' | 'label' | 'cost' | 'class'>>> = {
  nationality: { type: 'code', ...coded(nationalities) },
  in_country: { type: 'boolean' },
  entry_date: { type: 'date' },
  birth_date: { type: 'date' },
  with_guardian: { type: 'boolean' },
  documents: { type: 'codes', ...coded(papers) },
  criminal_record: { type: 'boolean' },
  fee_paid: { type: 'boolean' },
  income: { type: 'number', decimals: 2, min: 0, max: 1_000_000 },
  household_size: { type: 'number', decimals: 0, min: 1, max: 60 },
}

export const catalogue: Catalogue = new Map(
  Object.entries(facts).map(([id, fact]) => [id, { id, ...fact, label, cost: 1, class: 1 }]),
)

export function expressionOf(feel: string): Expression {
  const compiled = compileExpression({ feel, catalogue, expects: 'boolean' })
  if (!compiled.ok) throw new Error(compiled.faults.map((fault) => fault.message).join('; '))
  return compiled.value
}

export function theRuleset(id = 'bench'): Ruleset {
  const all = Object.entries(conditions).map(([name, feel]): Condition => ({
    id: name,
    expression: expressionOf(feel),
    cite: 'bench',
    fixable: 'action',
  }))
  return { id, conditions: all, eligibleWhen: 'all' }
}
