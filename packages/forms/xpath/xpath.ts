export type Sign = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod'

/** An expression of XPath 1.0 as XLSForm writes it (ODK XForms specification, “XPath expressions”). */
export type XPath =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  /** `${name}`. */
  | { readonly kind: 'question'; readonly name: string }
  /** `.`, the question that the cell belongs to. */
  | { readonly kind: 'self' }
  /** A bare name: in a choice filter a column of the choices. */
  | { readonly kind: 'column'; readonly name: string }
  /** Any other way through the form, as it is written: `../age`, `instance('places')/root/item`. */
  | { readonly kind: 'path'; readonly text: string }
  | { readonly kind: 'binary'; readonly sign: Sign; readonly left: XPath; readonly right: XPath }
  | { readonly kind: 'minus'; readonly of: XPath }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly XPath[] }

/** How closely each sign binds (XPath 1.0, 3.4 and 3.5). */
export const binding: Readonly<Record<Sign, number>> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  div: 6,
  mod: 6,
}
