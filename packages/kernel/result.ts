import type { Words } from './locale.ts'

/**
 * An expected "no" of the domain: a code such as `registry/name-required`, the field it concerns (a path such as
 * `members.1.birth`) and the numbers or words its text needs, words that
 * differ by language in all five. Never personal data.
 */
export type Refusal = {
  readonly code: string
  readonly at?: string
  readonly with?: Readonly<Record<string, string | number | Words>>
}

export type Ok<T> = { readonly ok: true; readonly value: T }
export type Refused = { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] }
export type Result<T> = Ok<T> | Refused

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** One refusal, or several at once when a form has several faults. */
export function refuse(first: string | Refusal, ...more: readonly (string | Refusal)[]): Refused {
  const named = (one: string | Refusal): Refusal => (typeof one === 'string' ? { code: one } : one)
  return { ok: false, refusals: [named(first), ...more.map(named)] }
}
