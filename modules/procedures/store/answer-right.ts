import type { Words } from '@convive/kernel'
import type { FactView } from '@convive/rules'
import { answerProcedure, type ProcedureAnswer } from '../domain/answer-procedure.ts'
import { deadlinesToApply } from '../domain/deadlines/before-applying.ts'
import type { StandingDeadline } from '../domain/deadlines/deadlines-of.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { packs } from './packs.ts'
import { placeOf } from './place-of.ts'

/** Until when to apply, with the words of the fact from which it is counted. */
export type ApplyUntil = StandingDeadline & { readonly since: Words | undefined }
export type AnsweredRight = ProcedureAnswer & { readonly applyUntil: readonly ApplyUntil[] }

/** What somebody may expect of a procedure, and until when they have to ask for it where the law says so. */
export function answerRight(
  procedure: Procedure,
  view: FactView,
  { applied = false }: { readonly applied?: boolean } = {},
): AnsweredRight {
  const answer = answerProcedure(procedure, view)
  const applyUntil = deadlinesToApply(procedure, view, placeOf(procedure)).map((one) => ({
    ...one,
    since: 'fact' in one.after ? packs.catalogue.get(one.after.fact)?.label : undefined,
  }))
  return { ...answer, applyUntil: applied || answer.kind === 'no' || answer.kind === 'closed' ? [] : applyUntil }
}
