import type { FactDefinition } from '@convive/facts'
import { below, collect } from '../collect.ts'
import { readableFact } from '../read-state.ts'
import type { Tree, TruthTree } from '../tree.ts'
import { no, unmeaning, yes } from './masks.ts'
import { choosePlan, joinPlans } from './join-plans.ts'
import { planAtom } from './plan-atom.ts'
import { maskPlan, type Plan } from './plan.ts'
import { refusePlan, withLocal, type Local, type Planner } from './planner.ts'

type Quantified = Extract<TruthTree, { readonly op: 'some' | 'every' }>

/** `some` and `every` written out: over the members of a written list, or over groups of codes that the body treats alike. */
export function planQuantified(planner: Planner, tree: Quantified): Plan {
  const { list } = tree
  const join = tree.op === 'some' ? 'or' : 'and'
  if (list.op === 'list') {
    const parts = list.items.map((item) => {
      if (item.op !== 'text' && item.op !== 'constant' && item.op !== 'truth')
        return refusePlan(planner, 'rules/not-in-backend', `${tree.op} over a list that holds more than written values`)
      return planner.planTruth(withLocal(planner, tree.place, item), tree.body, false)
    })
    return joinPlans(join, parts)
  }
  if (list.op !== 'fact' || list.fact.type === 'records')
    return refusePlan(planner, 'rules/not-in-backend', `${tree.op} over a list other than a fact of codes or texts`)
  return overFact(planner, tree, list.fact)
}

/** Codes with the same plan for their bodies are looked for together. A list without codes of its own has named texts and others. */
function overFact(planner: Planner, tree: Quantified, fact: FactDefinition): Plan {
  const { domain } = readableFact(fact)
  const named = [...collect(tree.body, 'value').texts]
  if (domain === undefined && (occurrences(tree.body, tree.place) > 1 || !onlyWritten(tree.body, tree.place)))
    return refusePlan(planner, 'rules/not-in-backend', `an element of ${fact.id} that is not compared once with written texts`)
  const neutral = tree.op === 'some' ? no : yes
  const bodies = new Map<string, { readonly plan: Plan; readonly codes: string[] }>()
  for (const code of domain ?? named) {
    const plan = bodyFor(planner, tree, { op: 'text', type: 'text', value: code })
    const key = JSON.stringify(plan)
    const found = bodies.get(key) ?? { plan, codes: [] }
    found.codes.push(code)
    bodies.set(key, found)
  }
  const parts = [...bodies.values()].map(({ plan, codes }) => groupPlan(planner, { meets: meets(tree, codes), plan, neutral }))
  if (domain === undefined) {
    const other = bodyFor(planner, tree, { op: 'text', type: 'text', value: otherThan(named) })
    parts.push(groupPlan(planner, { meets: outside(tree, named), plan: other, neutral }))
  }
  const kept = parts.flatMap((part) => part ?? [])
  // A list that is not to be read has no meaning, even where no code would matter.
  if (kept.length === 0) kept.push(choosePlan(planAtom(planner, meets(tree, [])), maskPlan(neutral), maskPlan(neutral)))
  const joined = joinPlans(tree.op === 'some' ? 'or' : 'and', kept)
  if (tree.op === 'some') return joined
  // An empty truth is no reason for a yes.
  const absent = planAtom(planner, { op: 'is-none', type: 'boolean', of: tree.list })
  return choosePlan(absent, maskPlan(unmeaning), joined)
}

function bodyFor(planner: Planner, tree: Quantified, code: Local): Plan {
  return planner.planTruth(withLocal(planner, tree.place, code), tree.body, false)
}

function groupPlan(
  planner: Planner,
  { meets, plan, neutral }: { readonly meets: TruthTree; readonly plan: Plan; readonly neutral: number },
): Plan | undefined {
  if (plan.op === 'mask' && plan.mask === neutral) return undefined
  return choosePlan(planAtom(planner, meets), plan, maskPlan(neutral))
}

/** Whether a list holds one of these codes, as a tree that the first engine can evaluate. */
function meets({ list, place }: Quantified, options: readonly string[]): TruthTree {
  const value = { op: 'local', type: 'text', place } as const
  return { op: 'some', type: 'boolean', list, place, body: { op: 'among', type: 'boolean', value, options } }
}

function outside({ list, place }: Quantified, named: readonly string[]): TruthTree {
  const value = { op: 'local', type: 'text', place } as const
  const among: TruthTree = { op: 'among', type: 'boolean', value, options: named }
  return { op: 'some', type: 'boolean', list, place, body: { op: 'not', type: 'boolean', of: among } }
}

/** A text that no text of the expression equals. */
function otherThan(named: readonly string[]): string {
  return `${named.join(' ')} and something else`
}

function occurrences(tree: Tree, place: number): number {
  if (tree.op === 'local') return tree.place === place ? 1 : 0
  return below(tree).reduce((sum, one) => sum + occurrences(one, place), 0)
}

/** Whether a local name is compared with written texts only, so that all other texts are alike. */
function onlyWritten(tree: Tree, place: number): boolean {
  const isLocal = (one: Tree): boolean => one.op === 'local' && one.place === place
  if (isLocal(tree)) return false
  if (tree.op === 'among' && isLocal(tree.value)) return true
  if (tree.op === 'same' && (isLocal(tree.left) || isLocal(tree.right)))
    return tree.left.op === 'text' || tree.right.op === 'text'
  return below(tree).every((one) => onlyWritten(one, place))
}
