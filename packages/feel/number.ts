import { Decimal } from 'decimal.js'

/** Numbers of FEEL are those of IEEE 754-2008 decimal128: 34 digits, half even (DMN 1.5, 10.3.2.3.1). */
const Decimal128 = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -40,
  toExpPos: 40,
})

export type FeelNumber = InstanceType<typeof Decimal>

export function isNumber(value: unknown): value is FeelNumber {
  return value instanceof Decimal128
}

/** A number from text or a whole number; more than 34 digits are rounded. */
export function numberOf(from: string | number | bigint | FeelNumber): FeelNumber {
  const exact = new Decimal128(typeof from === 'bigint' ? from.toString() : from)
  if (typeof from === 'number') return exact
  return exact.toSignificantDigits(34)
}

/** A result that has no decimal128 (division by zero, too large) is no number. */
export function finite(value: FeelNumber): FeelNumber | undefined {
  return value.isFinite() ? value : undefined
}

export type RoundingMode = 'up' | 'down' | 'half-up' | 'half-down' | 'half-even' | 'floor' | 'ceiling'

const modes = {
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  'half-up': Decimal.ROUND_HALF_UP,
  'half-down': Decimal.ROUND_HALF_DOWN,
  'half-even': Decimal.ROUND_HALF_EVEN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
}

/** Rounds to a scale: digits after the point, or before it where negative. */
export function rounded(value: FeelNumber, scale: number, mode: RoundingMode): FeelNumber {
  if (scale >= 0) return value.toDecimalPlaces(scale, modes[mode])
  const unit = new Decimal128(10).pow(-scale)
  return value.div(unit).toDecimalPlaces(0, modes[mode]).mul(unit)
}

/** A whole number that a position or a count may be; otherwise undefined. */
export function wholeNumber(value: FeelNumber): number | undefined {
  const number = value.toNumber()
  return value.isInteger() && Number.isSafeInteger(number) ? number : undefined
}
