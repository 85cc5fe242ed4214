import { calendarDate } from '@convive/kernel'
import { describe, expect, test } from 'vitest'
import { unusualForOne, unusualReading, type ReadingDay } from './reading-habits.ts'

const day = (n: number, persons: number, more: Partial<ReadingDay> = {}): ReadingDay => ({
  memberId: 'ana',
  day: calendarDate(`2026-11-${String(n).padStart(2, '0')}`) ?? '2026-11-01',
  persons,
  atNight: 0,
  again: 1,
  ...more,
})
const whys = (days: readonly ReadingDay[]) => unusualReading(days).map((one) => [one.day, ...one.why])

describe('reading that a colleague should ask about', () => {
  test('is a day with more than forty persons and three times as many as usual', () => {
    expect(whys([day(1, 20), day(2, 25), day(3, 22), day(4, 76)])).toEqual([['2026-11-04', 'many']])
    expect(whys([day(1, 20), day(2, 25), day(3, 22), day(4, 66)])).toEqual([])
    expect(whys([day(1, 2), day(2, 3), day(3, 2), day(4, 40)])).toEqual([])
  })

  test('is not what somebody with a long queue does every day', () => {
    expect(whys([day(1, 300), day(2, 280), day(3, 310)])).toEqual([])
  })

  test('is the first day of somebody who reads at once more than forty', () => {
    expect(whys([day(1, 41)])).toEqual([['2026-11-01', 'many']])
  })

  test('is reading at night, and the same person on many days', () => {
    expect(whys([day(1, 6, { atNight: 6 }), day(2, 5, { atNight: 5 })])).toEqual([['2026-11-01', 'night']])
    expect(whys([day(3, 1, { again: 6 }), day(4, 1, { again: 5 })])).toEqual([['2026-11-03', 'again']])
  })

  test('is judged for each member alone, newest first', () => {
    const other = { memberId: 'bea' }
    expect(whys([day(1, 100, other), day(1, 20), day(2, 100), day(3, 20)])).toEqual([
      ['2026-11-02', 'many'],
      ['2026-11-01', 'many'],
    ])
  })
})

test('a person is told when one member looked more than ten times in a day, or at night', () => {
  expect(unusualForOne({ mostByOne: 11, atNight: 0 })).toBe('often')
  expect(unusualForOne({ mostByOne: 10, atNight: 1 })).toBe('night')
  expect(unusualForOne({ mostByOne: 10, atNight: 0 })).toBeUndefined()
})
