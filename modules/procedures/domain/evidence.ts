import type { FactView } from '@convive/rules'
import { holds } from './answer-procedure.ts'
import type { Procedure } from './pack/procedure.ts'

export type EvidenceState = {
  readonly id: string
  readonly state: 'given' | 'missing' | 'not_needed'
  readonly accepted: readonly string[]
}

/** For each thing to prove: given, missing with everything that would be accepted, or not needed. Unknown counts as needed. */
export function evidenceStates(
  procedure: Procedure,
  view: FactView,
  attached: readonly { readonly requirement: string; readonly kind: string }[],
): readonly EvidenceState[] {
  return procedure.evidence.map((one) => {
    const given = attached.some((paper) => paper.requirement === one.id && one.anyOf.includes(paper.kind))
    const needed = holds(one.requiredWhen, view) !== 'no'
    return { id: one.id, state: given ? 'given' : needed ? 'missing' : 'not_needed', accepted: one.anyOf }
  })
}
