import { civilFromDays, daysFromCivil, daysInMonth } from '@convive/kernel'
import type { DateTimeValue, DateValue, TimeValue } from './value.ts'

export const nanosPerSecond = 1_000_000_000n
export const secondsPerDay = 86_400n
export const nanosPerDay = secondsPerDay * nanosPerSecond
const longestYear = 999_999_999

/** A day, if the calendar has it. */
export function dateOf(year: number, month: number, day: number): DateValue | undefined {
  const whole = [year, month, day].every((part) => Number.isInteger(part))
  if (!whole || Math.abs(year) > longestYear || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined
  return { kind: 'date', year, month, day }
}

export function daysOf({ year, month, day }: DateValue): number {
  return daysFromCivil(year, month, day)
}

export function dateOfDays(days: number): DateValue | undefined {
  const { year, month, day } = civilFromDays(days)
  return dateOf(year, month, day)
}

/** Adds months; a day the month does not have becomes its last (DMN 1.5, table 55). */
export function plusMonths(date: DateValue, months: number): DateValue | undefined {
  const count = date.year * 12 + (date.month - 1) + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return dateOf(year, month, Math.min(date.day, daysInMonth(year, month)))
}

export function nanosOfTime({ hour, minute, second, nano }: TimeValue): bigint {
  return BigInt(hour * 3600 + minute * 60 + second) * nanosPerSecond + BigInt(nano)
}

export function timeOfNanos(nanos: bigint): Omit<TimeValue, 'zone'> {
  const seconds = Number(nanos / nanosPerSecond)
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return { kind: 'time', hour, minute, second, nano: Number(nanos % nanosPerSecond) }
}

/** Nanoseconds of the clock on the wall since 1970, whatever the zone. */
export function wallNanos({ date, time }: DateTimeValue): bigint {
  return BigInt(daysOf(date)) * nanosPerDay + nanosOfTime(time)
}

export function ofWallNanos(nanos: bigint, like: Pick<TimeValue, 'zone'>): DateTimeValue | undefined {
  const days = floorDiv(nanos, nanosPerDay)
  const date = dateOfDays(Number(days))
  if (date === undefined) return undefined
  const time = timeOfNanos(nanos - days * nanosPerDay)
  return { kind: 'date and time', date, time: like.zone === undefined ? time : { ...time, zone: like.zone } }
}

export function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value % by !== 0n && value < 0n !== by < 0n ? quotient - 1n : quotient
}

export const midnight: TimeValue = { kind: 'time', hour: 0, minute: 0, second: 0, nano: 0 }
