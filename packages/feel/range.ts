import { compare, equal } from './compare.ts'
import type { ComparisonSign } from './expression.ts'
import { isList, isRange, type RangeValue, type Value } from './value.ts'

/** `< 5` is everything below five: a range that is open at one end. */
export function openRange(sign: ComparisonSign, than: Value): RangeValue | undefined {
  const none: RangeValue = { kind: 'range', low: undefined, high: undefined, lowIncluded: false, highIncluded: false }
  switch (sign) {
    case '<':
      return { ...none, high: than }
    case '<=':
      return { ...none, high: than, highIncluded: true }
    case '>':
      return { ...none, low: than }
    case '>=':
      return { ...none, low: than, lowIncluded: true }
    case '=':
      return { ...none, low: than, high: than, lowIncluded: true, highIncluded: true, sign: '=' }
    case '!=':
      return undefined
  }
}

/** Whether a value lies within; undefined where they have no order. */
export function within(value: Value, range: RangeValue): boolean | undefined {
  const low = range.low === undefined ? 1 : compare(value, range.low)
  const high = range.high === undefined ? -1 : compare(value, range.high)
  if (low === undefined || high === undefined) return undefined
  return (low > 0 || (low === 0 && range.lowIncluded)) && (high < 0 || (high === 0 && range.highIncluded))
}

/** One test of `in` or of a cell: a range holds the value, a list has it as a member, or they are equal (DMN 1.5, table 55). */
export function satisfies(value: Value, test: Value): boolean | undefined {
  if (isRange(test)) return isRange(value) ? equal(value, test) : within(value, test)
  if (!isList(test)) return equal(value, test)
  if (isList(value) && equal(value, test) === true) return true
  return test.some((member) => (isRange(member) && !isRange(value) ? within(value, member) : equal(value, member)) === true)
}
