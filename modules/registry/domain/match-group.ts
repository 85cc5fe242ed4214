import { isPartialDate, type CalendarDate } from '@convive/kernel'
import type { FactState } from '@convive/facts'
import { ageOn } from './age.ts'
import { textOf } from './match-subject.ts'

/** Groups by which it is told how well duplicates are found: women and old people are linked less elsewhere, so it is looked at here. */
export const matchSexes = ['F', 'M', 'other'] as const
export const matchAges = ['child', 'adult', 'older', 'unknown'] as const
export type MatchGroup = { readonly sex: (typeof matchSexes)[number]; readonly age: (typeof matchAges)[number] }

export function matchGroupOf(facts: Readonly<Record<string, FactState | undefined>>, today: CalendarDate): MatchGroup {
  const sex = textOf(facts['sex'])
  const birth = textOf(facts['birth_date'])
  const ages = birth !== undefined && isPartialDate(birth) ? ageOn(birth, today) : undefined
  return { sex: sex === 'F' || sex === 'M' ? sex : 'other', age: ages === undefined ? 'unknown' : ageClass(ages) }
}

function ageClass({ youngest, oldest }: { readonly youngest: number; readonly oldest: number }): MatchGroup['age'] {
  const [a, b] = [classOfYears(youngest), classOfYears(oldest)]
  return a === b ? a : 'unknown'
}

function classOfYears(years: number): MatchGroup['age'] {
  return years < 18 ? 'child' : years < 60 ? 'adult' : 'older'
}
