import type { FactDefinition } from '@convive/facts'
import type { Rounding } from '@convive/kernel'

/** Types of values. Lengths of time are of two kinds that never mix, as in FEEL. A list is a list of texts or of one other type. */
export type ValueType = 'boolean' | 'number' | 'date' | 'days' | 'months' | 'text' | 'list'
export type SpanType = 'number' | 'date' | 'days' | 'months'

/** What every type of value has: a fact, a local name (by place), none. */
type Leaf<Type extends ValueType> =
  | { readonly op: 'fact'; readonly type: Type; readonly fact: FactDefinition }
  | { readonly op: 'local'; readonly type: Type; readonly place: number }
  | { readonly op: 'none'; readonly type: Type }

/** A checked expression. Derived facts are already replaced by what they are derived from. */
export type Tree = TruthTree | SpanTree | TextTree | ListTree

export type TruthTree =
  | Leaf<'boolean'>
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
  | { readonly op: 'part'; readonly type: 'number'; readonly which: 'years' | 'months' | 'days'; readonly of: SpanTree }
  | { readonly op: 'count'; readonly type: 'number'; readonly list: ListTree }

export type TextTree =
  | Leaf<'text'>
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

export function isSpanTree(tree: Tree): tree is SpanTree {
  return tree.type !== 'boolean' && tree.type !== 'text' && tree.type !== 'list'
}
