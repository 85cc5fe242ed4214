import { addDays, addMonths, epochDay, type CalendarDate } from '@convive/kernel'
import type { Term } from './pack/procedure.ts'

/** Whether a day is a holiday of the country; weekends are known here. */
export type HolidayCalendar = (day: CalendarDate) => boolean

/** The day on which so many business days have passed, counting from the day after. */
export function addBusinessDays(from: CalendarDate, days: number, isHoliday: HolidayCalendar): CalendarDate {
  let [day, left] = [from, days]
  while (left > 0) {
    day = addDays(day, 1)
    if (isBusinessDay(day, isHoliday)) left -= 1
  }
  return day
}

/**
 * The last day of a period the law gives. A period in calendar days or months that would end on a day when offices are shut ends on the
 * next day they are open.
 */
export function lastDayOf(from: CalendarDate, term: Pick<Term, 'count' | 'unit'>, isHoliday: HolidayCalendar): CalendarDate {
  if (term.unit === 'business_days') return addBusinessDays(from, term.count, isHoliday)
  const end = term.unit === 'months' ? (addMonths(from, term.count) ?? from) : addDays(from, term.count)
  return isBusinessDay(end, isHoliday) ? end : addBusinessDays(end, 1, isHoliday)
}

/** Business days from tomorrow up to and including a day; negative when it has passed. */
export function businessDaysUntil(today: CalendarDate, due: CalendarDate, isHoliday: HolidayCalendar): number {
  if (due < today) return -businessDaysUntil(due, today, isHoliday)
  let count = 0
  for (let day = today; day < due; day = addDays(day, 1)) if (isBusinessDay(addDays(day, 1), isHoliday)) count += 1
  return count
}

/** Monday to Friday, and no holiday. */
export function isBusinessDay(day: CalendarDate, isHoliday: HolidayCalendar): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((epochDay(day) + 4) % 7) + 7) % 7
  return weekday !== 0 && weekday !== 6 && !isHoliday(day)
}
