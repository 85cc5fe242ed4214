import type { FactState } from '@convive/facts'

/** What the interview carries along, sealed, in a hidden field of its form; nothing of it is kept anywhere else. */
export type Kept = {
  /** A registered person who asks for themselves: the interview began with what is known of them. */
  readonly person?: string | undefined
  readonly answers: Readonly<Record<string, FactState>>
  /** What was answered here, in order. */
  readonly order: readonly string[]
}

export const nothingKept: Kept = { answers: {}, order: [] }

/** Longer than any interview: nobody's browser sends so much unless somebody changed it. */
export const longestKept = 32_768

/** What was sealed, if it is an interview's: a form of another page carries something else. The query judges each answer. */
export function parseKept(opened: unknown): Kept | undefined {
  if (typeof opened !== 'object' || opened === null || !('answers' in opened) || !('order' in opened)) return undefined
  const { answers, order } = opened
  if (typeof answers !== 'object' || answers === null || !Array.isArray(order)) return undefined
  if (!order.every((one) => typeof one === 'string')) return undefined
  return opened as Kept
}
