import { describe, expect, test } from 'vitest'
import { says } from './testing/expressions.ts'

/** Each right side is worked out by hand or from a calendar. */
describe('dates, times and durations', () => {
  test.each([
    ['date("2024-02-29") + @"P1Y"', '2025-02-28'],
    ['date("2024-03-31") - @"P1M"', '2024-02-29'],
    ['@"2024-01-31" + @"P1M" + @"P1M"', '2024-03-29'],
    ['@"2026-03-01" - @"2024-02-29"', 'P731D'],
    ['years and months duration(@"2024-02-29", @"2026-02-28")', 'P1Y11M'],
    ['years and months duration(@"2026-02-28", @"2024-02-29")', '-P1Y11M'],
    ['years and months duration(@"2026-01-15", @"2026-02-15")', 'P1M'],
    ['@"-0001-12-31" + @"P1D"', '0000-01-01'],
    ['@"23:30:00" + @"PT1H"', '00:30:00'],
    ['@"P1D" = @"PT24H"', 'true'],
    ['@"P1Y" = @"P12M"', 'true'],
    ['@"PT1H" * 2.5', 'PT2H30M'],
    ['@"P1Y" / 5', 'P2M'],
    ['@"P1Y" / @"P3M"', '4'],
    ['abs(@"-P1DT2H")', 'P1DT2H'],
    ['-@"P1M"', '-P1M'],
    ['@"P3DT4H5M6.7S".hours', '4'],
    ['@"P3DT4H5M6.7S".seconds', '6.7'],
    ['@"P1Y14M".years', '2'],
    ['@"2026-11-26".weekday', '4'],
    ['day of week(@"2000-02-29")', 'Tuesday'],
    ['week of year(@"2021-01-03")', '53'],
    ['week of year(@"2020-12-31")', '53'],
    ['day of year(@"2023-12-31")', '365'],
    ['month of year(@"2026-11-26")', 'November'],
    ['date and time("2026-11-26T24:00:00")', '2026-11-27T00:00:00'],
    ['@"2026-11-26T10:00:00".date', 'null: date and time has no part date'],
    ['time(10, 20, 30.5, @"-PT5H")', '10:20:30.5-05:00'],
    ['today()', '2026-11-26'],
    ['now()', '2026-11-26T12:00:00Z'],
    ['for d in @"2024-02-28"..@"2024-03-01" return d', '[2024-02-28, 2024-02-29, 2024-03-01]'],
  ])('%s is %s', (feel, expected) => {
    expect(says(feel)).toBe(expected)
  })
})

describe('zones', () => {
  test.each([
    // Lima is five hours behind UTC all year; Santiago changes its clock in April and September.
    ['@"2026-01-15T12:00:00@America/Lima" = @"2026-01-15T17:00:00Z"', 'true'],
    ['@"2026-01-15T12:00:00@America/Santiago" = @"2026-01-15T15:00:00Z"', 'true'],
    ['@"2026-07-15T12:00:00@America/Santiago" = @"2026-07-15T16:00:00Z"', 'true'],
    ['@"2026-07-15T12:00:00@America/Santiago".time offset', '-PT4H'],
    ['@"2026-07-15T12:00:00@America/Santiago".timezone', 'America/Santiago'],
    ['@"2026-07-15T12:00:00-04:00".timezone', 'null'],
    // The clock jumps from 0 to 1 o'clock on 6 September 2026: two hours later it is 2 o'clock more.
    ['@"2026-09-05T23:30:00@America/Santiago" + @"PT2H"', '2026-09-06T02:30:00@America/Santiago'],
    ['@"2026-09-06T12:00:00@America/Santiago" - @"2026-09-05T12:00:00@America/Santiago"', 'PT23H'],
    // In the gap of spring the offset from before it; of two moments in autumn the earlier.
    ['@"2026-09-06T00:30:00@America/Santiago".time offset', '-PT4H'],
    ['@"2026-03-29T02:30:00@Europe/Madrid".time offset', 'PT1H'],
    ['@"2026-10-25T02:30:00@Europe/Madrid".time offset', 'PT2H'],
    ['@"10:00:00-05:00" < @"10:00:00-06:00"', 'true'],
    ['@"2026-01-01T00:00:00" < @"2026-01-01T00:00:00Z"', 'null: date and time < date and time cannot be compared'],
    ['@"2026-01-01T00:00:00" = @"2026-01-01T00:00:00Z"', 'false'],
    ['is(@"10:00:00Z", @"10:00:00+00:00")', 'true'],
    ['is(@"2026-01-01T10:00:00Z", @"2026-01-01T11:00:00+01:00")', 'false'],
    ['@"2026-01-01T10:00:00@Lima/America"', 'null: this is no date, time or duration'],
  ])('%s is %s', (feel, expected) => {
    expect(says(feel)).toBe(expected)
  })
})

describe('numbers', () => {
  test.each([
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['2 / 3', '0.6666666666666666666666666666666667'],
    ['0.1 + 0.2 = 0.3', 'true'],
    ['decimal(1.115, 2)', '1.12'],
    ['decimal(1.125, 2)', '1.12'],
    ['round half up(5.5, 0)', '6'],
    ['round half down(5.5, 0)', '5'],
    ['round half up(-5.5, 0)', '-6'],
    ['round up(-1.1)', '-2'],
    ['round down(-1.9)', '-1'],
    ['decimal(1234.5, -2)', '1200'],
    ['modulo(12, -5)', '-3'],
    ['modulo(-12, 5)', '3'],
    ['modulo(10 ** 40, 3)', '1'],
    ['modulo(-1.1, 0.2)', '0.1'],
    ['0 * -1', '0'],
    ['stddev([2, 4, 7, 5])', '2.081665999466132735282297706979931'],
    ['median([6, 1, 2, 3])', '2.5'],
    ['-3 ** 2', '9'],
    ['number("1.000,5", ".", ",")', '1000.5'],
    ['number("1.000,5", ".", ".")', 'null: number has no result for these arguments'],
    ['distinct values([1, 1.0, "1", null, null, -0, 0, {a: 1}, {a: 1.0}])', '[1, "1", null, 0, {a: 1}]'],
  ])('%s is %s', (feel, expected) => {
    expect(says(feel)).toBe(expected)
  })
})

describe('ranges', () => {
  test.each([
    ['overlaps after([5..8], [1..5))', 'false'],
    ['overlaps after((1..5], [1..5])', 'true'],
    ['overlaps after([1..5], [1..5))', 'false'],
    ['overlaps before([1..5], [3..8])', 'true'],
    ['meets([1..5], [5..8])', 'true'],
    ['meets([1..5), [5..8])', 'false'],
    ['during(5, [1..10])', 'true'],
    ['includes([1..10], [1..10))', 'true'],
    ['coincides([1..10], [1..10))', 'false'],
    ['[1..10[.end included', 'false'],
    ['(=10) = [10..10]', 'false'],
    ['10 in (=10)', 'true'],
    ['is(value1: 1)', 'false'],
    ['context put(context: {a: 1}, key: ["a", "b"], value: 2)', 'null: an argument of context put has the wrong type'],
    ['context put({a: {b: 1}}, ["a", "b"], 2)', '{a: {b: 2}}'],
  ])('%s is %s', (feel, expected) => {
    expect(says(feel)).toBe(expected)
  })
})
