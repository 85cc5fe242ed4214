import type { Catalogue, FactState } from '@convive/facts'
import type { Question } from '@convive/rules'
import { chooseQuestion } from './choose-question.ts'
import type { Procedure } from './pack/procedure.ts'
import type { CalendarDate } from '@convive/kernel'

/** Somebody of a household: which procedures they wonder about, and what they answered. */
export type Member = { readonly procedures: readonly Procedure[]; readonly facts: Readonly<Record<string, FactState>> }

/** One screen: a fact, and the places in the household of those who are asked it together. */
export type HouseholdQuestion = { readonly fact: string; readonly people: readonly number[]; readonly remaining: number }

/** How far down in somebody's own order a question may stand to be asked of them together with others. */
const nearEnough = 3

/**
 * The next screen. Whoever comes first and has an open question chooses it; the others for whom it is among the next ones answer on
 * the same screen. What is the same for all who live together is asked of nobody twice.
 */
export function chooseForHousehold(
  members: readonly Member[],
  { catalogue, today }: { readonly catalogue: Catalogue; readonly today: CalendarDate },
): HouseholdQuestion | undefined {
  const next = members.map(({ procedures, facts }): Question | undefined =>
    chooseQuestion(
      procedures,
      { today, facts },
      {
        catalogue,
        askable: (fact) => !Object.hasOwn(facts, fact) && catalogue.get(fact)?.ask !== undefined,
      },
    ),
  )
  const fact = next.find((one) => one !== undefined)?.fact
  if (fact === undefined) return undefined
  const remaining = Math.max(...next.map((one) => one?.remaining ?? 0))
  if (catalogue.get(fact)?.household === true) return { fact, people: [0], remaining }
  const people = next.flatMap((one, at) => (one?.worthwhile.slice(0, nearEnough).includes(fact) === true ? [at] : []))
  // Rehearsals may put a question first that its own worth does not.
  const chooser = next.findIndex((one) => one?.fact === fact)
  const asked = people.includes(chooser) ? people : [chooser, ...people].toSorted((a, b) => a - b)
  return { fact, people: asked, remaining }
}
