import type { FactState } from '@convive/facts'

/** Somebody the interview is about. */
export type KeptPerson = {
  /** Registered: the interview began with what is known of them. */
  readonly person?: string | undefined
  /** As the household calls them; empty for whoever answers. */
  readonly name: string
  readonly answers: Readonly<Record<string, FactState>>
}

/** A question, and the places of those who answered it together. */
export type Screen = { readonly fact: string; readonly people: readonly number[] }

/** What the interview carries along, sealed, in a hidden field of its form; nothing of it is kept anywhere else unless they ask. */
export type Kept = {
  readonly people: readonly KeptPerson[]
  /** What was answered here, in order. */
  readonly order: readonly Screen[]
  /** Procedures they want to know about besides. */
  readonly also: readonly string[]
}

export const nothingKept: Kept = { people: [{ name: '', answers: {} }], order: [], also: [] }

/** Longer than any interview: nobody's browser sends so much unless somebody changed it. */
export const longestKept = 131_072

/** What was sealed, if it is an interview's: a form of another page carries something else. The query judges each answer. */
export function parseKept(opened: unknown): Kept | undefined {
  if (typeof opened !== 'object' || opened === null) return undefined
  if (!('people' in opened) || !('order' in opened) || !('also' in opened)) return undefined
  const { people, order, also } = opened
  if (!Array.isArray(people) || people.length === 0 || !people.every(isPerson)) return undefined
  if (!Array.isArray(order) || !order.every(isScreen)) return undefined
  if (!Array.isArray(also) || !also.every((one) => typeof one === 'string')) return undefined
  return opened as Kept
}

function isPerson(one: unknown): boolean {
  return (
    typeof one === 'object' &&
    one !== null &&
    'name' in one &&
    typeof one.name === 'string' &&
    'answers' in one &&
    typeof one.answers === 'object' &&
    one.answers !== null
  )
}

function isScreen(one: unknown): boolean {
  if (typeof one !== 'object' || one === null || !('fact' in one) || !('people' in one)) return false
  return (
    typeof one.fact === 'string' && Array.isArray(one.people) && one.people.every((at) => Number.isInteger(at) && Number(at) >= 0)
  )
}
