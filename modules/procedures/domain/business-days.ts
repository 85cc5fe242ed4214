import { addDays, epochDay, type CalendarDate } from '@convive/kernel'

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
