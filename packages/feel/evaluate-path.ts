import { daysOf, nanosPerSecond } from './calendar.ts'
import { fail, type Spot } from './environment.ts'
import { numberOf } from './number.ts'
import { entryOf } from './scope.ts'
import { isList, kinded, typeName, type DateTimeValue, type DateValue, type TimeValue, type Value } from './value.ts'
import { offsetOf, timeOffset } from './zone.ts'

/** `a.b`: a part of a context, of each member of a list, or a property of a date, time, duration or range (DMN 1.5, tables 62–65). */
export function partOf(value: Value, name: string, { environment, at }: Spot): Value {
  if (isList(value)) return value.map((item) => partOf(item, name, { environment, at }))
  const found = value === null ? undefined : propertyOf(value, name)
  return found === undefined ? fail(environment, `${typeName(value)} has no part ${name}`, at) : found
}

function propertyOf(value: Value, name: string): Value | undefined {
  const thing = kinded(value)
  switch (thing?.kind) {
    case 'context':
      return entryOf(thing.entries, name)
    case 'date':
      return ofDate(thing, name)
    case 'time':
      return ofTime(thing, name, timeOffset(thing))
    case 'date and time':
      return ofDate(thing.date, name) ?? ofDateTime(thing, name)
    case 'days and time duration':
      return ofDays(thing.nanos, name)
    case 'years and months duration': {
      const years = Math.trunc(thing.months / 12)
      return name === 'years' ? numberOf(years) : name === 'months' ? numberOf(thing.months - years * 12) : undefined
    }
    case 'range':
      if (name === 'start') return thing.low ?? null
      if (name === 'end') return thing.high ?? null
      if (name === 'start included') return thing.lowIncluded
      return name === 'end included' ? thing.highIncluded : undefined
    case 'function':
    case undefined:
      return undefined
  }
}

/** Weekdays from Monday, 1, to Sunday, 7. */
export function weekdayOf(date: DateValue): number {
  return ((((daysOf(date) + 3) % 7) + 7) % 7) + 1
}

function ofDate(date: DateValue, name: string): Value | undefined {
  if (name === 'year') return numberOf(date.year)
  if (name === 'month') return numberOf(date.month)
  if (name === 'day') return numberOf(date.day)
  return name === 'weekday' ? numberOf(weekdayOf(date)) : undefined
}

function ofDateTime(value: DateTimeValue, name: string): Value | undefined {
  return ofTime(value.time, name, offsetOf(value))
}

function ofTime(time: TimeValue, name: string, offset: number | undefined): Value | undefined {
  switch (name) {
    case 'hour':
      return numberOf(time.hour)
    case 'minute':
      return numberOf(time.minute)
    case 'second':
      return numberOf(time.second).plus(numberOf(time.nano).div(1e9))
    case 'time offset':
      return offset === undefined ? null : { kind: 'days and time duration', nanos: BigInt(offset) * nanosPerSecond }
    case 'timezone':
      return time.zone !== undefined && 'id' in time.zone ? time.zone.id : null
    default:
      return undefined
  }
}

function ofDays(nanos: bigint, name: string): Value | undefined {
  const seconds = nanos / nanosPerSecond
  switch (name) {
    case 'days':
      return numberOf(seconds / 86_400n)
    case 'hours':
      return numberOf((seconds / 3600n) % 24n)
    case 'minutes':
      return numberOf((seconds / 60n) % 60n)
    case 'seconds':
      return numberOf(nanos % (60n * nanosPerSecond)).div(1e9)
    default:
      return undefined
  }
}
