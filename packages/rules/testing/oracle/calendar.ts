/**
 * The oracle's own calendar: months of the Gregorian calendar laid end to end, counted and not computed. Day 0 is 1970-01-01.
 * It shares nothing with the engine's calendar, so that the two can disagree.
 */
const firstYear = -400
const lastYear = 10_400
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const starts = monthStarts()

function monthStarts(): Int32Array {
  const found = new Int32Array((lastYear - firstYear + 1) * 12 + 1)
  let day = 0
  let epoch = 0
  for (let month = 0; month < found.length; month += 1) {
    const year = firstYear + Math.floor(month / 12)
    if (year === 1970 && month % 12 === 0) epoch = day
    found[month] = day
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    day += month % 12 === 1 && leap ? 29 : (lengths[month % 12] ?? 0)
  }
  return found.map((one) => one - epoch)
}

function startOf(month: number): number {
  const start = starts[month]
  if (start === undefined) throw new RangeError('the oracle’s calendar ends here')
  return start
}

function monthOf(day: number): number {
  let month = Math.floor((day - startOf(0)) / 30.436_875)
  while (startOf(month) > day) month -= 1
  while (startOf(month + 1) <= day) month += 1
  return month
}

export const bottomDay = startOf((1 - firstYear) * 12)
export const topDay = startOf((10_000 - firstYear) * 12) - 1

/** `2024-02-29` as a day. */
export function dayFrom(text: string): number {
  const [year = '', month = '', day = ''] = text.split('-')
  return startOf((Number(year) - firstYear) * 12 + Number(month) - 1) + Number(day) - 1
}

export function textFrom(day: number): string {
  const month = monthOf(day)
  const two = (value: number): string => String(value).padStart(2, '0')
  const year = String(firstYear + Math.floor(month / 12)).padStart(4, '0')
  return `${year}-${two((month % 12) + 1)}-${two(day - startOf(month) + 1)}`
}

/** Some months later; where that month has no such day, its last one. */
export function later(day: number, months: number): number {
  const month = monthOf(day)
  const there = month + months
  const last = startOf(there + 1) - 1
  return Math.min(startOf(there) + day - startOf(month), last)
}

/** The most whole months that fit between two days; backward it is the forward count with a minus. */
export function monthsBetween(from: number, to: number): number {
  if (to < from) return 0 - monthsBetween(to, from)
  let months = monthOf(to) - monthOf(from)
  while (later(from, months) > to) months -= 1
  return months
}

/** `P90D`, `P1Y6M`, `-P2M`. */
export function lengthFrom(text: string): { readonly days: number; readonly months: number } {
  const found = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/u.exec(text)
  if (found === null) throw new Error(`${text} is no length of time`)
  const sign = found[1] === '-' ? -1 : 1
  return { days: sign * Number(found[4] ?? 0) || 0, months: sign * (Number(found[2] ?? 0) * 12 + Number(found[3] ?? 0)) || 0 }
}

/** Every day of a date that may be known only to the month or to the year. */
export function daysOf(text: string): readonly number[] {
  const parts = text.split('-')
  if (parts.length === 3) return [dayFrom(text)]
  const first = dayFrom(parts.length === 2 ? `${text}-01` : `${text}-01-01`)
  const end = later(first, parts.length === 2 ? 1 : 12)
  return Array.from({ length: end - first }, (_, at) => first + at)
}
