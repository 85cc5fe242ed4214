import { calendarDate, dayIn, type CalendarDate } from '@convive/kernel'
import type { PlaceInTime } from '../domain/deadlines/deadlines-of.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { packs } from './packs.ts'

/** Holidays and decrees where a procedure is the law. */
export function placeOf({ jurisdiction }: Pick<Procedure, 'jurisdiction'>): PlaceInTime {
  const place = packs.jurisdictions.get(jurisdiction)
  return { isHoliday: place?.isHoliday ?? (() => false), suspensions: place?.suspensions ?? [] }
}

/** What day it is there, or at the office if it is the earlier: no clock runs out because a server stands further east. */
export function earliestToday(
  { jurisdiction }: Pick<Procedure, 'jurisdiction'>,
  { now, today }: { readonly now: Date; readonly today: CalendarDate },
): CalendarDate {
  const zone = packs.jurisdictions.get(jurisdiction)?.timeZone
  const there = zone === undefined ? today : calendarDate(dayIn(now, zone))
  return there < today ? there : today
}
