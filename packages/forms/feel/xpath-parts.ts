import type { Expression } from '@convive/feel'
import type { Sign, XPath } from '../xpath/xpath.ts'

/** What stands in an expression, translated. */
export type Inner = (of: Expression) => XPath | undefined

export function joined(sign: Sign, left: XPath | undefined, right: XPath | undefined): XPath | undefined {
  return left === undefined || right === undefined ? undefined : { kind: 'binary', sign, left, right }
}

export function chain(sign: 'and' | 'or', parts: readonly (XPath | undefined)[]): XPath | undefined {
  const [first, ...rest] = parts
  return rest.reduce((left, right) => joined(sign, left, right), first)
}

export function callOf(name: string, given: readonly (XPath | undefined)[]): XPath | undefined {
  const known = given.filter((one) => one !== undefined)
  return known.length === given.length ? { kind: 'call', name, given: known } : undefined
}
