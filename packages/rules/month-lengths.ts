import { daysFromCivil, daysInMonth, type Rounding } from '@convive/kernel'
import type { Day } from './day.ts'
import type { Span } from './possible.ts'

const monthsInCycle = 4800
const known = new Map<string, { readonly least: number; readonly most: number }>()

/** The fewest and the most days that a step by so many months takes, from any day of the calendar's 400 years. */
export function lengthOf(months: number, rounding: Rounding): { readonly least: number; readonly most: number } {
  const key = `${months} ${rounding}`
  const before = known.get(key)
  if (before !== undefined) return before
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let from = 0; from < monthsInCycle; from += 1) {
    const length = start(from + months) - start(from)
    // Days that the month reached does not have are cut off, from its last day or to the first of the next.
    const cut = daysIn(from) - daysIn(from + months) - (rounding === 'up' ? 1 : 0)
    least = Math.min(least, length, cut > 0 ? length - cut : length)
    most = Math.max(most, length)
  }
  const found = { least, most }
  known.set(key, found)
  return found
}

function civil(months: number): readonly [number, number] {
  return [2000 + Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
}

function start(months: number): Day {
  const [year, month] = civil(months)
  return daysFromCivil(year, month, 1)
}

function daysIn(months: number): number {
  return daysInMonth(...civil(months))
}

const ends: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 30],
  [1, 31],
  [2, 28],
  [2, 29],
  [3, 1],
  [3, 31],
  [4, 30],
  [5, 31],
  [7, 31],
  [8, 31],
  [10, 31],
  [12, 31],
]

/** Days of a span from which months are of different lengths: ends of months, in a leap year and in others. */
export function unevenDays({ low, high }: Span): readonly Day[] {
  const days = [2000, 2001, 2003, 2004].flatMap((year) =>
    ends.map(([month, day]) => daysFromCivil(year, month, Math.min(day, daysInMonth(year, month)))),
  )
  return [...new Set(days)].filter((day) => low <= day && day <= high)
}
