import Holidays from 'date-holidays'
import { addDays, calendarDate, type CalendarDate } from '@convive/kernel'
import type { HolidayCalendar } from '../domain/business-days.ts'
import type { Jurisdiction } from '../domain/pack/procedure.ts'

/** A country's public holidays from `date-holidays`; fixed days for the fictional one. */
export function loadHolidays({ holidays }: Jurisdiction): HolidayCalendar {
  const fixed = new Set(holidays.fixed ?? [])
  if (holidays.country === undefined) return (day) => fixed.has(day.slice(5))
  const calendar = new Holidays(holidays.country)
  const years = new Map<string, ReadonlySet<string>>()
  return (day) => {
    const year = day.slice(0, 4)
    const known =
      years.get(year) ??
      new Set(
        calendar
          .getHolidays(Number(year))
          .filter((one) => one.type === 'public')
          .flatMap(daysOf),
      )
    years.set(year, known)
    return known.has(day) || fixed.has(day.slice(5))
  }
}

/** A holiday may last several days; `end` is the moment after it, in the country's own time. */
function daysOf(holiday: { readonly date: string; readonly start: Date; readonly end: Date }): readonly CalendarDate[] {
  const first = calendarDate(holiday.date.slice(0, 10))
  const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000))
  return Array.from({ length }, (_, at) => addDays(first, at))
}
