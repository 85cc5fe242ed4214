import { civilFromDays, type Rounding } from '@convive/kernel'
import { monthsBetween, shiftMonths } from '../day.ts'

/** Calendar steps on numbers of rows: NaN where an operand is missing or the day does not exist. */
export function step(day: number, months: number, rounding: Rounding): number {
  return shiftMonths(day, months, rounding) ?? Number.NaN
}

export function monthsFrom(from: number, to: number, rounding: Rounding): number {
  return monthsBetween(from, to, rounding) ?? Number.NaN
}

export function yearOf(day: number): number {
  return civilFromDays(day).year
}

export function countBits(bits: number): number {
  let left = bits
  let count = 0
  for (; left !== 0; left &= left - 1) count += 1
  return count
}
