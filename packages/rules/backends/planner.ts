import type { Tree, TruthTree } from '../tree.ts'
import type { BackendFault } from './refusal.ts'
import type { Day } from '../day.ts'
import type { Layout } from './layout.ts'
import { maskPlan, type Plan } from './plan.ts'

/** What a local name stands for while its body is planned: a written text, number, date or truth. */
export type Local = Extract<Tree, { readonly op: 'text' | 'constant' | 'truth' }>

export type Planner = {
  readonly layout: Layout
  readonly today: Day
  readonly faults: BackendFault[]
  readonly locals: ReadonlyMap<number, Local>
  readonly planTruth: (planner: Planner, tree: TruthTree, asked: boolean) => Plan
}

/** Notes why not; the plan that comes of it is never used. */
export function refusePlan(planner: Planner, code: BackendFault['code'], message: string): Plan {
  if (!planner.faults.some((fault) => fault.message === message)) planner.faults.push({ code, message })
  return maskPlan(0)
}

export function withLocal(planner: Planner, place: number, local: Local): Planner {
  return { ...planner, locals: new Map([...planner.locals, [place, local]]) }
}

export function columnOf(planner: Planner, fact: string): number {
  const found = planner.layout.placeOf.get(fact)
  if (found === undefined) throw new TypeError(`the layout has no column for ${fact}`)
  return found
}
