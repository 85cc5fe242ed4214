import { identical, isContext, isList, isNumber, type Value } from '@convive/feel'

/**
 * Strict: kind and structure are the same, zones too; a number agrees to the digits that the expected one is written with,
 * at least thirteen.
 */
export function sameValue(actual: Value, expected: Value): boolean {
  if (isNumber(expected)) {
    if (!isNumber(actual)) return false
    const digits = Math.max(13, expected.precision())
    return actual.toSignificantDigits(digits).equals(expected.toSignificantDigits(digits))
  }
  if (isList(expected))
    return isList(actual) && actual.length === expected.length && expected.every((one, at) => sameValue(actual[at] ?? null, one))
  if (isContext(expected)) {
    if (!isContext(actual) || actual.entries.size !== expected.entries.size) return false
    return [...expected.entries].every(([key, one]) => actual.entries.has(key) && sameValue(actual.entries.get(key) ?? null, one))
  }
  return identical(actual, expected)
}
