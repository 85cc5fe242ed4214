import type { Rounding } from '@convive/kernel'
import type { Possible } from '../possible.ts'
import type { TruthTree } from '../tree.ts'
import type { Mask } from './masks.ts'

/**
 * A condition made ready for one day and one layout of rows: the form that closures, generated code, columns and SQL share.
 * Readings are resolved, quantifiers unfolded, lists turned into sets, numbers into whole numbers, `today` into a constant.
 */
export type Plan =
  | { readonly op: 'mask'; readonly mask: Mask }
  /** A yes-or-no fact; `unknown` and `none` are the masks of those marks where it stands. */
  | { readonly op: 'flag'; readonly column: number; readonly unknown: Mask; readonly none: Mask }
  | { readonly op: 'not' | 'absent'; readonly of: Plan }
  | { readonly op: 'and' | 'or'; readonly parts: readonly Plan[] }
  | { readonly op: 'choose'; readonly condition: Plan; readonly then: Plan; readonly otherwise: Plan }
  | { readonly op: 'same'; readonly left: Plan; readonly right: Plan }
  | Atom

/** One comparison. `test` answers where all facts it reads have exact values; otherwise the first engine answers, from `tree`. */
export type Atom = {
  readonly op: 'atom'
  readonly test: Test
  readonly tree: TruthTree
  readonly columns: readonly number[]
  /** Values of the local names in `tree`, by place. */
  readonly places: readonly Possible[]
  /** The masks by the marks of its columns, the first in the lowest two bits, where these alone tell; that of all exact is not used. */
  readonly byMarks: readonly Mask[] | undefined
}

/** `guard`: an amount that is not zero where the test answers, and below zero where it answers turned round. */
export type Test =
  | { readonly kind: 'order'; readonly strict: boolean; readonly left: Amount; readonly right: Amount; readonly guard?: Amount }
  | { readonly kind: 'equal'; readonly left: Amount; readonly right: Amount; readonly guard?: Amount }
  /** A date from `low` to `high`; either may be without bound. */
  | { readonly kind: 'between'; readonly column: number; readonly low: number; readonly high: number }
  | { readonly kind: 'one-of'; readonly of: Amount; readonly ids: readonly number[]; readonly outside: boolean }
  /** A set of codes, as bits, meets these. */
  | { readonly kind: 'any-bit'; readonly column: number; readonly bits: number }
  /** A set of codes, as an entry of the layout, holds one of these texts, or one that is not among them. */
  | { readonly kind: 'any-text'; readonly column: number; readonly ids: readonly number[]; readonly outside: boolean }
  /** A set holds a text that is not written; `bits` gives the bit of each text where sets are bits. */
  | { readonly kind: 'holds'; readonly column: number; readonly element: Amount; readonly bits: TextBits | undefined }
  /** Is none: no, for whatever has a value. */
  | { readonly kind: 'valued'; readonly of: Amount; readonly guard?: Amount }
  /** Has no meaning, or none that numbers of a row could tell. */
  | { readonly kind: 'never' }

export type TextBits = readonly { readonly id: number; readonly bit: number }[]

/** A number worked out from a row: NaN as soon as a fact in it has no exact value. */
export type Amount =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'column'; readonly column: number }
  | { readonly op: 'plus' | 'minus' | 'times'; readonly left: Amount; readonly right: Amount }
  | { readonly op: 'shift'; readonly date: Amount; readonly months: Amount; readonly rounding: Rounding }
  | { readonly op: 'months-between'; readonly from: Amount; readonly to: Amount; readonly rounding: Rounding }
  | { readonly op: 'least' | 'greatest'; readonly left: Amount; readonly right: Amount }
  | { readonly op: 'years' | 'months' | 'year' | 'abs'; readonly of: Amount }
  /** Of a number in units of `by`. */
  | { readonly op: 'floor' | 'ceiling'; readonly of: Amount; readonly by: number }
  | { readonly op: 'size'; readonly column: number }
  | { readonly op: 'choose'; readonly condition: Plan; readonly then: Amount; readonly otherwise: Amount }

export function constant(value: number): Amount {
  return { op: 'constant', value }
}

export const missing: Amount = constant(Number.NaN)

export function maskPlan(mask: Mask): Plan {
  return { op: 'mask', mask }
}
