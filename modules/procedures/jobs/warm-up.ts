import type { CalendarDate } from '@convive/kernel'
import { chooseQuestion } from '../domain/choose-question.ts'
import { parseCaseFacts } from '../domain/pack/parse-case.ts'
import { answerRight } from '../store/answer-right.ts'
import { packs } from '../store/packs.ts'

/** Worked cases of each right that are answered: enough for a yes, a no and what would change it. */
const mostCases = 4

/**
 * Answers worked cases of every right once, so that the first visitors after a start do not wait for what is worked out once a day. A
 * step at a time: whoever asks meanwhile waits for one. Gives how many rights are ready.
 */
export async function warmUp(today: CalendarDate, signal: AbortSignal): Promise<number> {
  let ready = 0
  for (const procedure of packs.procedures.values()) {
    const steps: readonly (() => unknown)[] = [
      () => chooseQuestion([procedure], { today, facts: {} }, { catalogue: packs.catalogue, askable: isAsked }),
      ...procedure.cases
        .slice(0, mostCases)
        .map((one) => () => answerRight(procedure, { today, facts: parseCaseFacts(one.facts) })),
    ]
    for (const step of steps) {
      await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) return ready
      step()
    }
    ready += 1
  }
  return ready
}

function isAsked(fact: string): boolean {
  return packs.catalogue.get(fact)?.ask !== undefined
}
