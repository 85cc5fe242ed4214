import type { Locale, Words } from '@convive/kernel'
import type { Basis } from '../domain/against-rules.ts'
import type { ProcedureAnswer } from '../domain/answer-procedure.ts'
import type { Term } from '../domain/pack/procedure.ts'

/** What a decision was taken on, for one applicant. The notice is printed from it, also after the pack has changed. */
export type Snapshot = {
  readonly reasons: string
  readonly writtenIn?: Locale | undefined
  /** What a refusal against the rules' own yes rests on. */
  readonly against?: Basis | undefined
  readonly people: readonly { readonly personId: string; readonly name: string; readonly answer: ProcedureAnswer }[]
  readonly title: Words
  readonly authority: string
  /** `term`: how the time to appeal was counted; not kept with older decisions. */
  readonly appeal?: { readonly how: Words; readonly cite: string; readonly term?: Term | undefined } | undefined
}

type Costs = ProcedureAnswer['costs']

export function parseSnapshot(bytes: Uint8Array): Snapshot {
  const read = JSON.parse(Buffer.from(bytes).toString()) as Snapshot
  // Decisions taken while a right had one fee kept it under another name; the notice does not print it.
  const people = read.people.map((one) => ({
    ...one,
    answer: { ...one.answer, costs: (one.answer.costs as Costs | undefined) ?? [] },
  }))
  return { ...read, people }
}
