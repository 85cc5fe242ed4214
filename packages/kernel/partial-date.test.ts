import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aboutYears, isPartialDate, partialDate, precisionOf, rangeOf, yearOf } from './index.ts'

describe('a date as people know it', () => {
  test.each([
    ['1987', 'year'],
    ['1987~', 'about'],
    ['1987-05', 'month'],
    ['1987-05~', 'about'],
    ['1987-05-03', 'day'],
    ['2024-02-29', 'day'],
  ])('%s is known to the %s', (text, precision) => {
    expect(precisionOf(partialDate(text))).toBe(precision)
  })

  test.each(['87', '1987-13', '1987-00', '1987-02-30', '2023-02-29', '1987-05-03~', '~1987', '0000', '1987-', 'around 1987', ''])(
    '%s is none',
    (text) => {
      expect(isPartialDate(text)).toBe(false)
      expect(() => partialDate(text)).toThrow(RangeError)
    },
  )
})

describe('the days it may mean', () => {
  test('a year is all its days, a month all of its own, about a year two to each side', () => {
    expect(rangeOf(partialDate('1987'))).toEqual({ first: '1987-01-01', last: '1987-12-31' })
    expect(rangeOf(partialDate('2024-02'))).toEqual({ first: '2024-02-01', last: '2024-02-29' })
    expect(rangeOf(partialDate('1987-05-03'))).toEqual({ first: '1987-05-03', last: '1987-05-03' })
    expect(rangeOf(partialDate('1987~'))).toEqual({ first: '1985-01-01', last: '1989-12-31' })
  })

  test('knowing more never widens it', () => {
    const parts = fc.record({
      year: fc.integer({ min: 1900, max: 2030 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    fc.assert(
      fc.property(parts, ({ year, month, day }) => {
        const twoDigits = (n: number): string => String(n).padStart(2, '0')
        const steps = [`${year}~`, `${year}`, `${year}-${twoDigits(month)}`, `${year}-${twoDigits(month)}-${twoDigits(day)}`]
        const ranges = steps.map((text) => rangeOf(partialDate(text)))
        ranges.slice(1).forEach((narrow, index) => {
          const wide = ranges[index] ?? narrow
          expect(wide.first <= narrow.first && narrow.last <= wide.last).toBe(true)
        })
        expect(yearOf(partialDate(`${year}~`))).toBe(year)
        expect(rangeOf(partialDate(`${year}~`)).first.slice(0, 4)).toBe(String(year - aboutYears))
      }),
    )
  })
})
