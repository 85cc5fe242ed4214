import { identical, isContext, isList, isNumber, type FeelNumber, type Value } from '@convive/feel'

/** `to the digits written`: a number in it was expected with fewer digits than it has, and agrees to those. */
export type Agreement = 'same' | 'to the digits written' | 'different'

const fewest = 13
const leastWritten = 8
const endless = 30

/**
 * Strict: kind and structure are the same, zones too. A number is the expected one to all the digits that one is written with, and to
 * thirteen where it is written with fewer. Literals that were themselves cut or computed with doubles cannot be met so; they are
 * met by a right answer, and told apart, as `agreeAsWritten` says.
 */
export function agreement(actual: Value, expected: Value): Agreement {
  if (isNumber(expected)) return isNumber(actual) ? numbersAgree(actual, expected) : 'different'
  if (isList(expected)) {
    if (!isList(actual) || actual.length !== expected.length) return 'different'
    return worst(expected.map((one, at) => agreement(actual[at] ?? null, one)))
  }
  if (isContext(expected)) {
    if (!isContext(actual) || actual.entries.size !== expected.entries.size) return 'different'
    return worst(
      [...expected.entries].map(([key, one]) =>
        actual.entries.has(key) ? agreement(actual.entries.get(key) ?? null, one) : 'different',
      ),
    )
  }
  return identical(actual, expected) ? 'same' : 'different'
}

function worst(parts: readonly Agreement[]): Agreement {
  if (parts.includes('different')) return 'different'
  return parts.includes('to the digits written') ? 'to the digits written' : 'same'
}

function numbersAgree(actual: FeelNumber, expected: FeelNumber): Agreement {
  const digits = Math.max(fewest, expected.precision())
  if (actual.toSignificantDigits(digits).equals(expected.toSignificantDigits(digits))) return 'same'
  return agreeAsWritten(actual, expected) ? 'to the digits written' : 'different'
}

/**
 * Only for a result without end (thirty digits or more, so that no literal writes it whole), and a literal of eight digits or more:
 * one that has more than thirteen, the last of them an artefact of doubles, counts to the thirteenth; any counts whether it was rounded
 * or cut there.
 */
function agreeAsWritten(actual: FeelNumber, expected: FeelNumber): boolean {
  const written = expected.precision()
  if (written < leastWritten || actual.precision() < endless) return false
  const digits = Math.min(fewest, written)
  const wanted = expected.toSignificantDigits(digits)
  return actual.toSignificantDigits(digits).equals(wanted) || actual.toSignificantDigits(digits, roundDown).equals(wanted)
}

/** The mode of decimal.js that cuts towards zero. */
const roundDown = 1
