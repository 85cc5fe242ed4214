import { fullYears, rangeOf, type CalendarDate, type PartialDate } from '@convive/kernel'

/** The ages a birth date allows on a day: one number twice when the day is known. */
export function ageOn(birth: PartialDate, today: CalendarDate): { readonly youngest: number; readonly oldest: number } {
  const { first, last } = rangeOf(birth)
  return { youngest: Math.max(0, last > today ? 0 : fullYears(last, today)), oldest: Math.max(0, fullYears(first, today)) }
}
