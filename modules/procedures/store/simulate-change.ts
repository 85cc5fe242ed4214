import {
  changeRuleset,
  factsReadBy,
  simulate,
  type ChangeFault,
  type Condition,
  type Expression,
  type Watching,
} from '@convive/rules'
import { parseProcedure } from '../domain/pack/parse-procedure.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { directionOf } from '../domain/simulation/direction-of.ts'
import { makePeople } from '../domain/simulation/make-people.ts'
import type { SimulationAsked, SimulationFault, SimulationFound, SimulationWords } from '../domain/simulation/simulation.ts'

/** What a change would do to people made up from published counts. Undefined when it was stopped. */
export async function simulateChange(
  asked: SimulationAsked,
  { catalogue, lists }: SimulationWords,
  watching: Watching = {},
): Promise<SimulationFound | undefined> {
  const parsed = parseProcedure(asked.text, asked.file, { catalogue, lists })
  if (!parsed.ok) return { ok: false, faults: parsed.faults.map((one) => ({ ...placeOf(one), in: '' })) }
  const procedure = parsed.value
  const { conditions, window, fees = {} } = asked.change
  const changed = changeRuleset(procedure.ruleset, { conditions, window }, { catalogue, rounding: procedure.rounding })
  if (!changed.ok) return { ok: false, faults: changed.faults.map(faultOf) }
  const rules = [procedure.ruleset, changed.value, feesAsRules(procedure)]
  const { population, each } = makePeople(asked, factsReadBy(rules, catalogue))
  const direction = directionOf(asked.change, procedure)
  const simulated = await simulate(
    population,
    [
      {
        id: procedure.id,
        before: procedure.ruleset,
        ...(direction === 'same' ? {} : { after: changed.value }),
        fees: procedure.fees.map(({ id, amount, when, exemptWhen }) => ({
          id,
          minor: fees[id] ?? amount.minor,
          when,
          exemptWhen,
        })),
        minutes: asked.minutes,
      },
    ],
    watching,
  )
  const [result] = simulated.finished ? simulated.results : []
  return result === undefined ? undefined : { ok: true, direction, people: population.count, each, result }
}

/** So that the population says something about what only fees read. */
function feesAsRules({ fees }: Procedure): Procedure['ruleset'] {
  const read = fees.flatMap(({ when, exemptWhen }): readonly Expression[] => [when, exemptWhen].flatMap((one) => one ?? []))
  const conditions = read.map((expression, at): Condition => ({ id: `fee_${at}`, expression, cite: '', fixable: 'never' }))
  return { id: 'fees', conditions, eligibleWhen: 'all' }
}

function faultOf(fault: ChangeFault): SimulationFault {
  return { ...placeOf(fault), in: fault.in }
}

function placeOf({ line, column, message }: Omit<SimulationFault, 'in'>): Omit<SimulationFault, 'in'> {
  return { line, column, message }
}
