import { civilFromDays, type Rounding } from '@convive/kernel'
import { monthsBetween, shiftMonths } from './day.ts'
import * as decimal from './decimal.ts'
import { invalid, outcome, present, type Possible, type Reason, type Span, type Truths } from './possible.ts'
import { truths } from './truth.ts'

type Spans = Possible<Span>

/** Applies an operation on spans; none and invalid operands come through as invalid. */
function combine(
  left: Spans,
  right: Spans,
  work: (a: Span, b: Span) => { readonly low: number; readonly high: number; readonly invalid?: Reason } | Reason,
): Spans {
  const [a, b] = [present(left), present(right)]
  const reason = a.invalid ?? b.invalid
  if (a.some === undefined || b.some === undefined) return reason === undefined ? invalid('rules/none-used') : invalid(reason)
  const found = work(a.some, b.some)
  if (typeof found === 'string') return invalid(found)
  return outcome({ kind: 'span', low: found.low, high: found.high }, { invalid: reason ?? found.invalid, from: [a, b] })
}

export function plus(left: Spans, right: Spans): Spans {
  return combine(left, right, (a, b) => ({ low: decimal.plus(a.low, b.low), high: decimal.plus(a.high, b.high) }))
}

export function minus(left: Spans, right: Spans): Spans {
  return combine(left, right, (a, b) => ({ low: decimal.minus(a.low, b.high), high: decimal.minus(a.high, b.low) }))
}

export function times(left: Spans, right: Spans): Spans {
  return combine(left, right, (a, b) => hull(corners(a, b, decimal.times)))
}

export function over(left: Spans, right: Spans): Spans {
  return combine(left, right, (a, b) => {
    if (b.low === 0 && b.high === 0) return 'rules/division-by-zero'
    if (b.low <= 0 && b.high >= 0) return { ...everything, invalid: 'rules/division-by-zero' }
    return hull(corners(a, b, decimal.over))
  })
}

function corners(a: Span, b: Span, work: (left: number, right: number) => number): readonly number[] {
  return [work(a.low, b.low), work(a.low, b.high), work(a.high, b.low), work(a.high, b.high)]
}

const everything = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }

/** `0 × ∞` and `∞ ÷ ∞` say nothing about where the result lies. */
function hull(ends: readonly number[]): { readonly low: number; readonly high: number } {
  if (ends.some((end) => Number.isNaN(end))) return everything
  return { low: Math.min(...ends), high: Math.max(...ends) }
}

/** A date and a length in months. Rounded steps keep the order of days, so the ends of the range bound the result. */
export function shift(date: Spans, months: Spans, rounding: Rounding): Spans {
  return combine(date, months, (a, b) => {
    const [low, high] = [shiftMonths(a.low, b.low, rounding), shiftMonths(a.high, b.high, rounding)]
    if (a.low === a.high && b.low === b.high) return low === undefined ? 'rules/no-such-day' : { low, high: low }
    const wide = { low: low ?? shiftMonths(a.low, b.low, 'down') ?? 0, high: high ?? shiftMonths(a.high, b.high, 'up') ?? 0 }
    return rounding === 'error' ? { ...wide, invalid: 'rules/no-such-day' } : wide
  })
}

/** Grows with `to` and shrinks with `from`, so the ends bound the result. */
export function monthsFrom(from: Spans, to: Spans, rounding: Rounding): Spans {
  return combine(from, to, (a, b) => {
    const [low, high] = [monthsBetween(a.high, b.low, rounding), monthsBetween(a.low, b.high, rounding)]
    if (a.low === a.high && b.low === b.high) return low === undefined ? 'rules/no-such-day' : { low, high: low }
    const wide = { low: low ?? monthsBetween(a.high, b.low, 'up') ?? 0, high: high ?? monthsBetween(a.low, b.high, 'down') ?? 0 }
    return rounding === 'error' ? { ...wide, invalid: 'rules/no-such-day' } : wide
  })
}

/** Whole years of a length in months, and the months beyond them; the year of a date. */
export function part(of: Spans, which: 'years' | 'months' | 'days' | 'year'): Spans {
  return combine(of, of, (a) => {
    if (which === 'days') return a
    if (which === 'year') return { low: civilFromDays(a.low).year, high: civilFromDays(a.high).year }
    if (which === 'years') return { low: whole(a.low / 12), high: whole(a.high / 12) }
    return a.low === a.high ? { low: whole(a.low % 12), high: whole(a.low % 12) } : { low: -11, high: 11 }
  })
}

export function least(left: Spans, right: Spans): Spans {
  return combine(left, right, (a, b) => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }))
}

export function greatest(left: Spans, right: Spans): Spans {
  return combine(left, right, (a, b) => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }))
}

export function absolute(of: Spans): Spans {
  return combine(of, of, ({ low, high }) => ({
    low: low > 0 ? low : high < 0 ? 0 - high : 0,
    high: Math.max(Math.abs(low), Math.abs(high)),
  }))
}

export function roundedDown(of: Spans): Spans {
  return combine(of, of, ({ low, high }) => ({ low: Math.floor(low) + 0, high: Math.floor(high) + 0 }))
}

export function roundedUp(of: Spans): Spans {
  return combine(of, of, ({ low, high }) => ({ low: Math.ceil(low) + 0, high: Math.ceil(high) + 0 }))
}

/** The value in force on a day; before the first there is none. */
export function dated(on: Spans, steps: readonly { readonly from: number; readonly value: number }[]): Spans {
  return combine(on, on, ({ low, high }) => {
    const started = steps.filter((step) => step.from <= high)
    const last = started.findLastIndex((step) => step.from <= low)
    const values = started.slice(Math.max(0, last)).map((step) => step.value)
    if (values.length === 0) return 'rules/not-in-force'
    const found = { low: Math.min(...values), high: Math.max(...values) }
    return last === -1 ? { ...found, invalid: 'rules/not-in-force' } : found
  })
}

/** Cut toward zero, and never minus zero. */
function whole(value: number): number {
  return Math.trunc(value) + 0
}

export type Order = '<' | '<='

/** Puts two spans in order. Against none there is no order: the outcome is invalid, never yes. */
export function order(left: Spans, sign: Order, right: Spans): Possible<Truths> {
  const [a, b] = [present(left), present(right)]
  const reason = a.invalid ?? b.invalid
  if (a.some === undefined || b.some === undefined)
    return truths({ yes: false, no: false, invalid: reason ?? 'rules/none-used' }, [a, b])
  const strict = sign === '<'
  return truths(
    {
      yes: strict ? a.some.low < b.some.high : a.some.low <= b.some.high,
      no: strict ? a.some.high >= b.some.low : a.some.high > b.some.low,
      invalid: reason,
    },
    [a, b],
  )
}
