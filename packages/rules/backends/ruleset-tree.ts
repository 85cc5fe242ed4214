import { dayOf } from '../day.ts'
import type { Ruleset } from '../ruleset.ts'
import type { TruthTree } from '../tree.ts'
import { substituted } from './substituted.ts'

/** The whole of a ruleset as one condition: its conditions as they join, within its window. */
export function treeOfRuleset(ruleset: Ruleset): TruthTree {
  const met = joined(ruleset)
  return [...bounds(ruleset), met].reduce((left, right): TruthTree => ({ op: 'and', type: 'boolean', left, right }))
}

function joined({ conditions, eligibleWhen }: Ruleset): TruthTree {
  const trees = conditions.map(({ expression }): TruthTree => {
    const { tree } = expression.inside
    if (tree.type !== 'boolean') throw new TypeError(`${expression.feel} is no condition`)
    // As an operand, so that none has no meaning in it, whatever it is asked later.
    return { op: 'and', type: 'boolean', left: certain(true), right: tree }
  })
  if (eligibleWhen === 'all') return trees.reduce((left, right) => ({ op: 'and', type: 'boolean', left, right }), certain(true))
  if (eligibleWhen === 'any') return trees.reduce((left, right) => ({ op: 'or', type: 'boolean', left, right }), certain(false))
  const { tree } = eligibleWhen.inside
  if (tree.type !== 'boolean') throw new TypeError(`${eligibleWhen.feel} is no condition`)
  const byPlace = eligibleWhen.locals.map(
    (name) => trees[conditions.findIndex((condition) => condition.id === name)] ?? certain(false),
  )
  return substituted(tree, byPlace)
}

function certain(value: boolean): TruthTree {
  return { op: 'truth', type: 'boolean', value }
}

function bounds({ window }: Ruleset): readonly TruthTree[] {
  const today = { op: 'today', type: 'date' } as const
  const day = (date: Parameters<typeof dayOf>[0]) => ({ op: 'constant', type: 'date', value: dayOf(date) }) as const
  const opened: readonly TruthTree[] =
    window?.opens === undefined ? [] : [{ op: 'order', type: 'boolean', sign: '<=', left: day(window.opens), right: today }]
  const open: readonly TruthTree[] =
    window?.closes === undefined ? [] : [{ op: 'order', type: 'boolean', sign: '<=', left: today, right: day(window.closes) }]
  return [...opened, ...open]
}
