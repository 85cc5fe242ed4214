import type { Comparison, Known, OracleFact, Rule, Term } from '../testing/oracle/rule.ts'

/** Rules of one kind, and the states of their facts that are gone through in every combination. */
export type Family = {
  readonly name: string
  readonly about: string
  readonly groups: readonly Group[]
}

export type Group = {
  readonly facts: Readonly<Record<string, OracleFact>>
  /** Each is a rule of its own. */
  readonly rules: readonly Rule[]
  /** Instead of one condition a rule: all of them together. */
  readonly together?: 'all' | 'any'
  readonly states: Readonly<Record<string, readonly Known[]>>
  readonly todays?: readonly string[]
  readonly window?: { readonly opens?: string; readonly closes?: string }
}

export const unknown: Known = { state: 'unknown' }
export const declined: Known = { state: 'declined' }
export const none: Known = { state: 'null' }
export const truths: readonly Known[] = [true, false, unknown, declined]

export const boolean: OracleFact = { type: 'boolean' }
export const date: OracleFact = { type: 'date' }
export const number: OracleFact = { type: 'number' }
export const code: OracleFact = { type: 'code', codes: ['x', 'y', 'z'] }
export const codes: OracleFact = { type: 'codes', codes: ['x', 'y', 'z'] }
export function orNone(fact: OracleFact): OracleFact {
  return { ...fact, nullable: true }
}

export const today: Term = { op: 'today' }
export function fact(id: string): { readonly op: 'fact'; readonly id: string } {
  return { op: 'fact', id }
}
export function day(value: string): Term {
  return { op: 'date', value }
}
export function text(value: string): Term {
  return { op: 'text', value }
}
export function count(value: number): Term {
  return { op: 'number', value }
}
export function after(of: Term, by: string): Term {
  return { op: 'shift', of, by }
}
export function compare(left: Term, op: Comparison, right: Term): Rule {
  return { op, left, right }
}
export function and(...of: readonly Rule[]): Rule {
  return { op: 'and', of }
}
export function or(...of: readonly Rule[]): Rule {
  return { op: 'or', of }
}
export function not(of: Rule): Rule {
  return { op: 'not', of }
}
export function isNull(of: Term): Rule {
  return { op: 'is-null', of }
}
export function choose(when: Rule, then: Rule, otherwise: Rule): Rule {
  return { op: 'if', when, then, else: otherwise }
}
export function among(value: Term, ...options: readonly string[]): Rule {
  return { op: 'in', value, options }
}
export function within(value: Term, from: Term, to: Term): Rule {
  return { op: 'between', value, from, to }
}
