import { dateFrom, daysInMonth, partsOf, type CalendarDate, type Rounding } from '@convive/kernel'

/**
 * Days as integers since 1970-01-01, so that ranges of them are ranges of numbers.
 * Conversions: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
 */
export type Day = number

export const firstDay: Day = daysFromCivil(1, 1, 1)
export const lastDay: Day = daysFromCivil(9999, 12, 31)

export function dayOf(date: CalendarDate): Day {
  const { year, month, day } = partsOf(date)
  return daysFromCivil(year, month, day)
}

/** `undefined` beyond the years that four digits can write. */
export function dateOf(day: Day): CalendarDate | undefined {
  if (day < firstDay || day > lastDay) return undefined
  const civil = civilFromDays(day)
  return dateFrom(civil.year, civil.month, civil.day)
}

function daysFromCivil(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function civilFromDays(days: Day): { readonly year: number; readonly month: number; readonly day: number } {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

/** Steps by months. A day that does not exist is rounded; with `error` the answer is `undefined`. */
export function shiftMonths(day: Day, months: number, rounding: Rounding): Day | undefined {
  if (!Number.isFinite(day) || !Number.isFinite(months)) return day + months
  const from = civilFromDays(day)
  const total = from.year * 12 + (from.month - 1) + months
  const [year, month] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1]
  const last = daysInMonth(year, month)
  if (from.day <= last) return daysFromCivil(year, month, from.day)
  if (rounding === 'error') return undefined
  return daysFromCivil(year, month, last) + (rounding === 'up' ? 1 : 0)
}

/**
 * The most months that fit between two days: the greatest m with `from + m months <= to` under the same rounding, so that
 * `birth + P18Y <= today` and `years and months duration(birth, today).years >= 18` never disagree. Backward it is the
 * negative of the forward count. With `error` the answer is `undefined` where the roundings differ.
 */
export function monthsBetween(from: Day, to: Day, rounding: Rounding): number | undefined {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return to - from
  if (to < from) {
    const back = monthsBetween(to, from, rounding)
    return back === undefined ? undefined : 0 - back
  }
  if (rounding === 'error') {
    const down = monthsBetween(from, to, 'down')
    return down === monthsBetween(from, to, 'up') ? down : undefined
  }
  const [a, b] = [civilFromDays(from), civilFromDays(to)]
  const months = (b.year - a.year) * 12 + (b.month - a.month)
  const reached = shiftMonths(from, months, rounding)
  return reached !== undefined && reached > to ? months - 1 : months
}
