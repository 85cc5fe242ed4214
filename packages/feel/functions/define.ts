import { longestText } from '../measure.ts'
import { isNumber, wholeNumber, type FeelNumber } from '../number.ts'
import { simpleType } from '../type.ts'
import {
  isList,
  isText,
  problem,
  type FunctionParameter,
  type FunctionValue,
  type ListValue,
  type Run,
  type Value,
} from '../value.ts'

export type Given = readonly (Value | undefined)[]
/** Undefined: these arguments have no result; the caller gets null and a problem with the name of the function. */
type Work = (given: Given, run: Run) => Value | undefined

/**
 * A built-in function; each way to call it is its parameters with commas between, a type after a colon where another way to call it
 * differs by that alone, `?` after those that may be left out, `??` where that is so by name only.
 */
export function define(name: string, ways: readonly string[], work: Work): FunctionValue {
  const signatures = ways.map((way) => (way === '' ? [] : way.split(', ').map(parameterOf)))
  return {
    kind: 'function',
    name,
    signatures,
    call(given, run) {
      const result = work(given, run)
      if (isText(result) && result.length > longestText) return problem(run, `the text that ${name} makes is too long`)
      return result === undefined ? problem(run, `${name} has no result for these arguments`) : result
    },
  }
}

function parameterOf(written: string): FunctionParameter {
  if (written.endsWith('??')) return { name: written.slice(0, -2), optional: 'by name' }
  if (written.endsWith('?')) return { name: written.slice(0, -1), optional: true }
  const [name = '', type = ''] = written.split(': ')
  const known = simpleType(type)
  return known === undefined ? { name } : { name, type: known }
}

/** A function of any number of values. Called by name it takes one list. */
export function defineVariadic(name: string, parameter: string, work: Work): FunctionValue {
  return { ...define(name, [parameter], work), variadic: true }
}

/** A list of one where a single value is asked for is that value (DMN 1.5, 10.3.2.9.4). */
export function single(value: Value | undefined): Value {
  const only = isList(value) && value.length === 1 ? value[0] : value
  return only ?? null
}

export function textIn(value: Value | undefined): string | undefined {
  const only = single(value)
  return isText(only) ? only : undefined
}

export function numberIn(value: Value | undefined): FeelNumber | undefined {
  const only = single(value)
  return isNumber(only) ? only : undefined
}

export function wholeIn(value: Value | undefined): number | undefined {
  const number = numberIn(value)
  return number === undefined ? undefined : wholeNumber(number)
}

/** A single value where a list is asked for is a list of one. */
export function listIn(value: Value | undefined): ListValue | undefined {
  if (value === null || value === undefined) return undefined
  return isList(value) ? value : [value]
}

/** The values of `max(1, 2)` or of `max([1, 2])`. */
export function membersIn(given: Given): ListValue | undefined {
  const [first] = given
  return given.length === 1 ? listIn(first) : given.map((value) => value ?? null)
}

/** Whether an optional argument was left out, or was given and is of use. */
export function absent(value: Value | undefined): value is undefined {
  return value === undefined
}
