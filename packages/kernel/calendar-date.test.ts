import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  calendarDate,
  dateFrom,
  dayIn,
  daysInMonth,
  epochDay,
  fromEpochDay,
  fullYears,
  isCalendarDate,
} from './index.ts'

/** Days from 1800 to 2399, across the century years that are and are not leap years. */
const aDay = fc.integer({ min: -62_091, max: 157_053 }).map(fromEpochDay)

describe('a calendar date', () => {
  test.each([
    '2026-02-31',
    '2026-02-29',
    '1900-02-29',
    '2200-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '0000-01-01',
    '2026-01-01T00',
    '',
  ])('%s does not exist', (text) => {
    expect(isCalendarDate(text)).toBe(false)
    expect(() => calendarDate(text)).toThrow(RangeError)
  })

  test.each(['2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(isCalendarDate(text)).toBe(true)
  })

  test('the error does not repeat what was typed, because it may be somebody’s birth date', () => {
    expect(() => calendarDate('1987-05-33')).not.toThrow(/1987/)
  })

  test('sorts as text in the order of days', () => {
    fc.assert(fc.property(aDay, aDay, (a, b) => a < b === epochDay(a) < epochDay(b)))
  })

  test('every month has its last day and not the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1800, max: 2399 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const last = daysInMonth(year, month)
        expect(addDays(dateFrom(year, month, last), 1)).toMatch(/-01$/)
        expect(() => dateFrom(year, month, last + 1)).toThrow(RangeError)
      }),
    )
  })
})

describe('counting days and months', () => {
  test('days go there and back', () => {
    fc.assert(fc.property(aDay, fc.integer({ min: -9_000, max: 9_000 }), (day, n) => addDays(addDays(day, n), -n) === day))
    fc.assert(fc.property(aDay, (day) => fromEpochDay(epochDay(day)) === day))
    expect(epochDay(calendarDate('1970-01-01'))).toBe(0)
  })

  test('the end of a month is rounded as the law in question says', () => {
    const day = calendarDate('2026-01-31')
    expect(addMonths(day, 1)).toBe('2026-02-28')
    expect(addMonths(day, 1, 'up')).toBe('2026-03-01')
    expect(addMonths(day, 1, 'error')).toBeUndefined()
    expect(addMonths(calendarDate('2026-01-28'), 1, 'up')).toBe('2026-02-28')
    expect(addMonths(day, -2)).toBe('2025-11-30')
    expect(addMonths(calendarDate('2024-02-29'), 12)).toBe('2025-02-28')
    expect(addMonths(calendarDate('2026-12-15'), 1)).toBe('2027-01-15')
  })

  test('a step of months keeps the day or lands at the end of the month', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -240, max: 240 }), (day, months) => {
        const landed = addMonths(day, months)
        expect(landed?.slice(8) === day.slice(8) || addDays(landed ?? day, 1).endsWith('-01')).toBe(true)
      }),
    )
  })
})

describe('age', () => {
  test('turns on the birthday, not the day before', () => {
    expect(fullYears(calendarDate('2008-05-04'), calendarDate('2026-05-03'))).toBe(17)
    expect(fullYears(calendarDate('2008-05-04'), calendarDate('2026-05-04'))).toBe(18)
  })

  test('a birthday on 29 February counts on the 28th in other years', () => {
    expect(fullYears(calendarDate('2008-02-29'), calendarDate('2026-02-27'))).toBe(17)
    expect(fullYears(calendarDate('2008-02-29'), calendarDate('2026-02-28'))).toBe(18)
    expect(fullYears(calendarDate('2008-02-29'), calendarDate('2028-02-28'))).toBe(19)
  })

  test('never falls as days pass, and rises by one a year', () => {
    fc.assert(
      fc.property(aDay, fc.nat({ max: 40_000 }), (birth, days) => {
        const [today, tomorrow] = [addDays(birth, days), addDays(birth, days + 1)]
        const step = fullYears(birth, tomorrow) - fullYears(birth, today)
        expect([0, 1]).toContain(step)
        expect(fullYears(birth, today)).toBeGreaterThanOrEqual(Math.floor(days / 366) - 1)
      }),
    )
  })
})

test('the day is that of the office, whatever the hour in Greenwich', () => {
  const instant = new Date('2026-05-04T02:30:00Z')
  expect(dayIn(instant, 'America/Asuncion')).toBe('2026-05-03')
  expect(dayIn(instant, 'Europe/Madrid')).toBe('2026-05-04')
})
