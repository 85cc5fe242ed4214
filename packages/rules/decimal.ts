/**
 * Arithmetic of numbers as the decimals they are written as, so that 0.1 + 0.2 is 0.3: the exact result, rounded once to the
 * nearest double. Rounding to the nearest keeps the order of results, so these bound ranges as well as they join points.
 */
export function plus(a: number, b: number): number {
  const sum = a + b
  if (areSafe(a, b, sum) || !Number.isFinite(sum)) return sum
  const [x, y] = [decimalOf(a), decimalOf(b)]
  const power = Math.min(x.power, y.power)
  return numberFrom(x.digits * 10n ** BigInt(x.power - power) + y.digits * 10n ** BigInt(y.power - power), power)
}

export function minus(a: number, b: number): number {
  return plus(a, 0 - b)
}

export function times(a: number, b: number): number {
  const product = a * b
  if (areSafe(a, b, product) || !Number.isFinite(a) || !Number.isFinite(b)) return product
  const [x, y] = [decimalOf(a), decimalOf(b)]
  return numberFrom(x.digits * y.digits, x.power + y.power)
}

/** By zero as IEEE 754 says; whoever asks says before that it has no meaning. */
export function over(a: number, b: number): number {
  // IEEE 754 already rounds the quotient of two whole numbers once.
  if (areSafe(a, b, 0) || b === 0 || !Number.isFinite(a) || !Number.isFinite(b)) return a / b
  const [x, y] = [decimalOf(a), decimalOf(b)]
  const shift = Math.max(0, 40 + String(y.digits).length - String(x.digits).length)
  const dividend = x.digits * 10n ** BigInt(shift)
  const quotient = dividend / y.digits
  // One more digit says that the quotient goes on, so that it is never taken for the middle between two doubles.
  const rest = dividend % y.digits === 0n ? 0n : a < 0 === b < 0 ? 1n : -1n
  return numberFrom(quotient * 10n + rest, x.power - y.power - shift - 1)
}

type Decimal = { readonly digits: bigint; readonly power: number }

function areSafe(a: number, b: number, result: number): boolean {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(result)
}

/** The shortest decimal that is read as this double: the one that was written. */
function decimalOf(value: number): Decimal {
  const [mantissa = '0', power = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), power: Number(power) - fraction.length }
}

function numberFrom(digits: bigint, power: number): number {
  return Number(`${digits}e${power}`)
}
