import { addDays, addMonths, calendarDate, dateFrom, epochDay, fullYears, type Rounding } from '@convive/kernel'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, dayOf, monthsBetween, shiftMonths } from './day.ts'
import { durationFrom, durationText } from './duration.ts'
import { aCatalogue, aView, feel } from './testing/builders.ts'

const catalogue = aCatalogue({
  birth_date: 'date',
  entry_date: 'date',
  age: ['number', { derive: 'years and months duration(birth_date, today).years' }],
})

function isTrue(text: string, today: string, facts: Readonly<Record<string, string>>, rounding: Rounding = 'down'): unknown {
  const found = feel(text, catalogue, { rounding }).evaluate(aView(today, facts))
  return found.kind === 'value' ? found.value : found.kind === 'invalid' ? found.reason : 'unknown'
}

const wholeDays = fc.integer({ min: dayOf(calendarDate('1904-01-01')), max: dayOf(calendarDate('2096-12-31')) })

test('a child born on 29 February turns 18 on the day that the rounding says, in both ways of writing it', () => {
  const born = { birth_date: '2004-02-29' }
  const [by, of] = ['birth_date + duration("P18Y") <= today', 'age >= 18']
  for (const text of [by, of]) {
    expect(isTrue(text, '2022-02-27', born)).toBe(false)
    expect(isTrue(text, '2022-02-28', born)).toBe(true)
    expect(isTrue(text, '2022-02-28', born, 'up')).toBe(false)
    expect(isTrue(text, '2022-03-01', born, 'up')).toBe(true)
    expect(isTrue(text, '2024-02-28', born)).toBe(true)
  }
  expect(isTrue(by, '2022-02-28', born, 'error')).toBe('rules/no-such-day')
  expect(isTrue(of, '2022-02-28', born, 'error')).toBe('rules/no-such-day')
  expect(isTrue(of, '2022-02-27', born, 'error')).toBe(false)
  expect(isTrue(of, '2022-03-01', born, 'error')).toBe(true)
})

test('the birthday itself counts, the day before does not', () => {
  expect(isTrue('age >= 18', '2022-06-14', { birth_date: '2004-06-15' })).toBe(false)
  expect(isTrue('age >= 18', '2022-06-15', { birth_date: '2004-06-15' })).toBe(true)
  expect(isTrue('age >= 18', '2021-12-31', { birth_date: '2004-01-01' })).toBe(false)
  expect(isTrue('age >= 18', '2022-01-01', { birth_date: '2004-01-01' })).toBe(true)
})

test('a boundary day belongs to "on or before" and not to "before"', () => {
  expect(isTrue('entry_date <= date("2024-05-23")', '2024-09-01', { entry_date: '2024-05-23' })).toBe(true)
  expect(isTrue('entry_date < date("2024-05-23")', '2024-09-01', { entry_date: '2024-05-23' })).toBe(false)
  expect(isTrue('entry_date + duration("P180D") <= today', '2024-10-27', { entry_date: '2024-05-01' })).toBe(false)
  expect(isTrue('entry_date + duration("P180D") <= today', '2024-10-28', { entry_date: '2024-05-01' })).toBe(true)
})

test('someone born in a leap year, known by year only, is of age when the last day of it would be', () => {
  expect(isTrue('age >= 18', '2022-12-30', { birth_date: '2004' })).toBe('unknown')
  expect(isTrue('age >= 18', '2022-12-31', { birth_date: '2004' })).toBe(true)
  expect(isTrue('age >= 18', '2021-12-31', { birth_date: '2004' })).toBe(false)
  expect(isTrue('age >= 18', '2022-01-01', { birth_date: '2004' })).toBe('unknown')
  expect(isTrue('age >= 18', '2022-02-28', { birth_date: '2004-02' })).toBe(true)
  expect(isTrue('age >= 18', '2022-02-27', { birth_date: '2004-02' })).toBe('unknown')
  expect(isTrue('age >= 18', '2022-02-28', { birth_date: '2004-02' }, 'up')).toBe('unknown')
})

test('31 January and a month is the last day of February, or 1 March', () => {
  const text = 'entry_date + duration("P1M") <= today'
  expect(isTrue(text, '2023-02-28', { entry_date: '2023-01-31' })).toBe(true)
  expect(isTrue(text, '2023-02-28', { entry_date: '2023-01-31' }, 'up')).toBe(false)
  expect(isTrue(text, '2024-02-28', { entry_date: '2024-01-31' })).toBe(false)
})

test('days as integers agree with the calendar of the kernel', () => {
  fc.assert(
    fc.property(wholeDays, fc.integer({ min: -300, max: 300 }), (day, months) => {
      const date = dateOf(day)
      if (date === undefined) throw new Error('in range')
      expect(dayOf(date)).toBe(day)
      expect(epochDay(date)).toBe(day)
      expect(dateOf(day + 1)).toBe(addDays(date, 1))
      for (const rounding of ['down', 'up', 'error'] as const) {
        const [ours, kernels] = [shiftMonths(day, months, rounding), addMonths(date, months, rounding)]
        expect(ours === undefined ? undefined : dateOf(ours)).toBe(kernels)
      }
    }),
    { seed: 18, numRuns: 400 },
  )
})

test('the first and the last day that four digits can write', () => {
  expect(dateOf(dayOf(calendarDate('0001-01-01')))).toBe('0001-01-01')
  expect(dateOf(dayOf(calendarDate('9999-12-31')))).toBe('9999-12-31')
  expect(dateOf(dayOf(calendarDate('9999-12-31')) + 1)).toBe(undefined)
  expect(dayOf(calendarDate('0050-03-01')) - dayOf(calendarDate('0050-02-28'))).toBe(1)
})

test('months between is the most that fit, and agrees with full years of the kernel', () => {
  fc.assert(
    fc.property(wholeDays, wholeDays, fc.constantFrom('down' as const, 'up' as const), (a, b, rounding) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const months = monthsBetween(from, to, rounding) ?? Number.NaN
      expect(shiftMonths(from, months, rounding)).toBeLessThanOrEqual(to)
      expect(shiftMonths(from, months + 1, rounding)).toBeGreaterThan(to)
      expect(monthsBetween(to, from, rounding)).toBe(0 - months)
      const [first, last] = [dateOf(from), dateOf(to)]
      if (rounding === 'down' && first !== undefined && last !== undefined)
        expect(Math.trunc(months / 12)).toBe(fullYears(first, last))
    }),
    { seed: 29, numRuns: 600 },
  )
})

test('every day of February of leap and other years grows older by one year at a time', () => {
  for (const year of [1999, 2000, 2003, 2004, 1900]) {
    for (let day = 27; day <= (year % 4 === 0 && year !== 1900 ? 29 : 28); day += 1) {
      const birth = dayOf(dateFrom(year, 2, day))
      let before = 0
      for (let on = birth; on < birth + 366 * 5; on += 1) {
        const months = monthsBetween(birth, on, 'down') ?? Number.NaN
        expect(months - before === 0 || months - before === 1).toBe(true)
        before = months
      }
    }
  }
})

test('lengths of time are read and written back in the shortest form', () => {
  for (const text of ['P180D', '-P3D', 'P3M', 'P18Y', 'P1Y6M', '-P1Y', 'P0D']) {
    const duration = durationFrom(text)
    expect(duration === undefined ? undefined : durationText(duration)).toBe(text)
  }
  for (const text of ['P', 'P1W', 'PT1H', 'P1Y2D', '180D', 'P1.5Y', '']) expect(durationFrom(text)).toBe(undefined)
})
