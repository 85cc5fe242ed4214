import type { Day } from '../day.ts'
import type { TruthTree } from '../tree.ts'
import type { Layout } from './layout.ts'
import { absent, no, open, unmeaning, yes } from './masks.ts'
import { choosePlan, joinPlans, notPlan } from './join-plans.ts'
import { planAtom } from './plan-atom.ts'
import { planQuantified } from './plan-list.ts'
import { maskPlan, type Plan } from './plan.ts'
import { columnOf, refusePlan, type Planner } from './planner.ts'
import type { BackendFault, Planned } from './refusal.ts'
import { strangeIn } from './strange.ts'

/** Makes a condition ready for rows of a layout and one day, or says why only the first engine can evaluate it. */
export function planFor(tree: TruthTree, layout: Layout, today: Day): Planned<Plan> {
  const faults: BackendFault[] = []
  const plan = planTruth({ layout, today, faults, locals: new Map(), planTruth }, tree, false)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: plan }
}

/** `asked`: a none that comes out is told apart from what has no meaning, as under `=` and `= null`. */
function planTruth(planner: Planner, tree: TruthTree, asked: boolean): Plan {
  switch (tree.op) {
    case 'fact':
      return {
        op: 'flag',
        column: columnOf(planner, tree.fact.id),
        // A fact that is never none has no none to be unknown of.
        unknown: asked && tree.fact.none !== false ? open | absent : open,
        none: asked ? absent : unmeaning,
      }
    case 'field':
    case 'cases':
      return refusePlan(planner, 'rules/not-in-backend', strangeIn(tree) ?? tree.op)
    case 'local': {
      const local = planner.locals.get(tree.place)
      if (local?.op === 'truth') return maskPlan(local.value ? yes : no)
      return refusePlan(planner, 'rules/not-in-backend', 'a name that the caller brings')
    }
    case 'none':
      return maskPlan(asked ? absent : unmeaning)
    case 'truth':
      return maskPlan(tree.value ? yes : no)
    case 'if': {
      const condition = planTruth(planner, tree.condition, false)
      const [then, otherwise] = [planTruth(planner, tree.then, asked), planTruth(planner, tree.otherwise, asked)]
      return choosePlan(condition, then, otherwise)
    }
    case 'not':
      return notPlan(planTruth(planner, tree.of, false))
    case 'and':
    case 'or':
      return joinPlans(tree.op, [planTruth(planner, tree.left, false), planTruth(planner, tree.right, false)])
    case 'same':
      if (tree.left.type === 'boolean' && tree.right.type === 'boolean') {
        return { op: 'same', left: planTruth(planner, tree.left, true), right: planTruth(planner, tree.right, true) }
      }
      return planAtom(planner, tree)
    case 'is-none':
      return tree.of.type === 'boolean' ? { op: 'absent', of: planTruth(planner, tree.of, true) } : planAtom(planner, tree)
    case 'contains':
      if (tree.list.op === 'list') {
        const { element } = tree
        const items = tree.list.items.map((item) =>
          planTruth(planner, { op: 'same', type: 'boolean', left: item, right: element }, false),
        )
        return joinPlans('or', items)
      }
      return planAtom(planner, tree)
    case 'order':
    case 'among':
      return planAtom(planner, tree)
    case 'some':
    case 'every':
      return planQuantified(planner, tree)
  }
}
