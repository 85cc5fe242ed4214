import { isNumber, type FeelNumber } from './number.ts'
import type { Measure } from './measure.ts'
import type { FeelType } from './type.ts'

export type Zone = { readonly offset: number } | { readonly id: string }

/** A day of the proleptic Gregorian calendar; the month from 1. */
export type DateValue = { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number }
export type TimeValue = {
  readonly kind: 'time'
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly nano: number
  /** None: local. An offset in seconds, or the name of a zone of the IANA database. */
  readonly zone?: Zone
}
export type DateTimeValue = { readonly kind: 'date and time'; readonly date: DateValue; readonly time: TimeValue }
export type DaysDuration = { readonly kind: 'days and time duration'; readonly nanos: bigint }
export type MonthsDuration = { readonly kind: 'years and months duration'; readonly months: number }
export type ContextValue = { readonly kind: 'context'; readonly entries: ReadonlyMap<string, Value> }
/** An end that is undefined is open: everything below or above. */
export type RangeValue = {
  readonly kind: 'range'
  readonly low: Value | undefined
  readonly high: Value | undefined
  readonly lowIncluded: boolean
  readonly highIncluded: boolean
  /** Written as `=5`: it holds what `[5..5]` holds, and is not equal to it, as the conformance suite has it. */
  readonly sign?: '='
}
export type FunctionParameter = {
  readonly name: string
  readonly type?: FeelType
  /** May be left out; `by name`: counts as null where the others are given by name. */
  readonly optional?: boolean | 'by name'
}
export type FunctionValue = {
  readonly kind: 'function'
  readonly name: string
  /** The ways to call it; the names of the parameters tell which, or else their number. */
  readonly signatures: readonly (readonly FunctionParameter[])[]
  /** The last parameter takes any number of values. */
  readonly variadic?: boolean
  readonly result?: FeelType
  /** Called with one value a parameter, in their order; undefined stands for one that was not given. */
  call(given: readonly (Value | undefined)[], run: Run): Value
}
export type ListValue = readonly Value[]
export type TemporalValue = DateValue | TimeValue | DateTimeValue
export type DurationValue = DaysDuration | MonthsDuration

export type Value =
  | null
  | boolean
  | string
  | FeelNumber
  | TemporalValue
  | DurationValue
  | ListValue
  | ContextValue
  | RangeValue
  | FunctionValue

/** `at` counts characters of the expression from 0; line and column count from 1, the line in the file where that is known. */
export type Problem = {
  readonly message: string
  readonly at?: number
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly word?: string
}
/** More than anybody reads. */
export const mostProblems = 100

/** One evaluation: where it says what went wrong, what time it is, and how much work is left. */
export type Run = {
  readonly problems: Problem[]
  readonly now: { readonly nanos: bigint; readonly zone: Zone }
  left: { steps: number; depth: number }
  /** What lists, contexts and ranges were measured to hold. */
  readonly measures: WeakMap<object, Measure>
}

type Kinded = Exclude<Value, null | boolean | string | FeelNumber | ListValue>

export function isList(value: Value | undefined): value is ListValue {
  return Array.isArray(value)
}
export function isText(value: Value | undefined): value is string {
  return typeof value === 'string'
}
function hasKind(value: Value | undefined): value is Kinded {
  return typeof value === 'object' && value !== null && !isNumber(value) && !isList(value)
}
export function kinded(value: Value | undefined): Kinded | undefined {
  return hasKind(value) ? value : undefined
}
export function isContext(value: Value | undefined): value is ContextValue {
  return kinded(value)?.kind === 'context'
}
export function isRange(value: Value | undefined): value is RangeValue {
  return kinded(value)?.kind === 'range'
}
export function isFunction(value: Value | undefined): value is FunctionValue {
  return kinded(value)?.kind === 'function'
}
export function isDate(value: Value | undefined): value is DateValue {
  return kinded(value)?.kind === 'date'
}
export function isTime(value: Value | undefined): value is TimeValue {
  return kinded(value)?.kind === 'time'
}
export function isDateTime(value: Value | undefined): value is DateTimeValue {
  return kinded(value)?.kind === 'date and time'
}
export function isDays(value: Value | undefined): value is DaysDuration {
  return kinded(value)?.kind === 'days and time duration'
}
export function isMonths(value: Value | undefined): value is MonthsDuration {
  return kinded(value)?.kind === 'years and months duration'
}

/** What a person calls the type of a value. */
export function typeName(value: Value): string {
  if (value === null) return 'null'
  if (isNumber(value)) return 'number'
  if (isList(value)) return 'list'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'string' ? 'string' : (kinded(value)?.kind ?? 'null')
}

export function contextOf(entries: Iterable<readonly [string, Value]>): ContextValue {
  return { kind: 'context', entries: new Map(entries) }
}

/** Says what went wrong; the value of what went wrong is null (DMN 1.5, 10.3.2.13.1). */
export function problem(run: Run, message: string, where: Omit<Problem, 'message'> = {}): null {
  if (run.problems.length < mostProblems) run.problems.push({ message, ...where })
  return null
}
