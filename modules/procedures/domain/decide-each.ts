import { ok, refuse, type Refusal, type Result } from '@convive/kernel'
import { unfounded, type AgainstRules, type Basis } from './against-rules.ts'
import type { ProcedureAnswer } from './answer-procedure.ts'
import type { Procedure } from './pack/procedure.ts'

export type Outcome = 'approved' | 'refused'
/** `against`: what a refusal rests on that goes against the rules' own yes. */
export type EachDecision = { readonly outcome: Outcome; readonly reasons: string; readonly against?: Basis | undefined }

type Applicant = {
  readonly personId: string
  readonly answer: Pick<ProcedureAnswer, 'kind'>
  readonly bases: readonly Basis[]
}
type Said = {
  readonly outcome: Outcome
  readonly reasons: string
  readonly except: Readonly<Record<string, string>>
  readonly againstRules: Readonly<Record<string, AgainstRules>>
}

/**
 * What is decided for each applicant. An approval reaches those whose own answer is a yes; whoever else applies with them is
 * refused by name, with reasons of their own, or nothing is decided. Nor is anything decided while somebody whose answer is a
 * yes would be refused without a word that this is meant and on what it rests.
 */
export function decideEach(people: readonly Applicant[], said: Said): Result<ReadonlyMap<string, EachDecision>> {
  const isStranger = (id: string): boolean => !people.some((one) => one.personId === id)
  const faults = [
    ...strangers(said.except, 'except', isStranger),
    ...strangers(said.againstRules, 'againstRules', isStranger),
    ...people.flatMap((one) => faultsOf(one, said)),
  ]
  const [fault, ...more] = faults
  if (fault !== undefined) return refuse(fault, ...more)
  return ok(new Map(people.map((one): [string, EachDecision] => [one.personId, eachOf(one, said)])))
}

function strangers(given: Readonly<Record<string, unknown>>, field: string, isOne: (id: string) => boolean): readonly Refusal[] {
  return Object.keys(given)
    .filter(isOne)
    .map((id) => ({ code: 'procedures/not-in-household', at: `${field}.${id}` }))
}

function faultsOf(one: Applicant, { outcome, except, againstRules }: Said): readonly Refusal[] {
  const { personId, answer } = one
  const isRefused = outcome === 'refused' || except[personId] !== undefined
  if (answer.kind === 'yes') return isRefused ? unfounded(one, againstRules[personId]) : []
  if (isRefused) return []
  const isOpen = answer.kind === 'depends' || answer.kind === 'look'
  return [{ code: isOpen ? 'procedures/facts-missing' : 'procedures/not-entitled', at: `except.${personId}` }]
}

function eachOf({ personId, answer, bases }: Applicant, { outcome, reasons, except, againstRules }: Said): EachDecision {
  const own = except[personId]
  const decided: EachDecision = own === undefined ? { outcome, reasons } : { outcome: 'refused', reasons: own }
  if (decided.outcome === 'approved' || answer.kind !== 'yes') return decided
  return { ...decided, against: bases.find((one) => one.id === againstRules[personId]?.restsOn) }
}

/** What was handed in while the window was open is judged as if it still were. */
export function inTime(procedure: Procedure): Procedure {
  return { ...procedure, ruleset: { ...procedure.ruleset, window: {} } }
}
