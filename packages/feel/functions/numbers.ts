import { finite, rounded, type FeelNumber, type RoundingMode } from '../number.ts'
import { isDays, isMonths, type FunctionValue, type Value } from '../value.ts'
import { absent, define, numberIn, single } from './define.ts'

function ofNumber(name: string, work: (number: FeelNumber) => Value | undefined): FunctionValue {
  return define(name, ['number'], ([given]) => {
    const number = numberIn(given)
    return number === undefined ? undefined : work(number)
  })
}

const scales = { least: -6111, most: 6176 }

function rounding(name: string, way: string, mode: RoundingMode): FunctionValue {
  return define(name, [way], ([given, scaled]) => {
    const number = numberIn(given)
    const scale = absent(scaled) ? 0 : scaleIn(scaled)
    if (number === undefined || scale === undefined) return undefined
    return finite(rounded(number, scale, mode))
  })
}

/** A scale that is no whole number is cut to one. */
function scaleIn(value: Value): number | undefined {
  const scale = numberIn(value)?.trunc().toNumber()
  return scale === undefined || scale < scales.least || scale > scales.most ? undefined : scale
}

function ofPositive(name: string, work: (number: FeelNumber) => FeelNumber): FunctionValue {
  return ofNumber(name, (number) => (number.isNegative() ? undefined : finite(work(number))))
}

/** DMN 1.5, table 77. */
export const numberFunctions: readonly FunctionValue[] = [
  rounding('decimal', 'n, scale', 'half-even'),
  rounding('floor', 'n, scale?', 'floor'),
  rounding('ceiling', 'n, scale?', 'ceiling'),
  rounding('round up', 'n, scale?', 'up'),
  rounding('round down', 'n, scale?', 'down'),
  rounding('round half up', 'n, scale?', 'half-up'),
  rounding('round half down', 'n, scale?', 'half-down'),
  define('abs', ['n'], ([given]) => {
    const value = single(given)
    if (isDays(value)) return { ...value, nanos: value.nanos < 0n ? -value.nanos : value.nanos }
    if (isMonths(value)) return { ...value, months: Math.abs(value.months) }
    return numberIn(value)?.abs()
  }),
  define('modulo', ['dividend, divisor'], ([dividend, divisor]) => {
    const [left, right] = [numberIn(dividend), numberIn(divisor)]
    if (left === undefined || right === undefined || right.isZero()) return undefined
    const rest = left.mod(right)
    return rest.isZero() || rest.isNegative() === right.isNegative() ? rest : finite(rest.plus(right))
  }),
  ofPositive('sqrt', (number) => number.sqrt()),
  ofPositive('log', (number) => number.ln()),
  ofNumber('exp', (number) => finite(number.exp())),
  ofNumber('odd', (number) => (number.isInteger() ? !number.mod(2).isZero() : false)),
  ofNumber('even', (number) => (number.isInteger() ? number.mod(2).isZero() : false)),
]
