import { civilFromDays, dateFrom, daysFromCivil, daysInMonth, partsOf, type CalendarDate, type Rounding } from '@convive/kernel'

/** Days as integers since 1970-01-01, so that ranges of them are ranges of numbers. */
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
