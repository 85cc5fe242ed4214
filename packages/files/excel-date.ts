import { fromEpochDay } from '@convive/kernel'
import type { DateFormat } from './workbook.ts'

/** Days between 1970-01-01 and what a workbook counts from. */
const [origin1900, origin1904] = [-25_569, -24_107]

/**
 * A day as a workbook counts it, with as much of it as its cell shows: 31900 → `1987-05-03`, `1987-05` or `1987`. The system of 1900
 * has a 29 February 1900 that never was (ECMA-376, part 1, 18.17.4.1); it comes out as that impossible day and is refused later.
 */
export function excelDate(serial: number, shows: NonNullable<DateFormat>, from1904: boolean): string | undefined {
  const day = Math.floor(serial)
  if (!Number.isFinite(serial) || day < 0 || day > 2_958_465) return undefined
  const text =
    !from1904 && day === 60 ? '1900-02-29' : fromEpochDay(day + (from1904 ? origin1904 : day < 60 ? origin1900 + 1 : origin1900))
  return shows === 'day' ? text : text.slice(0, shows === 'month' ? 7 : 4)
}
