import type { XPath } from '../xpath/xpath.ts'
import { bracketed, isUntold, whole, type FeelText, type Untold } from './feel-text.ts'

const number = (text: string): XPath => ({ kind: 'number', text })
const call = (name: string, ...given: readonly XPath[]): XPath => ({ kind: 'call', name, given })
const text = (value: string): XPath => ({ kind: 'text', value })
const less = (left: XPath, right: XPath): XPath => ({ kind: 'binary', sign: '-', left, right })
const days = (of: XPath): XPath => call('decimal-date-time', of)
const digits = (of: XPath): XPath => call('number', call('format-date', of, text('%Y%m%d')))

/**
 * Whole years between two days. 20261126 − 20000229 counts 10000 for each year that is full, and less than 10000 before the day of the
 * year comes round: exact, unlike a division by 365.25.
 */
export function yearsBetween(from: XPath, to: XPath): XPath {
  const difference = less(digits(to), digits(from))
  return call('int', { kind: 'binary', sign: 'div', left: difference, right: number('10000') })
}

/** Rounded, for a day on which clocks change has 23 or 25 hours. */
export function daysBetween(from: XPath, to: XPath): XPath {
  return call('round', less(days(to), days(from)))
}

/** A day so many days later; earlier where there is a minus. */
export function daysLater(day: XPath, count: string, sign: '+' | '-'): XPath {
  return call('date', { kind: 'binary', sign, left: days(day), right: number(count) })
}

/**
 * A calculation that has no value while an answer it reads is missing: ODK would go on with what is not a number, and write `NaN` or “no”.
 * One that looks for missing answers itself stays as it is.
 */
export function guarded(then: XPath): XPath {
  const names = [...new Map(questionsIn(then).map((one) => [JSON.stringify(one), one])).values()]
  if (names.length === 0 || looksForNothing(then)) return then
  const empty = names.map((one): XPath => ({ kind: 'binary', sign: '=', left: one, right: text('') }))
  return call(
    'if',
    empty.reduce((left, right) => ({ kind: 'binary', sign: 'or', left, right })),
    text(''),
    then,
  )
}

function questionsIn(of: XPath): readonly XPath[] {
  return of.kind === 'question' ? [of] : partsOf(of).flatMap(questionsIn)
}

function looksForNothing(of: XPath): boolean {
  return of.kind === 'text' ? of.value === '' : partsOf(of).some(looksForNothing)
}

function partsOf(of: XPath): readonly XPath[] {
  switch (of.kind) {
    case 'binary':
      return [of.left, of.right]
    case 'minus':
      return [of.of]
    case 'call':
      return of.given
    case 'column':
    case 'number':
    case 'path':
    case 'question':
    case 'self':
    case 'text':
      return []
  }
}

/** Reads back what the functions above write. */
export function periodToFeel(
  of: XPath & { readonly kind: 'call' },
  translate: (of: XPath) => FeelText | Untold,
): FeelText | Untold | undefined {
  const [first, second, third] = of.given
  if (of.name === 'if' && third !== undefined && second?.kind === 'text' && same(guarded(third), of)) return translate(third)
  const years = of.name === 'int' && first?.kind === 'binary' ? first.left : undefined
  if (years !== undefined) {
    const [to, from] = years.kind === 'binary' ? [dayIn(years.left), dayIn(years.right)] : []
    if (from === undefined || to === undefined || !same(yearsBetween(from, to), of)) return undefined
    return joined(translate(from), translate(to), (one, other) =>
      whole(`years and months duration(${one.text}, ${other.text}).years`),
    )
  }
  if (of.name === 'round' && of.given.length === 1 && first?.kind === 'binary') {
    const [to, from] = [argument(first.left), argument(first.right)]
    if (from === undefined || to === undefined || !same(daysBetween(from, to), of)) return undefined
    return joined(translate(from), translate(to), (one, other) => whole(`(${bracketed(other, 4)} - ${bracketed(one, 5)}).days`))
  }
  if (of.name === 'date' && first?.kind === 'binary' && first.right.kind === 'number') {
    const { sign } = first
    const [day, count] = [argument(first.left), first.right.text]
    if (day === undefined || (sign !== '+' && sign !== '-') || !/^\d+$/u.test(count)) return undefined
    const found = translate(day)
    if (!same(daysLater(day, count, sign), of) || isUntold(found)) return undefined
    return { text: `${bracketed(found, 4)} ${sign} duration("P${count}D")`, binds: 4 }
  }
  return undefined
}

function dayIn(of: XPath): XPath | undefined {
  const inner = argument(of)
  return inner === undefined ? undefined : argument(inner)
}

function argument(of: XPath): XPath | undefined {
  return of.kind === 'call' ? of.given[0] : undefined
}

function same(one: XPath, other: XPath): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function joined(
  one: FeelText | Untold,
  other: FeelText | Untold,
  make: (one: FeelText, other: FeelText) => FeelText,
): FeelText | Untold {
  return isUntold(one) ? one : isUntold(other) ? other : make(one, other)
}
