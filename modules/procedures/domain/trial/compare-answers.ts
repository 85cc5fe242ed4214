import type { Catalogue } from '@convive/facts'
import { answerProcedure } from '../answer-procedure.ts'
import { givenAnswer } from '../ask-fact.ts'
import { parseCaseFacts } from '../pack/parse-case.ts'
import type { Procedure, WorkedCase } from '../pack/procedure.ts'
import type { AnswerInShort, ChangedCase, Trial } from './trial.ts'

/** Puts the worked cases of both versions to both, and tells which of them come out otherwise. */
export function compareAnswers(before: Procedure, after: Procedure, catalogue: Catalogue): NonNullable<Trial['answers']> {
  const cases = distinct([...after.cases, ...before.cases])
  const changed = cases.flatMap(({ name, today, facts: written }): readonly ChangedCase[] => {
    const facts = parseCaseFacts(written)
    const [old, now] = [before, after].map((one) => inShort(one, { today, facts }))
    if (old === undefined || now === undefined || JSON.stringify(old) === JSON.stringify(now)) return []
    const told = Object.entries(facts).flatMap(([id, state]) => {
      const definition = catalogue.get(id)
      return definition === undefined ? [] : [givenAnswer(definition, state)]
    })
    return [{ name, today, facts: told, before: old, after: now }]
  })
  return { compared: cases.length, changed }
}

/** The same person on the same day once, whatever the cases are called. */
function distinct(cases: readonly WorkedCase[]): readonly WorkedCase[] {
  const seen = new Map(cases.toReversed().map((one) => [JSON.stringify([one.today, one.facts]), one]))
  return [...seen.values()].toReversed()
}

function inShort(procedure: Procedure, view: Parameters<typeof answerProcedure>[1]): AnswerInShort {
  const { kind, from, reasons, bring, free } = answerProcedure(procedure, view)
  // Nothing is brought and nothing paid for what cannot be applied for.
  const isShut = kind === 'no' || kind === 'closed'
  return {
    kind,
    from,
    failed: reasons.filter((one) => one.state === 'not_met').map((one) => one.words),
    bring: isShut ? [] : bring.map((one) => one.title),
    free: isShut ? undefined : free,
  }
}
