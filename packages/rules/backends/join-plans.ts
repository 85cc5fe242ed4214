import { no, yes } from './masks.ts'
import { maskPlan, type Plan } from './plan.ts'

export function notPlan(of: Plan): Plan {
  if (of.op === 'mask' && of.mask === yes) return maskPlan(no)
  if (of.op === 'mask' && of.mask === no) return maskPlan(yes)
  return of.op === 'not' ? of.of : { op: 'not', of }
}

/** Flat, without what decides nothing; a part that decides alone is all that is left. */
export function joinPlans(op: 'and' | 'or', given: readonly Plan[]): Plan {
  const [neutral, deciding] = op === 'and' ? [yes, no] : [no, yes]
  const parts = given.flatMap((part) => (part.op === op ? part.parts : [part]))
  if (parts.some((part) => part.op === 'mask' && part.mask === deciding)) return maskPlan(deciding)
  const kept = parts.filter((part) => part.op !== 'mask' || part.mask !== neutral)
  const [first] = kept
  if (first === undefined) return maskPlan(neutral)
  return kept.length === 1 ? first : { op, parts: kept }
}

export function choosePlan(condition: Plan, then: Plan, otherwise: Plan): Plan {
  if (condition.op === 'mask' && condition.mask === yes) return then
  if (condition.op === 'mask' && condition.mask === no) return otherwise
  if (then.op === 'mask' && otherwise.op === 'mask') {
    if (then.mask === yes && otherwise.mask === no) return condition
    if (then.mask === no && otherwise.mask === yes) return notPlan(condition)
  }
  return { op: 'choose', condition, then, otherwise }
}
