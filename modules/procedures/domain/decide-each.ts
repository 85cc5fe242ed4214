import { ok, refuse, type Refusal, type Result } from '@convive/kernel'
import type { ProcedureAnswer } from './answer-procedure.ts'
import type { Procedure } from './pack/procedure.ts'

export type Outcome = 'approved' | 'refused'
export type EachDecision = { readonly outcome: Outcome; readonly reasons: string }

/**
 * What is decided for each applicant. An approval reaches those whose own answer is a yes; whoever else applies with them is
 * refused by name, with reasons of their own, or nothing is decided.
 */
export function decideEach(
  people: readonly { readonly personId: string; readonly answer: Pick<ProcedureAnswer, 'kind'> }[],
  said: EachDecision & { readonly except: Readonly<Record<string, string>> },
): Result<ReadonlyMap<string, EachDecision>> {
  const { outcome, reasons, except } = said
  const strangers = Object.keys(except).filter((id) => !people.some((one) => one.personId === id))
  const faults = [
    ...strangers.map((id): Refusal => ({ code: 'procedures/not-in-household', at: `except.${id}` })),
    ...people.flatMap(({ personId, answer }): readonly Refusal[] => {
      if (outcome === 'refused' || except[personId] !== undefined || answer.kind === 'yes') return []
      const isOpen = answer.kind === 'depends' || answer.kind === 'look'
      return [{ code: isOpen ? 'procedures/facts-missing' : 'procedures/not-entitled', at: `except.${personId}` }]
    }),
  ]
  const [fault, ...more] = faults
  if (fault !== undefined) return refuse(fault, ...more)
  return ok(
    new Map(
      people.map(({ personId }): [string, EachDecision] => {
        const own = except[personId]
        return [personId, own === undefined ? { outcome, reasons } : { outcome: 'refused', reasons: own }]
      }),
    ),
  )
}

/** What was handed in while the window was open is judged as if it still were. */
export function inTime(procedure: Procedure): Procedure {
  return { ...procedure, ruleset: { ...procedure.ruleset, window: {} } }
}
