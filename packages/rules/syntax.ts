export type OrderSign = '<' | '<=' | '>' | '>='

/** FEEL as a rule may use it, before names and types are looked at. `at` is the offset in the text. */
export type Syntax = { readonly at: number } & (
  | { readonly kind: 'null' }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'duration'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'minus'; readonly of: Syntax }
  | { readonly kind: 'arithmetic'; readonly sign: '+' | '-' | '*' | '/'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'order'; readonly sign: OrderSign; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'same'; readonly not: boolean; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'in'; readonly value: Syntax; readonly tests: readonly UnaryTest[] }
  | { readonly kind: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Syntax[] }
  | { readonly kind: 'part'; readonly of: Syntax; readonly name: string }
  | { readonly kind: 'if'; readonly condition: Syntax; readonly then: Syntax; readonly otherwise: Syntax }
  | { readonly kind: 'some' | 'every'; readonly name: string; readonly list: Syntax; readonly body: Syntax }
  | { readonly kind: 'for'; readonly name: string; readonly list: Syntax; readonly body: Syntax }
  | { readonly kind: 'filter'; readonly list: Syntax; readonly body: Syntax }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
)

/** One test after `in`: a range, an open comparison, or a value (a list means any of its members). */
export type UnaryTest =
  | {
      readonly kind: 'range'
      readonly low: Syntax
      readonly high: Syntax
      readonly lowSign: '>' | '>='
      readonly highSign: '<' | '<='
    }
  | { readonly kind: 'order'; readonly sign: OrderSign; readonly than: Syntax }
  | { readonly kind: 'value'; readonly value: Syntax }
