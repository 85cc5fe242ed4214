import { daysOf, floorDiv, midnight, nanosOfTime } from './calendar.ts'
import { isNumber } from './number.ts'
import {
  isContext,
  isDate,
  isDateTime,
  isDays,
  isFunction,
  isList,
  isMonths,
  isRange,
  isText,
  isTime,
  type Value,
} from './value.ts'
import { instantOf, offsetOf, timeInstant, timeOffset } from './zone.ts'

/**
 * Less than zero, zero or more than zero; undefined where the two have no order: different types, or one of them
 * local and the other in a zone (DMN 1.5, table 42 and 10.3.2.3.5).
 */
export function compare(left: Value, right: Value): number | undefined {
  if (isNumber(left)) return isNumber(right) ? left.comparedTo(right) : undefined
  if (isText(left)) return isText(right) ? (left < right ? -1 : left === right ? 0 : 1) : undefined
  if (isDate(left)) {
    if (isDateTime(right))
      return compare({ kind: 'date and time', date: left, time: { ...midnight, zone: { offset: 0 } } }, right)
    return isDate(right) ? Math.sign(daysOf(left) - daysOf(right)) : undefined
  }
  if (isDateTime(left)) {
    if (isDate(right)) return compare(left, { kind: 'date and time', date: right, time: { ...midnight, zone: { offset: 0 } } })
    if (!isDateTime(right) || (offsetOf(left) === undefined) !== (offsetOf(right) === undefined)) return undefined
    return order(instantOf(left), instantOf(right))
  }
  if (isTime(left)) {
    if (!isTime(right) || (timeOffset(left) === undefined) !== (timeOffset(right) === undefined)) return undefined
    return order(timeInstant(left), timeInstant(right))
  }
  if (isDays(left)) return isDays(right) ? order(left.nanos, right.nanos) : undefined
  if (isMonths(left)) return isMonths(right) ? Math.sign(left.months - right.months) : undefined
  return undefined
}

function order(left: bigint, right: bigint): number {
  return left < right ? -1 : left === right ? 0 : 1
}

/** Equality of FEEL; undefined where two values of different types are compared, neither being null (DMN 1.5, table 53). */
export function equal(left: Value, right: Value): boolean | undefined {
  if (left === null || right === null) return left === right
  if (typeof left === 'boolean' || typeof right === 'boolean') return typeof left === typeof right ? left === right : undefined
  if (isList(left)) return isList(right) ? sameLists(left, right) : undefined
  if (isContext(left)) {
    if (!isContext(right)) return undefined
    return (
      left.entries.size === right.entries.size &&
      [...left.entries].every(([key, value]) => sameEntry(value, right.entries.get(key)))
    )
  }
  if (isRange(left)) {
    if (!isRange(right)) return undefined
    return (
      left.sign === right.sign &&
      left.lowIncluded === right.lowIncluded &&
      left.highIncluded === right.highIncluded &&
      sameEnd(left.low, right.low) &&
      sameEnd(left.high, right.high)
    )
  }
  if (isFunction(left)) return isFunction(right) ? left === right : undefined
  if (isDateTime(left) && isDateTime(right))
    return zoneless(offsetOf(left), offsetOf(right)) ?? sameMillisecond(instantOf(left), instantOf(right))
  if (isTime(left) && isTime(right))
    return zoneless(timeOffset(left), timeOffset(right)) ?? sameMillisecond(timeInstant(left), timeInstant(right))
  if (isDate(left) !== isDate(right)) return undefined
  const ordered = compare(left, right)
  return ordered === undefined ? undefined : ordered === 0
}

/** An open end is not an end of null. */
function sameEnd(left: Value | undefined, right: Value | undefined): boolean {
  return left === undefined || right === undefined ? left === right : equal(left, right) === true
}

/** Clocks are equal where they show the same millisecond, as the conformance suite has it. */
function sameMillisecond(left: bigint, right: bigint): boolean {
  return floorDiv(left, 1_000_000n) === floorDiv(right, 1_000_000n)
}

/** A local clock is never the same as one in a zone. */
function zoneless(left: number | undefined, right: number | undefined): false | undefined {
  return (left === undefined) === (right === undefined) ? undefined : false
}

function sameEntry(left: Value, right: Value | undefined): boolean {
  return right !== undefined && equal(left, right) === true
}

function sameLists(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((value, index) => sameEntry(value, right[index]))
}

/** The function `is`: the same value of the same kind, zones included (DMN 1.5, table 75). */
export function identical(left: Value, right: Value): boolean {
  if (isTime(left) && isTime(right)) return nanosOfTime(left) === nanosOfTime(right) && sameZone(left.zone, right.zone)
  if (isDateTime(left) && isDateTime(right)) return equal(left.date, right.date) === true && identical(left.time, right.time)
  if (isDate(left) !== isDate(right)) return false
  return equal(left, right) === true
}

function sameZone(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
