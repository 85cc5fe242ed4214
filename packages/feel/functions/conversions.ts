import type { Expression } from '../expression.ts'
import { evaluate } from '../evaluate.ts'
import { noTypes } from '../conform.ts'
import { namesWithin } from '../names.ts'
import { isNumber, numberOf } from '../number.ts'
import { readFeel } from '../read.ts'
import { isText, type FunctionValue, type Run, type Value } from '../value.ts'
import { absent, define, single, textIn } from './define.ts'
import { rangeOfEnds } from './ranges.ts'
import { temporalFunctions } from './temporals.ts'

const separators = new Set([' ', ',', '.'])

/** A number from its text; the signs between thousands and before the decimals are given (DMN 1.5, table 74). */
function numberFrom(text: string, grouping: string, decimal: string): Value | undefined {
  const plain = (grouping === '' ? text : text.replaceAll(grouping, '')).replace(decimal, '.')
  return /^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/.test(plain) && plain.length <= 1000 ? finiteNumber(plain) : undefined
}

function finiteNumber(text: string): Value | undefined {
  const number = numberOf(text)
  return number.isFinite() ? number : undefined
}

/** The ends of a range in a text are literals, or one of the functions that make a date or a duration of a literal. */
function rangeFrom(text: string, run: Run): Value | undefined {
  const constructors = new Map<string, Value>(
    temporalFunctions
      .filter(({ name }) => ['date', 'time', 'date and time', 'duration'].includes(name))
      .map((one): [string, Value] => [one.name, one]),
  )
  const names = { scope: namesWithin(undefined, constructors.keys()), parts: namesWithin(undefined, []) }
  const scope = { find: (name: string) => constructors.get(name) }
  const environment = { scope, types: noTypes, run, evaluate }
  const read = readFeel(text, names)
  if (!read.ok || read.value.kind !== 'range' || !isLiteral(read.value.low) || !isLiteral(read.value.high)) return undefined
  const { lowIncluded, highIncluded } = read.value
  return rangeOfEnds({
    lowIncluded,
    highIncluded,
    low: evaluate(read.value.low, environment),
    high: evaluate(read.value.high, environment),
  })
}

function isLiteral(expression: Expression): boolean {
  const { kind } = expression
  if (kind === 'minus') return isLiteral(expression.of)
  if (kind !== 'call') return ['number', 'string', 'temporal', 'null'].includes(kind)
  return (
    expression.callee.kind === 'name' && expression.given.every(({ value }) => value.kind === 'string' || value.kind === 'number')
  )
}

export const conversionFunctions: readonly FunctionValue[] = [
  define('number', ['from', 'from, grouping separator, decimal separator'], ([from, grouping, decimal]) => {
    const value = single(from)
    if (isNumber(value) && absent(grouping)) return value
    const thousands = grouping === undefined || grouping === null ? '' : textIn(grouping)
    const point = decimal === undefined || decimal === null ? '.' : textIn(decimal)
    if (!isText(value) || thousands === undefined || point === undefined) return undefined
    if ((thousands !== '' && !separators.has(thousands)) || !['.', ','].includes(point) || thousands === point) return undefined
    return numberFrom(value, thousands, point)
  }),
  define('range', ['from'], ([from], run) => {
    const text = textIn(from)
    return text === undefined ? undefined : rangeFrom(text, run)
  }),
  define('not', ['negand'], ([given]) => {
    const value = single(given)
    return typeof value === 'boolean' ? !value : value === null ? null : undefined
  }),
]
