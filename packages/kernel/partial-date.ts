import { calendarDate, dateFrom, daysInMonth, isCalendarDate, type CalendarDate } from './calendar-date.ts'

/**
 * A date as people know it, in EDTF (ISO 8601-2) notation: `1987-05-03`, `1987-05`, `1987`, and `1987~` for
 * "about 1987". A month alone may be approximate too (`1987-05~`).
 */
export type PartialDate = string & { readonly __partialDate: true }

export type DatePrecision = 'day' | 'month' | 'year' | 'about'

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/

export function isPartialDate(text: string): text is PartialDate {
  const match = shape.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), match[2], match[3]]
  if (year < 1) return false
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return false
  return day === undefined || (isCalendarDate(`${match[1]}-${month}-${day}`) && match[4] === undefined)
}

export function partialDate(text: string): PartialDate {
  if (!isPartialDate(text)) throw new RangeError(`not a partial date: ${text.length} characters`)
  return text
}

export function precisionOf(date: PartialDate): DatePrecision {
  if (date.endsWith('~')) return 'about'
  if (date.length === 4) return 'year'
  return date.length === 7 ? 'month' : 'day'
}

/** How many years "about" reaches to each side. */
export const aboutYears = 2

/** The first and last day that the words allow: `1987` → 1 January to 31 December; `1987~` → two years to each side. */
export function rangeOf(date: PartialDate): { readonly first: CalendarDate; readonly last: CalendarDate } {
  const bare = date.replace('~', '')
  if (bare.length === 10) return { first: calendarDate(bare), last: calendarDate(bare) }
  const year = Number(bare.slice(0, 4))
  const reach = date.endsWith('~') ? aboutYears : 0
  if (bare.length === 7 && reach === 0) {
    const month = Number(bare.slice(5, 7))
    return { first: dateFrom(year, month, 1), last: dateFrom(year, month, daysInMonth(year, month)) }
  }
  return { first: dateFrom(Math.max(1, year - reach), 1, 1), last: dateFrom(year + reach, 12, 31) }
}

export function yearOf(date: PartialDate): number {
  return Number(date.slice(0, 4))
}
