import type { Catalogue } from '@convive/facts'
import { nextQuestion, notNoFrom, type FactView, type Question } from '@convive/rules'
import { isDue } from './is-due.ts'
import type { Procedure } from './pack/procedure.ts'

/**
 * What to ask next: first what decides something today, then what decides something that only time keeps from being a yes.
 * Without the second, somebody who came a week ago would be told no before anybody asked.
 */
export function chooseQuestion(
  procedures: readonly Procedure[],
  view: FactView,
  { catalogue, askable: mayAsk }: { readonly catalogue: Catalogue; readonly askable: (fact: string) => boolean },
): Question | undefined {
  // A question nobody can act on is not asked: closed windows wait for no answer.
  const rulesets = procedures
    .filter(({ inForce }) => inForce.until === undefined || inForce.until >= view.today)
    .map((one) => one.ruleset)
  const follows = Object.fromEntries(procedures.flatMap((one) => Object.entries(one.follows)))
  const askable = (fact: string): boolean => mayAsk(fact) && isDue(fact, follows, view.facts)
  const now = nextQuestion({ rulesets, view, catalogue, askable })
  if (now !== undefined) return now
  for (const ruleset of rulesets) {
    const soonest = notNoFrom(ruleset, view)
    if (soonest === undefined || soonest === view.today) continue
    const later = nextQuestion({ rulesets: [ruleset], view: { ...view, today: soonest }, catalogue, askable })
    if (later !== undefined) return later
  }
  return undefined
}
