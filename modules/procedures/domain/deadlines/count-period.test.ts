import { addDays, addMonths, calendarDate, fromEpochDay, type CalendarDate } from '@convive/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addBusinessDays, isBusinessDay } from '../business-days.ts'
import { daysLeft, daysStopped, joinStops, lastDayOfPeriod, type Calendar, type Stop } from './count-period.ts'

const on = calendarDate
/** A country with its own holidays, among them the first of January. */
const isHoliday = (day: CalendarDate): boolean => ['01-01', '05-01', '06-20', '12-25'].includes(day.slice(5))
const open: Calendar = { isHoliday, stops: [] }
type Days = readonly [from: string, until?: string]
const during = (...days: readonly Days[]): Calendar => ({
  isHoliday,
  stops: days.map(([from, until]) => ({ from: on(from), until: until === undefined ? undefined : on(until) })),
})

describe('the last day of a period', () => {
  test.each([
    ['business days begin to count the day after, and pass over the weekend', '2026-11-26', 2, 'business_days', '2026-11-30'],
    ['1 January is no business day', '2026-12-31', 1, 'business_days', '2027-01-04'],
    ['calendar days count holidays and weekends', '2026-11-24', 10, 'days', '2026-12-04'],
    ['a period that would end on a Saturday ends on Monday', '2026-11-24', 4, 'days', '2026-11-30'],
    ['one that would end on a holiday ends on the next day offices are open', '2026-12-20', 5, 'days', '2026-12-28'],
    ['the 29th of February is a day like any other', '2028-02-18', 11, 'days', '2028-02-29'],
    ['a month from the 31st ends on the last of the month', '2026-03-31', 1, 'months', '2026-04-30'],
    ['a year from a leap day ends on the 28th', '2028-02-29', 12, 'months', '2029-02-28'],
  ] as const)('%s', (_name, begun, count, unit, last) => {
    expect(lastDayOfPeriod(on(begun), { count, unit }, open)).toBe(last)
  })

  test('moves by the business days on which the clock stood still; over a weekend it stands still for nothing', () => {
    const ten = { count: 10, unit: 'business_days' } as const
    expect(lastDayOfPeriod(on('2026-11-02'), ten, open)).toBe('2026-11-16')
    expect(lastDayOfPeriod(on('2026-11-02'), ten, during(['2026-11-07', '2026-11-08']))).toBe('2026-11-16')
    expect(lastDayOfPeriod(on('2026-11-02'), ten, during(['2026-11-06', '2026-11-09']))).toBe('2026-11-18')
  })

  test('stopped twice moves twice; a stop inside another counts once; one before or after not at all', () => {
    const twenty = { count: 20, unit: 'days' } as const
    const end = (...stops: readonly Days[]) => lastDayOfPeriod(on('2026-11-02'), twenty, during(...stops))
    expect(end()).toBe('2026-11-23')
    expect(end(['2026-11-03', '2026-11-05'], ['2026-11-11', '2026-11-12'])).toBe('2026-11-27')
    expect(end(['2026-11-03', '2026-11-10'], ['2026-11-05', '2026-11-06'])).toBe('2026-11-30')
    expect(end(['2026-10-01', '2026-11-02'], ['2026-12-01', '2026-12-31'])).toBe('2026-11-23')
  })

  test('that would end on a day on which a decree lets clocks stand ends after it', () => {
    const stopped = during(['2026-11-23', '2026-11-30'])
    // The 22nd is a Sunday, the next open days stand still.
    expect(lastDayOfPeriod(on('2026-11-02'), { count: 20, unit: 'days' }, stopped)).toBe('2026-12-01')
  })

  test('is not known while a stop without end holds it, and is when it would have ended before', () => {
    const term = { count: 10, unit: 'business_days' } as const
    expect(lastDayOfPeriod(on('2026-11-02'), term, during(['2026-11-10']))).toBeUndefined()
    expect(lastDayOfPeriod(on('2026-11-02'), { count: 8, unit: 'days' }, during(['2026-11-10']))).toBeUndefined()
    expect(lastDayOfPeriod(on('2026-11-02'), term, during(['2026-11-17']))).toBe('2026-11-16')
  })
})

/** Day by day, as somebody with a calendar on the wall would: the slow way, to hold the other against. */
function dayByDay(begun: CalendarDate, { count, unit }: Term, { stops }: Calendar): CalendarDate | undefined {
  const stands = (day: CalendarDate): boolean =>
    stops.some((one) => one.from <= day && (one.until === undefined || one.until >= day))
  const forEver = (day: CalendarDate): boolean => stops.some((one) => one.until === undefined && one.from <= day)
  const isShut = (day: CalendarDate): boolean => !isBusinessDay(day, isHoliday)
  let left = count
  if (unit === 'months') {
    left = 0
    for (let day = begun; day < (addMonths(begun, count) ?? begun); day = addDays(day, 1)) left += 1
  }
  let day = begun
  while (left > 0) {
    day = addDays(day, 1)
    if (forEver(day)) return undefined
    if (stands(day)) continue
    if (unit === 'business_days' && isShut(day)) continue
    left -= 1
  }
  while (stands(day) || isShut(day)) {
    day = addDays(day, 1)
    if (forEver(day)) return undefined
  }
  return day
}

type Term = Parameters<typeof lastDayOfPeriod>[1]
/** Around leap days and the turn of years: 2023-12-01 to 2028-12-31. */
const aDay = fc.integer({ min: 19_692, max: 21_549 }).map(fromEpochDay)
const aTerm = fc.oneof(
  fc.record({ count: fc.integer({ min: 1, max: 130 }), unit: fc.constantFrom('days' as const, 'business_days' as const) }),
  fc.record({ count: fc.integer({ min: 1, max: 14 }), unit: fc.constant('months' as const) }),
)
const aStop = fc
  .tuple(
    aDay,
    fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -2, max: 70 }) }, { weight: 1, arbitrary: fc.constant(undefined) }),
  )
  .map(([from, length]): Stop => ({ from, until: length === undefined ? undefined : addDays(from, length) }))
/** Near the beginning, so that most of them matter. */
const aCase = fc
  .tuple(aDay, aTerm, fc.array(fc.tuple(fc.integer({ min: -30, max: 160 }), aStop), { maxLength: 4 }))
  .map(([begun, term, near]) => ({
    begun,
    term,
    stops: near.map(([shift, stop]) => {
      const from = addDays(begun, shift)
      const length = stop.until === undefined ? undefined : daysBetween(stop.from, stop.until)
      return { from, until: length === undefined ? undefined : addDays(from, length) }
    }),
  }))

function daysBetween(a: CalendarDate, b: CalendarDate): number {
  let n = 0
  for (let day = a; day < b; day = addDays(day, 1)) n += 1
  return b < a ? -daysBetween(b, a) : n
}

describe('for any period and any stops', () => {
  test('the last day is the one that counting day by day comes to', () => {
    fc.assert(
      fc.property(aCase, ({ begun, term, stops }) => {
        const calendar = { isHoliday, stops }
        expect(lastDayOfPeriod(begun, term, calendar)).toBe(dayByDay(begun, term, calendar))
      }),
      { numRuns: 1500 },
    )
  })

  test('another stop never brings the last day nearer, and the last day is one on which offices are open', () => {
    fc.assert(
      fc.property(aCase, aStop, ({ begun, term, stops }, more) => {
        const before = lastDayOfPeriod(begun, term, { isHoliday, stops })
        const after = lastDayOfPeriod(begun, term, { isHoliday, stops: [...stops, more] })
        if (before === undefined) expect(after).toBeUndefined()
        else if (after !== undefined) {
          expect(after >= before).toBe(true)
          expect(isBusinessDay(after, isHoliday)).toBe(true)
        }
      }),
    )
  })

  test('what begins later does not end sooner, unless counted in months, which differ in length', () => {
    fc.assert(
      fc.property(aCase, fc.nat({ max: 40 }), ({ begun, term, stops }, days) => {
        fc.pre(term.unit !== 'months' || stops.length === 0)
        const calendar = { isHoliday, stops }
        const [one, other] = [lastDayOfPeriod(begun, term, calendar), lastDayOfPeriod(addDays(begun, days), term, calendar)]
        if (one !== undefined && other !== undefined) expect(other >= one).toBe(true)
      }),
    )
  })

  test('two stops of which one begins the day after the other ends are one', () => {
    expect(joinStops(during(['2026-11-10', '2026-11-12'], ['2026-11-05', '2026-11-09']).stops)).toEqual([
      { from: '2026-11-05', until: '2026-11-12' },
    ])
  })

  test('joined stops do not touch, and stand still on the same days', () => {
    fc.assert(
      fc.property(fc.array(aStop, { maxLength: 5 }), aDay, (stops, day) => {
        const joined = joinStops(stops)
        for (const [at, one] of joined.entries()) {
          const next = joined[at + 1]
          if (next !== undefined) expect(one.until !== undefined && addDays(one.until, 1) < next.from).toBe(true)
        }
        const stands = (all: readonly Stop[]): boolean =>
          all.some((one) => one.from <= day && (one.until === undefined || day <= one.until))
        expect(stands(joined)).toBe(stands(stops))
      }),
    )
  })

  test('what is left and what was stopped is what counting day by day finds', () => {
    fc.assert(
      fc.property(aCase, fc.nat({ max: 90 }), ({ begun, stops }, days) => {
        const last = addDays(begun, days)
        let [left, business, stopped] = [0, 0, 0]
        for (let day = addDays(begun, 1); day <= last; day = addDays(day, 1)) {
          if (stops.some((one) => one.from <= day && (one.until === undefined || one.until >= day))) stopped += 1
          else {
            left += 1
            if (isBusinessDay(day, isHoliday)) business += 1
          }
        }
        expect(daysLeft(begun, last, { unit: 'days', isHoliday, stops })).toBe(left)
        expect(daysLeft(begun, last, { unit: 'business_days', isHoliday, stops })).toBe(business)
        expect(daysStopped(begun, last, stops)).toBe(stopped)
      }),
    )
  })
})

test('without stops it is what the calendar of business days says', () => {
  expect(lastDayOfPeriod(on('2026-11-24'), { count: 30, unit: 'business_days' }, open)).toBe(
    addBusinessDays(on('2026-11-24'), 30, isHoliday),
  )
})
