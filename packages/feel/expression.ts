import type { FeelNumber } from './number.ts'
import type { FeelType } from './type.ts'
import type { TemporalValue, DurationValue } from './value.ts'

/** Where in the text: from the first character to after the last, counted from 0. */
export type Span = { readonly from: number; readonly to: number }

export type ComparisonSign = '=' | '!=' | '<' | '<=' | '>' | '>='
export type ArithmeticSign = '+' | '-' | '*' | '/' | '**'

export type Parameter = { readonly name: string; readonly type?: FeelType }
export type Entry = { readonly key: string; readonly value: Expression }
export type Iteration = { readonly name: string; readonly over: Expression; readonly to?: Expression }
export type Argument = { readonly name?: string; readonly value: Expression }

/** A FEEL expression as read, each part with its place in the text (DMN 1.5, 10.3.1.2). */
export type Expression = Span &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly value: FeelNumber }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'temporal'; readonly value: TemporalValue | DurationValue | null }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'context'; readonly entries: readonly Entry[] }
    | {
        readonly kind: 'range'
        readonly low: Expression
        readonly high: Expression
        readonly lowIncluded: boolean
        readonly highIncluded: boolean
      }
    /** `< 5` in brackets or as a test. */
    | { readonly kind: 'open range'; readonly sign: ComparisonSign; readonly than: Expression }
    | { readonly kind: 'and' | 'or'; readonly items: readonly Expression[] }
    | { readonly kind: 'comparison'; readonly sign: ComparisonSign; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'between'; readonly value: Expression; readonly low: Expression; readonly high: Expression }
    | { readonly kind: 'in'; readonly value: Expression; readonly tests: readonly Expression[] }
    | { readonly kind: 'arithmetic'; readonly sign: ArithmeticSign; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'minus'; readonly of: Expression }
    | { readonly kind: 'instance of'; readonly value: Expression; readonly type: FeelType }
    | { readonly kind: 'path'; readonly of: Expression; readonly name: string }
    | { readonly kind: 'filter'; readonly list: Expression; readonly by: Expression }
    | { readonly kind: 'call'; readonly callee: Expression; readonly given: readonly Argument[] }
    | { readonly kind: 'if'; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }
    | { readonly kind: 'for'; readonly iterations: readonly Iteration[]; readonly body: Expression }
    | { readonly kind: 'some' | 'every'; readonly iterations: readonly Iteration[]; readonly body: Expression }
    | {
        readonly kind: 'function'
        readonly parameters: readonly Parameter[]
        readonly external: boolean
        readonly body: Expression
      }
  )

/** What a cell of a decision table asks of its input: any of the tests, or none of them. */
export type UnaryTests = Span & { readonly negated: boolean; readonly tests: readonly Expression[] | 'anything' }
