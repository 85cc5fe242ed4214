import { compare } from './compare.ts'
import type { RangeValue, Value } from './value.ts'

type Ends = { readonly low: Value; readonly high: Value; readonly lowIncluded: boolean; readonly highIncluded: boolean }

/** A range of two ends that have an order; an end of null leaves it open and is never included. */
export function rangeOf({ low, high, lowIncluded, highIncluded }: Ends): RangeValue | undefined {
  if (low !== null && high !== null && compare(low, high) === undefined) return undefined
  return { kind: 'range', low, high, lowIncluded, highIncluded }
}
