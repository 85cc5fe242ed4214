export {
  addDays,
  addMonths,
  calendarDate,
  dateFrom,
  dayIn,
  dayReader,
  daysInMonth,
  epochDay,
  fromEpochDay,
  fullYears,
  isCalendarDate,
  partsOf,
} from './calendar-date.ts'
export type { CalendarDate, Rounding } from './calendar-date.ts'
export { civilFromDays, daysFromCivil } from './civil-days.ts'
export { chanceOf } from './chance-of.ts'
export { csvLine } from './csv-line.ts'
export { crockford, crockfordCheck, dammDigit, dammHolds, readCrockford } from './crockford.ts'
export { idFrom, isId, parseId } from './ids.ts'
export type { ApplicationId, FileId, HouseholdId, Id, MemberId, OrganisationId, PaperId, PersonId } from './ids.ts'
export { isLocale, localeNames, locales } from './locale.ts'
export type { Locale, Words } from './locale.ts'
export { decimalOf } from './money.ts'
export type { Money } from './money.ts'
export { aboutYears, isPartialDate, partialDate, precisionOf, rangeOf, yearOf } from './partial-date.ts'
export type { DatePrecision, PartialDate } from './partial-date.ts'
export { nearestName } from './nearest-name.ts'
export { ok, refuse } from './result.ts'
export type { Ok, Refusal, Refused, Result } from './result.ts'
export { frenchSpaces } from './french-spaces.ts'
