import type { Expression } from '../expression-of.ts'
import type { Condition, Ruleset } from '../ruleset.ts'
import type { Tree } from '../tree.ts'

/** Facts stand by their ids: whoever reads it brings the catalogue. */
export type SavedExpression = {
  readonly feel: string
  readonly locals: readonly string[]
  readonly tree: Tree
  readonly always: readonly { readonly feel: string; readonly tree: Tree }[]
}
export type SavedRuleset = {
  readonly form: 1
  readonly id: string
  readonly conditions: readonly (Omit<Condition, 'expression'> & { readonly expression: SavedExpression })[]
  readonly eligibleWhen: 'all' | 'any' | SavedExpression
  readonly window?: Ruleset['window']
}

/** A checked ruleset as JSON text, for a browser that evaluates it without the reader of FEEL. */
export function saveRuleset(ruleset: Ruleset): string {
  const { eligibleWhen } = ruleset
  const saved: SavedRuleset = {
    form: 1,
    id: ruleset.id,
    conditions: ruleset.conditions.map((condition) => ({ ...condition, expression: savedExpression(condition.expression) })),
    eligibleWhen: typeof eligibleWhen === 'string' ? eligibleWhen : savedExpression(eligibleWhen),
    ...(ruleset.window === undefined ? {} : { window: ruleset.window }),
  }
  return JSON.stringify(saved, byId)
}

function savedExpression({ feel, locals, inside }: Expression): SavedExpression {
  return { feel, locals, tree: inside.tree, always: inside.always.map((one) => ({ feel: one.feel, tree: one.tree })) }
}

function byId(key: string, value: unknown): unknown {
  if ((key !== 'fact' && key !== 'field') || typeof value !== 'object' || value === null || !('id' in value)) return value
  return value.id
}
