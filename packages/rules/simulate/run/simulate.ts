import type { Ruleset } from '../../ruleset.ts'
import { feesOf, type FeeTotal, type SimulatedFee } from './fees.ts'
import { entitled, flowsOf, gained, lost, type Flow, type FlowBy, type Interval } from '../flow.ts'
import { householdsOf } from '../households.ts'
import { oneThread } from './one-thread.ts'
import { outcomesOf, type Outcomes, type Runner, type Watching } from './outcomes.ts'
import type { Population } from '../population.ts'

/** A procedure whose rules may change. What is not changed stays away from `after`. */
export type SimulatedProcedure = {
  readonly id: string
  readonly before: Ruleset
  readonly after?: Ruleset | undefined
  readonly fees?: readonly SimulatedFee[] | undefined
  /** Minutes that one application takes an office. */
  readonly minutes?: number | undefined
}

/** What a change does to a procedure. Intervals go from who surely to who perhaps; unknown is never counted as a no. */
export type SimulatedResult = {
  readonly id: string
  readonly flow: Flow
  readonly by: readonly FlowBy[]
  readonly before: Interval
  readonly after: Interval
  readonly gained: Interval
  readonly lost: Interval
  /** Households with somebody who gains, or who loses; without, nobody said who lives together. */
  readonly households?: { readonly gained: Interval; readonly lost: Interval } | undefined
  /** Of those who gain: what they pay, and what is waived for them. */
  readonly fees: readonly FeeTotal[]
  /** Minutes of work that those who gain bring, if all of them apply. */
  readonly minutes?: Interval | undefined
  /** About how many the first engine was asked, because columns could not be sure. */
  readonly asked: number
}

export type Simulated = { readonly finished: true; readonly results: readonly SimulatedResult[] } | { readonly finished: false }

/**
 * What a change of the law would do to a population: each procedure before and after, person by person as `decide` answers, then
 * counted. Pure but for the threads it may be given. `finished: false` when it was stopped.
 */
export async function simulate(
  population: Population,
  procedures: readonly SimulatedProcedure[],
  { runner = oneThread, signal, progress }: Watching & { readonly runner?: Runner } = {},
): Promise<Simulated> {
  const results: SimulatedResult[] = []
  const told = (done: number): void => progress?.((results.length + done) / procedures.length)
  const around = (from: number, share: number): { readonly runner: Runner; readonly watching: Watching } => ({
    runner,
    watching: { signal, progress: (done) => told(from + share * done) },
  })
  for (const procedure of procedures) {
    if (signal?.aborted === true) return { finished: false }
    told(0)
    const before = await outcomesOf(population, procedure.before, around(0, 0.4))
    const isSame = procedure.after === undefined || procedure.after === procedure.before
    const after = isSame ? before : await outcomesOf(population, procedure.after ?? procedure.before, around(0.4, 0.4))
    if (before === undefined || after === undefined) return { finished: false }
    const fees = await feesOf(population, procedure.fees ?? [], { outcomes: [before, after], ...around(0.8, 0.2) })
    if (fees === undefined) return { finished: false }
    results.push(resultOf(population, procedure, { before, after, fees }))
  }
  progress?.(1)
  return { finished: true, results }
}

function resultOf(
  population: Population,
  { id, minutes }: SimulatedProcedure,
  { before, after, fees }: { readonly before: Outcomes; readonly after: Outcomes; readonly fees: readonly FeeTotal[] },
): SimulatedResult {
  const { flow, by } = flowsOf(population, [before, after])
  const more = gained(flow)
  return {
    id,
    flow,
    by,
    before: entitled(flow, 'before'),
    after: entitled(flow, 'after'),
    gained: more,
    lost: lost(flow),
    households: householdsOf(population, [before, after]),
    fees,
    minutes: minutes === undefined ? undefined : { least: more.least * minutes, most: more.most * minutes },
    asked: before.asked + (before === after ? 0 : after.asked),
  }
}
