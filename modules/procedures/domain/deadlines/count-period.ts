import { addDays, addMonths, epochDay, type CalendarDate } from '@convive/kernel'
import { isBusinessDay, type HolidayCalendar } from '../business-days.ts'
import type { Term } from '../pack/procedure.ts'

/** Days that do not count, both ends included; without a last day, from then on until somebody says otherwise. */
export type Stop = { readonly from: CalendarDate; readonly until?: CalendarDate | undefined }

/** The days a period is counted on. */
export type Calendar = { readonly isHoliday: HolidayCalendar; readonly stops: readonly Stop[] }

/**
 * The last day of a period, counted from the day after it began; days on which the clock stands still do not count. A period in calendar
 * days or months that would end while offices are shut, or the clock stands, ends on the next day that counts. Undefined while a stop
 * without end holds it. Months are counted to the same day of the month, else to its last, and are as long as that.
 */
export function lastDayOfPeriod(
  begun: CalendarDate,
  term: Pick<Term, 'count' | 'unit'>,
  { isHoliday, stops }: Calendar,
): CalendarDate | undefined {
  const joined = joinStops(stops)
  const counts = (day: CalendarDate): boolean => isBusinessDay(day, isHoliday) && !isStopped(day, joined)
  if (term.unit === 'business_days') return counted(begun, term.count, { counts, joined })
  const length =
    epochDay(term.unit === 'months' ? (addMonths(begun, term.count) ?? begun) : addDays(begun, term.count)) - epochDay(begun)
  const end = pushed(begun, length, joined)
  if (end === undefined || counts(end)) return end
  return counted(end, 1, { counts, joined })
}

/** How many days of a period are left after today, up to and including its last. */
export function daysLeft(
  today: CalendarDate,
  due: CalendarDate,
  { unit, isHoliday, stops }: Calendar & Pick<Term, 'unit'>,
): number {
  const joined = joinStops(stops)
  let left = 0
  for (let day = today; day < due;) {
    day = addDays(day, 1)
    if (!isStopped(day, joined) && (unit !== 'business_days' || isBusinessDay(day, isHoliday))) left += 1
  }
  return left
}

/** How many days in a row or apart did not count between the beginning and a day, the beginning not included. */
export function daysStopped(begun: CalendarDate, until: CalendarDate, stops: readonly Stop[]): number {
  return joinStops(stops).reduce((sum, stop) => {
    const [first, last] = [later(stop.from, addDays(begun, 1)), earlier(stop.until ?? until, until)]
    return first > last ? sum : sum + epochDay(last) - epochDay(first) + 1
  }, 0)
}

/** In order, and none touching the next: a stop inside another, or two that overlap, stop the clock once. */
export function joinStops(stops: readonly Stop[]): readonly Stop[] {
  const joined: Stop[] = []
  for (const stop of stops.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (stop.until !== undefined && stop.until < stop.from) continue
    const before = joined.at(-1)
    if (before === undefined || (before.until !== undefined && addDays(before.until, 1) < stop.from)) joined.push(stop)
    else
      joined[joined.length - 1] = {
        from: before.from,
        until: before.until === undefined || stop.until === undefined ? undefined : later(before.until, stop.until),
      }
  }
  return joined
}

export function isStopped(day: CalendarDate, stops: readonly Stop[]): boolean {
  return stops.some((one) => one.from <= day && (one.until === undefined || day <= one.until))
}

function counted(
  from: CalendarDate,
  days: number,
  { counts, joined }: { readonly counts: (day: CalendarDate) => boolean; readonly joined: readonly Stop[] },
): CalendarDate | undefined {
  const open = joined.find((one) => one.until === undefined)?.from
  let [day, left] = [from, days]
  while (left > 0) {
    day = addDays(day, 1)
    if (open !== undefined && day >= open) return undefined
    if (counts(day)) left -= 1
  }
  return day
}

/** Each stop that begins before the end moves the end by as many days as it takes. */
function pushed(begun: CalendarDate, length: number, joined: readonly Stop[]): CalendarDate | undefined {
  let end = addDays(begun, length)
  for (const stop of joined) {
    const first = later(stop.from, addDays(begun, 1))
    if (stop.until !== undefined && stop.until < first) continue
    if (first > end) break
    if (stop.until === undefined) return undefined
    end = addDays(end, epochDay(stop.until) - epochDay(first) + 1)
  }
  return end
}

function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}

function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b
}
