import { compileExpression } from '../../expression.ts'
import type { Expression } from '../../expression-of.ts'
import type { Condition, Ruleset } from '../../ruleset.ts'
import { gainOf, type Interval } from '../flow.ts'
import { outcomesOf, type Outcomes, type Runner, type Watching } from './outcomes.ts'
import type { Population } from '../population.ts'

/** What is to be paid: in the smallest unit of its currency, by whom, and who does not. */
export type SimulatedFee = {
  readonly id: string
  readonly minor: number
  readonly when?: Expression | undefined
  readonly exemptWhen?: Expression | undefined
}

/** What those who gain would pay, and what is waived for them, in the smallest unit of the currency. */
export type FeeTotal = { readonly id: string; readonly paid: Interval; readonly waived: Interval }

/** Goes through the fees once for those who gain. Undefined when it was stopped. */
export async function feesOf(
  population: Population,
  fees: readonly SimulatedFee[],
  {
    outcomes: [before, after],
    ...around
  }: { readonly outcomes: readonly [Outcomes, Outcomes]; readonly runner: Runner; readonly watching: Watching },
): Promise<readonly FeeTotal[] | undefined> {
  const totals: FeeTotal[] = []
  const gains = Uint8Array.from({ length: population.count }, (_, at) => gainOf(before.of[at] ?? 0, after.of[at] ?? 0))
  if (!gains.some((gain) => gain > 0))
    return fees.map(({ id }) => ({ id, paid: { least: 0, most: 0 }, waived: { least: 0, most: 0 } }))
  for (const fee of fees) {
    const paid = await outcomesOf(population, feeRuleset(fee, 'paid'), { ...around, only: gains })
    const waived = await outcomesOf(population, feeRuleset(fee, 'waived'), { ...around, only: gains })
    if (paid === undefined || waived === undefined) return undefined
    const total = (of: Outcomes): Interval => {
      let [least, most] = [0, 0]
      for (let at = 0; at < population.count; at += 1) {
        const gain = gains[at] ?? 0
        if (gain === 0 || of.of[at] === 2) continue
        most += 1
        if (gain === 2 && of.of[at] === 1) least += 1
      }
      return { least: least * fee.minor, most: most * fee.minor }
    }
    totals.push({ id: fee.id, paid: total(paid), waived: total(waived) })
  }
  return totals
}

/** Who pays a fee, or for whom it is waived, as a ruleset. */
function feeRuleset({ id, when, exemptWhen }: SimulatedFee, which: 'paid' | 'waived'): Ruleset {
  const condition = (name: string, expression: Expression): Condition => ({ id: name, expression, cite: id, fixable: 'never' })
  const conditions = [
    ...(when === undefined ? [] : [condition('due', when)]),
    ...(exemptWhen === undefined ? [] : [condition('exempt', exemptWhen)]),
  ]
  const exempt = exemptWhen === undefined ? 'false' : 'exempt'
  const feel = `${when === undefined ? 'true' : 'due'} and ${which === 'paid' ? `not(${exempt})` : exempt}`
  const locals = Object.fromEntries(conditions.map((one) => [one.id, 'boolean'] as const))
  const joined = compileExpression({ feel, catalogue: new Map(), expects: 'boolean', locals })
  if (!joined.ok) throw new TypeError(`the fee ${id} cannot be read`)
  return { id, conditions, eligibleWhen: joined.value }
}
