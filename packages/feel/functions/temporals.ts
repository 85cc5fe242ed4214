import { dateOf, daysOf, midnight } from '../calendar.ts'
import { identical } from '../compare.ts'
import { midnightOf } from '../arithmetic.ts'
import { weekdayOf } from '../evaluate-path.ts'
import { numberOf } from '../number.ts'
import { readDate, readDateTime, readDuration, readTime } from '../read-temporal.ts'
import {
  isDate,
  isDateTime,
  isDays,
  isText,
  isTime,
  type DateTimeValue,
  type DateValue,
  type FunctionValue,
  type TimeValue,
  type Value,
  type Zone,
} from '../value.ts'
import { atInstant, zoneNamed } from '../zone.ts'
import { absent, define, numberIn, single, wholeIn, type Given } from './define.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = 'January February March April May June July August September October November December'.split(' ')

function dateFrom(value: Value): DateValue | undefined {
  if (isText(value)) return readDate(value)
  return isDateTime(value) ? value.date : isDate(value) ? value : undefined
}

function dateFromParts(given: Given): DateValue | undefined {
  const [year, month, day] = given.map(wholeIn)
  return year === undefined || month === undefined || day === undefined ? undefined : dateOf(year, month, day)
}

function timeFrom(value: Value): TimeValue | undefined {
  if (isText(value)) return readTime(value)
  if (isTime(value)) return value
  return isDateTime(value) ? value.time : isDate(value) ? midnightOf(value).time : undefined
}

/** Hours, minutes, seconds with their fraction, and how far ahead of UTC; `zone` undefined: local. */
function timeFromParts([hours, minutes, seconds]: Given, zone: Zone | undefined): TimeValue | undefined {
  const [hour, minute, full] = [wholeIn(hours), wholeIn(minutes), numberIn(seconds)]
  if (hour === undefined || minute === undefined || full === undefined) return undefined
  const whole = full.floor()
  const second = whole.toNumber()
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined
  const nano = full.minus(whole).times(1e9).floor().toNumber()
  return { kind: 'time', hour, minute, second, nano, ...(zone === undefined ? {} : { zone }) }
}

/** Undefined: no zone was given; null: what was given is none. */
function zoneFrom(value: Value | undefined): Zone | undefined | null {
  const only = single(value)
  if (only === null) return undefined
  if (isText(only)) return zoneNamed(only) ?? null
  if (!isDays(only)) return null
  const offset = Number(only.nanos / 1_000_000_000n)
  return Math.abs(offset) > 18 * 3600 ? null : { offset }
}

function dateTimeFrom(value: Value): DateTimeValue | undefined {
  if (isDateTime(value)) return value
  if (isDate(value)) return midnightOf(value)
  if (!isText(value)) return undefined
  const date = readDate(value)
  return date === undefined ? readDateTime(value) : { kind: 'date and time', date, time: midnight }
}

function dateTimeFromParts(given: Given): DateTimeValue | undefined {
  if (given.length === 2 || (given.length > 2 && given.slice(2).every(absent))) {
    const [date, time] = [single(given[0]), single(given[1])]
    const day = isDateTime(date) ? date.date : isDate(date) ? date : undefined
    return day === undefined || !isTime(time) ? undefined : { kind: 'date and time', date: day, time }
  }
  const zone = zoneFrom(given[6])
  const date = dateFromParts(given.slice(0, 3))
  const time = zone === null ? undefined : timeFromParts(given.slice(3, 6), zone)
  return date === undefined || time === undefined ? undefined : { kind: 'date and time', date, time }
}

/** Whole months from one day to another, towards zero (DMN 1.5, table 74). */
function monthsBetween(from: DateValue, to: DateValue): number {
  const count = (to.year - from.year) * 12 + to.month - from.month
  if (count > 0 && to.day < from.day) return count - 1
  return count < 0 && to.day > from.day ? count + 1 : count
}

/** The week of ISO 8601 that a day lies in. */
function weekOf(date: DateValue): number {
  const days = daysOf(date)
  const thursday = days - weekdayOf(date) + 4
  const year = [date.year - 1, date.year, date.year + 1].findLast(
    (one) => thursday >= daysOf({ kind: 'date', year: one, month: 1, day: 1 }),
  )
  return Math.floor((thursday - daysOf({ kind: 'date', year: year ?? date.year, month: 1, day: 1 })) / 7) + 1
}

function ofDay(name: string, work: (date: DateValue) => Value): FunctionValue {
  return define(name, ['date'], ([given]) => {
    const value = single(given)
    const date = isDateTime(value) ? value.date : isDate(value) ? value : undefined
    return date === undefined ? undefined : work(date)
  })
}

/** DMN 1.5, tables 74, 79 and 80. */
export const temporalFunctions: readonly FunctionValue[] = [
  define('date', ['from', 'year, month, day'], (given) =>
    given.length === 1 ? dateFrom(single(given[0])) : dateFromParts(given),
  ),
  define('time', ['from', 'hour, minute, second, offset?'], (given) => {
    if (given.length === 1) return timeFrom(single(given[0]))
    const zone = zoneFrom(given[3])
    return zone === null ? undefined : timeFromParts(given, zone)
  }),
  define(
    'date and time',
    [
      'from',
      'date, time',
      'year, month, day, hour, minute, second',
      'year, month, day, hour, minute, second, offset',
      'year, month, day, hour, minute, second, timezone',
    ],
    (given) => (given.length === 1 ? dateTimeFrom(single(given[0])) : dateTimeFromParts(given)),
  ),
  define('duration', ['from'], ([given]) => {
    const value = single(given)
    if (isDays(value)) return value
    return isText(value) ? readDuration(value) : undefined
  }),
  define('years and months duration', ['from, to'], ([first, second]) => {
    const [from, to] = [first, second].map((one) => dateFrom(isText(single(one)) ? null : single(one)))
    if (from === undefined || to === undefined) return undefined
    return { kind: 'years and months duration', months: monthsBetween(from, to) }
  }),
  define('is', ['value1??, value2??'], ([left = null, right = null]) => identical(left, right)),
  ofDay('day of year', (date) => numberOf(daysOf(date) - daysOf({ ...date, month: 1, day: 1 }) + 1)),
  ofDay('day of week', (date) => weekdays[weekdayOf(date) - 1] ?? null),
  ofDay('month of year', (date) => months[date.month - 1] ?? null),
  ofDay('week of year', (date) => numberOf(weekOf(date))),
  define('now', [''], (_given, run) => atInstant(run.now.nanos, run.now.zone)),
  define('today', [''], (_given, run) => atInstant(run.now.nanos, run.now.zone)?.date),
]
