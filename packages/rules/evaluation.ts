import { dateOf } from './day.ts'
import { durationText } from './duration.ts'
import { isCertain, type Possible, type Reason, type Some } from './possible.ts'
import { asCodes } from './sameness.ts'
import type { ValueType } from './tree.ts'

/** Dates as `2026-05-03`, lengths of time as `P3M`, a list as its texts, none as `null`. */
export type Value = boolean | number | string | readonly string[] | null

/**
 * What an expression comes to. `unknown`: completions differ, and these facts decide. `invalid`: it has no meaning for this
 * person (a known absence put in order, a day that does not exist); it counts neither as yes nor as no.
 */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly open: readonly string[]; readonly declined: readonly string[] }
  | { readonly kind: 'invalid'; readonly reason: Reason }

export function evaluationOf(found: Possible, type: ValueType): Evaluation {
  if (!isCertain(found)) return { kind: 'unknown', open: found.open, declined: found.declined }
  if (found.invalid !== undefined) return { kind: 'invalid', reason: found.invalid }
  if (found.some === undefined) {
    // A condition that comes to none is neither met nor failed.
    return type === 'boolean' ? { kind: 'invalid', reason: 'rules/none-used' } : { kind: 'value', value: null }
  }
  const value = valueOf(found.some, type)
  return value === undefined ? { kind: 'invalid', reason: 'rules/out-of-range' } : { kind: 'value', value }
}

function valueOf(some: Some, type: ValueType): Value | undefined {
  switch (some.kind) {
    case 'truth':
      return some.yes
    case 'texts':
      return some.among?.[0]
    case 'codes':
    case 'items':
    case 'records':
      return asCodes(some)?.sure
    case 'record':
      return undefined
    case 'span':
      return spanValue(some.low, type)
  }
}

function spanValue(value: number, type: ValueType): Value | undefined {
  if (!Number.isFinite(value)) return undefined
  if (type === 'date') return dateOf(value)
  return type === 'days' || type === 'months' ? durationText({ type, value }) : value
}
