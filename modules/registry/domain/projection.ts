import { isPartialDate, type CalendarDate } from '@convive/kernel'
import { ageGroup } from '@convive/disclosure'
import type { FactState } from '@convive/facts'
import { ageOn } from './age.ts'
import { listOf, textOf } from './match-subject.ts'

/** What may be counted of a person: nothing finer. */
export type Projection = {
  readonly populationGroup: string
  /** Top-level needs joined by `+`; or `none`, `unspecified`, `unknown`. */
  readonly need: string
  readonly sex: string
  readonly ageGroup: string
  readonly nationality: string
  readonly place: string
  readonly month: string
}

/** The coarse row of a person. Unknown is a group of its own, and a birth that allows two groups is unknown. */
export function projectionOf(facts: Readonly<Record<string, FactState | undefined>>, today: CalendarDate): Projection {
  const birth = textOf(facts['birth_date'])
  const ages = birth !== undefined && isPartialDate(birth) ? ageOn(birth, today) : undefined
  const groups = ages === undefined ? [] : [ageGroup(ages.youngest), ageGroup(ages.oldest)]
  const needs = new Set(listOf(facts['need_codes']).map((code) => code.slice(0, 2)))
  const asked = facts['has_needs']
  return {
    populationGroup: textOf(facts['population_group']) ?? 'unknown',
    need:
      needs.size > 0
        ? [...needs].toSorted().join('+')
        : asked?.state === 'value'
          ? asked.value === true
            ? 'unspecified'
            : 'none'
          : 'unknown',
    sex: textOf(facts['sex']) ?? 'unknown',
    ageGroup: groups[0] !== undefined && groups[0] === groups[1] ? groups[0] : 'unknown',
    nationality: listOf(facts['nationalities'])[0] ?? textOf(facts['origin_country']) ?? 'unknown',
    place: textOf(facts['place']) ?? 'unknown',
    month: today.slice(0, 7),
  }
}
