import type { Catalogue } from '@convive/facts'
import type { CalendarDate, Words } from '@convive/kernel'
import { givenAnswer, type GivenAnswer } from '../ask-fact.ts'
import { parseCaseFacts } from '../pack/parse-case.ts'
import type { Procedure, WorkedCase } from '../pack/procedure.ts'

/** A worked case as people read it: what is so of somebody on a day, and what the law answers. */
export type CaseInWords = {
  readonly today: CalendarDate
  readonly facts: readonly GivenAnswer[]
  readonly answer: string
  /** The conditions that fail, in their words. */
  readonly failed: readonly Words[]
  readonly from?: string | undefined
  readonly window?: string | undefined
  readonly bring?: readonly Words[] | undefined
  readonly free?: 'yes' | 'no' | 'unknown' | undefined
}

export function caseInWords(
  { today, facts, expect }: WorkedCase,
  { procedure, catalogue }: { readonly procedure: Procedure; readonly catalogue: Catalogue },
): CaseInWords {
  return {
    today,
    facts: Object.entries(parseCaseFacts(facts)).flatMap(([id, state]) => {
      const definition = catalogue.get(id)
      return definition === undefined ? [] : [givenAnswer(definition, state)]
    }),
    answer: expect.answer,
    failed: (expect.failed ?? []).flatMap((id) => procedure.conditions.find((one) => one.id === id)?.words ?? []),
    from: expect.from,
    window: expect.window,
    bring: expect.bring?.flatMap((id) => procedure.evidence.find((one) => one.id === id)?.title ?? []),
    free: expect.free,
  }
}
