import { daysOf, floorDiv, midnight, nanosOfTime, nanosPerDay, plusMonths, dateOfDays, timeOfNanos } from './calendar.ts'
import type { ArithmeticSign } from './expression.ts'
import { longestText } from './measure.ts'
import { finite, isNumber, numberOf, type FeelNumber } from './number.ts'
import {
  isDate,
  isDateTime,
  isDays,
  isMonths,
  isText,
  isTime,
  type DateTimeValue,
  type DateValue,
  type DaysDuration,
  type DurationValue,
  type TimeValue,
  type Value,
} from './value.ts'
import { atInstant, instantOf, offsetOf, timeInstant, timeOffset } from './zone.ts'

/** Tables 50–58 of DMN 1.5; undefined where the two cannot be combined or the result has no value. */
export function calculate(sign: ArithmeticSign, left: Value, right: Value): Value | undefined {
  if (isNumber(left) && isNumber(right)) return numbers(sign, left, right)
  if (sign === '+') return plus(left, right) ?? (isDuration(left) && !isDuration(right) ? plus(right, left) : undefined)
  if (sign === '-') return isDuration(right) ? plus(left, negated(right)) : between(right, left)
  if (sign === '*') return isNumber(left) ? times(right, left) : isNumber(right) ? times(left, right) : undefined
  if (sign === '/') return isNumber(right) ? (right.isZero() ? undefined : over(left, right)) : ratio(left, right)
  return undefined
}

function numbers(sign: ArithmeticSign, left: FeelNumber, right: FeelNumber): FeelNumber | undefined {
  switch (sign) {
    case '+':
      return finite(left.plus(right))
    case '-':
      return finite(left.minus(right))
    case '*':
      return finite(left.times(right))
    case '/':
      return finite(left.div(right))
    case '**':
      return finite(left.pow(right))
  }
}

export function isDuration(value: Value): value is DurationValue {
  return isDays(value) || isMonths(value)
}

export function negated(value: DurationValue): DurationValue {
  return isDays(value) ? { ...value, nanos: -value.nanos } : { ...value, months: 0 - value.months }
}

function plus(left: Value, right: Value): Value | undefined {
  if (isText(left)) return isText(right) && left.length + right.length <= longestText ? left + right : undefined
  if (isDays(right)) {
    if (isDays(left)) return { ...left, nanos: left.nanos + right.nanos }
    if (isDate(left)) return dateOfDays(daysOf(left) + Number(floorDiv(right.nanos, nanosPerDay)))
    if (isDateTime(left)) return later(left, right)
    return isTime(left) ? laterTime(left, right) : undefined
  }
  if (!isMonths(right)) return undefined
  if (isMonths(left)) return monthsOf(left.months + right.months)
  if (isDate(left)) return plusMonths(left, right.months)
  if (!isDateTime(left)) return undefined
  const date = plusMonths(left.date, right.months)
  return date === undefined ? undefined : { ...left, date }
}

function later(value: DateTimeValue, { nanos }: DaysDuration): DateTimeValue | undefined {
  return atInstant(instantOf(value) + nanos, value.time.zone)
}

function laterTime(time: TimeValue, { nanos }: DaysDuration): TimeValue {
  const total = nanosOfTime(time) + nanos
  const moved = timeOfNanos(total - floorDiv(total, nanosPerDay) * nanosPerDay)
  return time.zone === undefined ? moved : { ...moved, zone: time.zone }
}

function between(from: Value, to: Value): Value | undefined {
  if (isTime(to)) {
    if (!isTime(from) || (timeOffset(from) === undefined) !== (timeOffset(to) === undefined)) return undefined
    return { kind: 'days and time duration', nanos: timeInstant(to) - timeInstant(from) }
  }
  const [start, end] = [momentOf(from), momentOf(to)]
  if (start === undefined || end === undefined || (offsetOf(start) === undefined) !== (offsetOf(end) === undefined))
    return undefined
  return { kind: 'days and time duration', nanos: instantOf(end) - instantOf(start) }
}

/** A date counts as its midnight in UTC (DMN 1.5, 10.3.2.3.6). */
function momentOf(value: Value): DateTimeValue | undefined {
  if (isDateTime(value)) return value
  return isDate(value) ? midnightOf(value) : undefined
}

export function midnightOf(date: DateValue): DateTimeValue {
  return { kind: 'date and time', date, time: { ...midnight, zone: { offset: 0 } } }
}

function monthsOf(months: number): DurationValue | undefined {
  return Number.isSafeInteger(months) ? { kind: 'years and months duration', months } : undefined
}

function times(value: Value, by: FeelNumber): Value | undefined {
  if (isMonths(value)) return monthsOf(by.times(value.months).trunc().toNumber())
  return isDays(value) ? daysOfNumber(by.times(numberOf(value.nanos))) : undefined
}

function over(value: Value, by: FeelNumber): Value | undefined {
  if (isMonths(value)) return monthsOf(numberOf(value.months).div(by).trunc().toNumber())
  return isDays(value) ? daysOfNumber(numberOf(value.nanos).div(by)) : undefined
}

function daysOfNumber(nanos: FeelNumber): DaysDuration {
  return { kind: 'days and time duration', nanos: BigInt(nanos.trunc().toFixed()) }
}

function ratio(left: Value, right: Value): Value | undefined {
  if (isMonths(left) && isMonths(right)) return finite(numberOf(left.months).div(right.months))
  if (isDays(left) && isDays(right)) return finite(numberOf(left.nanos).div(numberOf(right.nanos)))
  return undefined
}
