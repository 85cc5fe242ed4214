import Holidays from 'date-holidays'
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
          .map((one) => one.date.slice(0, 10)),
      )
    years.set(year, known)
    return known.has(day) || fixed.has(day.slice(5))
  }
}
