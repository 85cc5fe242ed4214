import { constant, type Amount } from './plan.ts'
import { largest } from './layout.ts'

/**
 * A number as a whole number of units of 10 to the power of minus `scale`, with its bounds, and what it is divided by. `plain`: a fact
 * whose decimals the catalogue does not tell; as a double it keeps its order and no more, so it is only compared.
 */
export type Quantity = {
  readonly amount: Amount
  readonly scale: number
  readonly low: number
  readonly high: number
  readonly divisor: Quantity | undefined
  readonly plain: boolean
  /** As written, for comparing with a plain fact. */
  readonly written: number | undefined
}

export function whole(amount: Amount, low: number, high: number): Quantity {
  return { amount, scale: 0, low, high, divisor: undefined, plain: false, written: undefined }
}

/** A written number; `undefined` where it has more digits than whole numbers hold. */
export function writtenNumber(value: number): Quantity | undefined {
  for (let scale = 0; scale <= 12; scale += 1) {
    const units = Math.round(value * 10 ** scale) + 0
    if (Math.abs(units) > largest) return undefined
    if (units / 10 ** scale === value)
      return { amount: constant(units), scale, low: units, high: units, divisor: undefined, plain: false, written: value }
  }
  return undefined
}

/** The same number in units `scale`, which are not larger than its own. */
export function rescaled(one: Quantity, scale: number): Quantity {
  if (one.scale === scale) return one
  const factor = 10 ** (scale - one.scale)
  const amount: Amount =
    one.amount.op === 'constant'
      ? constant(one.amount.value * factor)
      : { op: 'times', left: one.amount, right: constant(factor) }
  return { ...one, amount, scale, low: one.low * factor, high: one.high * factor }
}

export function inUnits(a: Quantity, b: Quantity): readonly [Quantity, Quantity] {
  const scale = Math.max(a.scale, b.scale)
  return [rescaled(a, scale), rescaled(b, scale)]
}

export function product(a: Quantity, b: Quantity): Quantity {
  const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
  return {
    amount: { op: 'times', left: a.amount, right: b.amount },
    scale: a.scale + b.scale,
    low: Math.min(...ends),
    high: Math.max(...ends),
    divisor: undefined,
    plain: false,
    written: undefined,
  }
}

/** Whether every value and every step on the way to it stays among the whole numbers that are exact. */
export function isExact({ low, high }: Quantity): boolean {
  return low >= 0 - largest && high <= largest
}
