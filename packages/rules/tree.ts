import type { FactDefinition } from '@convive/facts'
import type { Rounding } from '@convive/kernel'

/** Types of values. Lengths of time are of two kinds that never mix, as in FEEL. A list is a list of texts or of one other type. */
export type ValueType = 'boolean' | 'number' | 'date' | 'days' | 'months' | 'text' | 'list'
export type SpanType = 'number' | 'date' | 'days' | 'months'

/** What every type of value has: a fact, a part of the record in a place, a local name (by place), none. */
type Leaf<Type extends ValueType> =
  | { readonly op: 'fact'; readonly type: Type; readonly fact: FactDefinition }
  | {
      readonly op: 'field'
      readonly type: Type
      readonly place: number
      readonly fact: FactDefinition
      readonly field: FactDefinition
    }
  | { readonly op: 'local'; readonly type: Type; readonly place: number }
  | { readonly op: 'none'; readonly type: Type }

/** A checked expression. Derived facts are already replaced by what they are derived from. */
export type Tree = TruthTree | SpanTree | TextTree | ListTree

export type TruthTree =
  | Leaf<'boolean'>
  /** A rule and its exceptions, the highest rank first: of those that hold, those of the highest rank give the value. */
  | {
      readonly op: 'cases'
      readonly type: 'boolean'
      readonly cases: readonly { readonly rank: number; readonly when: TruthTree; readonly is: TruthTree }[]
    }
  | {
      readonly op: 'if'
      readonly type: 'boolean'
      readonly condition: TruthTree
      readonly then: TruthTree
      readonly otherwise: TruthTree
    }
  | { readonly op: 'truth'; readonly type: 'boolean'; readonly value: boolean }
  | { readonly op: 'not'; readonly type: 'boolean'; readonly of: TruthTree }
  | { readonly op: 'and' | 'or'; readonly type: 'boolean'; readonly left: TruthTree; readonly right: TruthTree }
  | {
      readonly op: 'order'
      readonly type: 'boolean'
      readonly sign: '<' | '<='
      readonly left: SpanTree
      readonly right: SpanTree
    }
  | { readonly op: 'same'; readonly type: 'boolean'; readonly left: Tree; readonly right: Tree }
  | { readonly op: 'is-none'; readonly type: 'boolean'; readonly of: Tree }
  | { readonly op: 'among'; readonly type: 'boolean'; readonly value: TextTree; readonly options: readonly string[] }
  | { readonly op: 'contains'; readonly type: 'boolean'; readonly list: ListTree; readonly element: Tree }
  | {
      readonly op: 'some' | 'every'
      readonly type: 'boolean'
      readonly list: ListTree
      readonly place: number
      readonly body: TruthTree
    }

export type SpanTree =
  | Leaf<SpanType>
  /** A rule and its exceptions, the highest rank first: of those that hold, those of the highest rank give the value. */
  | {
      readonly op: 'cases'
      readonly type: SpanType
      readonly cases: readonly { readonly rank: number; readonly when: TruthTree; readonly is: SpanTree }[]
    }
  | {
      readonly op: 'if'
      readonly type: SpanType
      readonly condition: TruthTree
      readonly then: SpanTree
      readonly otherwise: SpanTree
    }
  /** Dates as days since 1970, lengths as whole days or months. */
  | { readonly op: 'constant'; readonly type: SpanType; readonly value: number }
  | { readonly op: 'today'; readonly type: 'date' }
  | {
      readonly op: 'plus' | 'minus' | 'times' | 'over'
      readonly type: SpanType
      readonly left: SpanTree
      readonly right: SpanTree
    }
  | {
      readonly op: 'shift'
      readonly type: 'date'
      readonly date: SpanTree
      readonly months: SpanTree
      readonly rounding: Rounding
    }
  | {
      readonly op: 'months-between'
      readonly type: 'months'
      readonly from: SpanTree
      readonly to: SpanTree
      readonly rounding: Rounding
    }
  /** `year` is that of a date, the others are parts of a length. */
  | { readonly op: 'part'; readonly type: 'number'; readonly which: 'years' | 'months' | 'days' | 'year'; readonly of: SpanTree }
  | { readonly op: 'count'; readonly type: 'number'; readonly list: ListTree }
  | { readonly op: 'least' | 'greatest'; readonly type: SpanType; readonly left: SpanTree; readonly right: SpanTree }
  | { readonly op: 'abs' | 'floor' | 'ceiling'; readonly type: SpanType; readonly of: SpanTree }
  /** Of what the body comes to for each element of the list. */
  | {
      readonly op: 'fold'
      readonly type: SpanType
      readonly which: 'sum' | 'min' | 'max'
      readonly list: ListTree
      readonly place: number
      readonly body: SpanTree
    }
  /** Days from `from` to `to`, both included, that lie in any of the periods, or the longest row of those that lie in none. */
  | {
      readonly op: 'covered' | 'gap'
      readonly type: 'number'
      readonly list: ListTree
      readonly place: number
      readonly starts: SpanTree
      readonly ends: SpanTree
      readonly from: SpanTree
      readonly to: SpanTree
    }
  /** A value that changes with the day; the steps in order of their days. */
  | {
      readonly op: 'dated'
      readonly type: 'number'
      readonly fact: FactDefinition
      readonly on: SpanTree
      readonly steps: readonly { readonly from: number; readonly value: number }[]
    }

export type TextTree =
  | Leaf<'text'>
  /** A rule and its exceptions, the highest rank first: of those that hold, those of the highest rank give the value. */
  | {
      readonly op: 'cases'
      readonly type: 'text'
      readonly cases: readonly { readonly rank: number; readonly when: TruthTree; readonly is: TextTree }[]
    }
  | {
      readonly op: 'if'
      readonly type: 'text'
      readonly condition: TruthTree
      readonly then: TextTree
      readonly otherwise: TextTree
    }
  | { readonly op: 'text'; readonly type: 'text'; readonly value: string }

export type ListTree =
  | Leaf<'list'>
  | {
      readonly op: 'if'
      readonly type: 'list'
      readonly condition: TruthTree
      readonly then: ListTree
      readonly otherwise: ListTree
    }
  | { readonly op: 'list'; readonly type: 'list'; readonly items: readonly Tree[] }
  /** The elements of which the body is true. */
  | { readonly op: 'filter'; readonly type: 'list'; readonly list: ListTree; readonly place: number; readonly body: TruthTree }

export function isSpanTree(tree: Tree): tree is SpanTree {
  return tree.type !== 'boolean' && tree.type !== 'text' && tree.type !== 'list'
}
