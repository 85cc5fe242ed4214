import { addDays, addMonths, fullYears, isPartialDate, rangeOf, type CalendarDate, type PartialDate } from '@convive/kernel'

/** From this age nobody represents a person (Convention on the Rights of the Child, art. 1). */
const adultAge = 18

/** The ages a birth date allows on a day: one number twice when the day is known. */
export function ageOn(birth: PartialDate, today: CalendarDate): { readonly youngest: number; readonly oldest: number } {
  const { first, last } = rangeOf(birth)
  return { youngest: Math.max(0, last > today ? 0 : fullYears(last, today)), oldest: Math.max(0, fullYears(first, today)) }
}

/** A child when every day the words allow makes them younger than 18; unknown when it depends. */
export function isChildOn(birth: PartialDate, today: CalendarDate): boolean | undefined {
  const { youngest, oldest } = ageOn(birth, today)
  return oldest < adultAge ? true : youngest >= adultAge ? false : undefined
}

/**
 * The first day on which the words allow somebody to be 18: from then on nobody opens their record for them. Where the words
 * leave it open the earliest reading holds, because a grown person's own privacy weighs more than a guardian's convenience.
 */
export function adultFrom(birth: PartialDate): CalendarDate {
  const { first } = rangeOf(birth)
  return addMonths(first, adultAge * 12) ?? first
}

/** The same for an age said today: the next birthday may be tomorrow. */
export function adultFromAge(age: number, today: CalendarDate): CalendarDate {
  if (!isChildOfAge(age)) return today
  const first = earliestBirth(age, today)
  return addMonths(first, adultAge * 12) ?? first
}

export function isChildOfAge(age: number): boolean {
  return age < adultAge
}

/** The first day on which somebody may be born who is so old today. */
export function earliestBirth(age: number, today: CalendarDate): CalendarDate {
  return addDays(addMonths(today, -(age + 1) * 12) ?? today, 1)
}

/** True when no reading of the two dates lets the birth come first. */
export function bornAfter(birth: unknown, entry: unknown): boolean {
  return isDate(birth) && isDate(entry) && rangeOf(birth).first > rangeOf(entry).last
}

function isDate(said: unknown): said is PartialDate {
  return typeof said === 'string' && isPartialDate(said)
}
