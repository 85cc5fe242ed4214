import { fromEpochDay, isPartialDate } from '@convive/kernel'

/** Which number of 3/5/1987 is the day. */
export type DateOrder = 'day-first' | 'month-first'

const about =
  /^(?:~|≈|ca?\.?|circa|about|approx\.?|aprox\.?|hacia|alrededor de|cerca de|por volta de|vers|environ|apepre|apeprè)\s*/i

/**
 * A date as lists have it, in EDTF: `1987-05-03`, `3/5/1987`, `3.5.1987`, `05/1987`, `1987`, `~1987`, `about 1987`, or the number 31900
 * with which workbooks count days. What is none of these comes back as it was, to be refused; years of two digits are not guessed.
 */
export function readDate(text: string, order: DateOrder): string {
  const trimmed = text.trim()
  const bare = trimmed.replace(about, '').replace(/\s*(?:~|\(\?\)|\?)$/, '')
  const date = readPlainDate(bare, order)
  if (date === undefined) return trimmed
  return bare === trimmed || date.length === 10 ? date : `${date}~`
}

function readPlainDate(text: string, order: DateOrder): string | undefined {
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{1,2}:.*)?$/.exec(text)
  if (iso !== null) return joined(iso[1], iso[2], iso[3])
  const parts = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ]\d{1,2}:.*)?$/.exec(text)
  if (parts !== null) {
    const [first, second] = [parts[1], parts[2]]
    return order === 'day-first' ? joined(parts[3], second, first) : joined(parts[3], first, second)
  }
  const month = /^(\d{1,2})[-/.](\d{4})$/.exec(text)
  if (month !== null) return joined(month[2], month[1])
  return /^\d{5}$/.test(text) ? fromEpochDay(Number(text) - 25_569) : undefined
}

function joined(year = '', ...rest: readonly (string | undefined)[]): string | undefined {
  const date = [year, ...rest.flatMap((part) => part?.padStart(2, '0') ?? [])].join('-')
  return isPartialDate(date) ? date : undefined
}

/** Which order a date with two small numbers can only have; nothing when it may be either. */
export function orderShownBy(text: string): DateOrder | undefined {
  const parts = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{4}\b/.exec(text)
  const [first, second] = [Number(parts?.[1]), Number(parts?.[2])]
  if (first > 12 && first <= 31 && second <= 12) return 'day-first'
  return second > 12 && second <= 31 && first <= 12 ? 'month-first' : undefined
}
