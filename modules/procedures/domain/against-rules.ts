import type { Refusal, Words } from '@convive/kernel'
import type { AnsweredReason } from './answer-procedure.ts'

/** What a refusal may rest on: a condition with its article, or a paper that was handed in. */
export type Basis = { readonly id: string; readonly words: Words; readonly cite: string }

/** Whoever refuses although by the rules the answer is a yes says that this is meant, and names its basis. */
export type AgainstRules = { readonly confirmed: boolean; readonly restsOn: string }

/** Everything a decision about one applicant can rest on. `papers`: those of theirs, in words. */
export function basesOf(
  reasons: readonly AnsweredReason[],
  papers: readonly { readonly evidenceId: string; readonly words: Words }[],
): readonly Basis[] {
  return [
    ...reasons.map(({ id, words, cite }) => ({ id: `condition/${id}`, words, cite })),
    ...papers.map(({ evidenceId, words }) => ({ id: `evidence/${evidenceId}`, words, cite: '' })),
  ]
}

/** What is missing before somebody who fulfils everything may be refused. */
export function unfounded(
  { personId, bases }: { readonly personId: string; readonly bases: readonly Basis[] },
  said: AgainstRules | undefined,
): readonly Refusal[] {
  const at = `againstRules.${personId}`
  return [
    ...(said?.confirmed === true ? [] : [{ code: 'procedures/refusal-unconfirmed', at: `${at}.confirmed` }]),
    ...(bases.some((one) => one.id === said?.restsOn) ? [] : [{ code: 'procedures/basis-required', at: `${at}.restsOn` }]),
  ]
}
