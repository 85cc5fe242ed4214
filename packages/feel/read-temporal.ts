import { dateOf, dateOfDays, daysOf, nanosPerSecond } from './calendar.ts'
import type {
  DateTimeValue,
  DateValue,
  DaysDuration,
  DurationValue,
  MonthsDuration,
  TemporalValue,
  TimeValue,
  Zone,
} from './value.ts'
import { zoneNamed } from './zone.ts'

const datePattern = /^(-?)([1-9]\d{4,8}|\d{4})-(\d\d)-(\d\d)$/
const timePattern = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?$/i

/** XML Schema's spelling of dates, times and durations, and zones after `@` (DMN 1.5, 10.3.4.1). */
export function readTemporal(text: string): TemporalValue | DurationValue | undefined {
  return readDate(text) ?? readTime(text) ?? readDateTime(text) ?? readDuration(text)
}

export function readDate(text: string): DateValue | undefined {
  const [, sign, year, month, day] = datePattern.exec(text) ?? []
  if (year === undefined) return undefined
  return dateOf((sign === '-' ? -1 : 1) * Number(year), Number(month), Number(day))
}

export function readTime(text: string): TimeValue | undefined {
  const [, hours, minutes, seconds, fraction = '', zoned] = timePattern.exec(text) ?? []
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)]
  const nano = Number(fraction.slice(0, 9).padEnd(9, '0'))
  if (hours === undefined || hour > 23 || minute > 59 || second > 59) return undefined
  const time: TimeValue = { kind: 'time', hour, minute, second, nano }
  if (zoned === undefined) return time
  const zone = readZone(zoned)
  return zone === undefined ? undefined : { ...time, zone }
}

export function readZone(text: string): Zone | undefined {
  if (text === 'Z' || text === 'z') return { offset: 0 }
  if (text.startsWith('@')) return zoneNamed(text.slice(1))
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? []
  if (Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59 || hours === undefined) return undefined
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return offset > 18 * 3600 ? undefined : { offset: sign === '-' ? 0 - offset : offset }
}

export function readDateTime(text: string): DateTimeValue | undefined {
  const at = text.indexOf('T')
  // XML Schema: 24:00:00 is the first moment of the day after.
  const [, zone] = /^24:00:00(?:\.0+)?(Z|[+-].+|@.+)?$/i.exec(text.slice(at + 1)) ?? ['', undefined]
  const endsDay = at >= 0 && text.startsWith('24:00:00', at + 1)
  const day = readDate(text.slice(0, at))
  const time = readTime(endsDay ? `00:00:00${zone ?? ''}` : text.slice(at + 1))
  const date = endsDay && day !== undefined ? dateOfDays(daysOf(day) + 1) : day
  if (at < 0 || date === undefined || time === undefined) return undefined
  return { kind: 'date and time', date, time }
}

export function readDuration(text: string): DurationValue | undefined {
  return readMonths(text) ?? readDays(text)
}

function readMonths(text: string): MonthsDuration | undefined {
  const [, sign, years, months] = /^(-?)P(?:(\d{1,12})Y)?(?:(\d{1,12})M)?$/.exec(text) ?? []
  if (years === undefined && months === undefined) return undefined
  const count = Number(years ?? 0) * 12 + Number(months ?? 0)
  return { kind: 'years and months duration', months: sign === '-' ? 0 - count : count }
}

const days = /^(-?)P(?:(\d{1,18})D)?(T(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d*))?S)?)?$/

function readDays(text: string): DaysDuration | undefined {
  const [, sign, day, time, hour, minute, second, fraction = ''] = days.exec(text) ?? []
  const timed = [hour, minute, second].some((part) => part !== undefined)
  if ((day === undefined && !timed) || (time !== undefined && !timed)) return undefined
  const seconds = BigInt(day ?? 0) * 86_400n + BigInt(hour ?? 0) * 3600n + BigInt(minute ?? 0) * 60n + BigInt(second ?? 0)
  const nanos = seconds * nanosPerSecond + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
  return { kind: 'days and time duration', nanos: sign === '-' ? -nanos : nanos }
}
