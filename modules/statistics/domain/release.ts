import { addMonths, calendarDate, type CalendarDate } from '@convive/kernel'

/** Of fewer people than this nothing is released: of a handful even protected numbers tell who came. */
export const fewestCounted = 100

/** The next day on which counts are released: the first of the next month. */
export function nextRelease(today: CalendarDate): CalendarDate {
  const firstDay = calendarDate(`${today.slice(0, 7)}-01`)
  return addMonths(firstDay, 1) ?? firstDay
}
