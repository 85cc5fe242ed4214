import type { Catalogue, FactDefinition } from '@convive/facts'
import { compiledAlways } from '../compiled-always.ts'
import { expressionOf, type Expression } from '../expression-of.ts'
import type { Ruleset } from '../ruleset.ts'
import type { Tree, TruthTree } from '../tree.ts'
import type { SavedExpression, SavedRuleset } from './save-ruleset.ts'

/** What is wrong with a saved ruleset: it is of another form, or names what this catalogue or this program does not know. */
export type SavedFault = { readonly code: 'rules/not-supported' | 'rules/unknown-fact'; readonly message: string }

export type ReadRuleset =
  | { readonly ok: true; readonly value: Ruleset }
  | { readonly ok: false; readonly faults: readonly SavedFault[] }

const known: Readonly<Record<Tree['op'], true>> = {
  fact: true,
  field: true,
  local: true,
  none: true,
  cases: true,
  if: true,
  truth: true,
  not: true,
  and: true,
  or: true,
  order: true,
  same: true,
  'is-none': true,
  among: true,
  contains: true,
  some: true,
  every: true,
  constant: true,
  today: true,
  plus: true,
  minus: true,
  times: true,
  over: true,
  shift: true,
  'months-between': true,
  part: true,
  count: true,
  least: true,
  greatest: true,
  abs: true,
  floor: true,
  ceiling: true,
  fold: true,
  covered: true,
  gap: true,
  dated: true,
  text: true,
  list: true,
  filter: true,
}

/** Reads what `saveRuleset` wrote; the text comes from our own server, the catalogue gives the facts that it names. */
export function parseSavedRuleset(text: string, catalogue: Catalogue): ReadRuleset {
  const faults: SavedFault[] = []
  const read = JSON.parse(text) as SavedRuleset
  if (read.form !== 1) return { ok: false, faults: [{ code: 'rules/not-supported', message: 'saved in another form' }] }
  const inCatalogue = { catalogue, faults }
  const conditions = read.conditions.map((condition) => ({
    ...condition,
    expression: expressionFrom(condition.expression, inCatalogue),
  }))
  const eligibleWhen = typeof read.eligibleWhen === 'string' ? read.eligibleWhen : expressionFrom(read.eligibleWhen, inCatalogue)
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: { ...read, conditions, eligibleWhen } }
}

type Around = { readonly catalogue: Catalogue; readonly faults: SavedFault[] }

function expressionFrom({ feel, locals, tree, always }: SavedExpression, around: Around): Expression {
  const before = around.faults.length
  const trees = [tree, ...always.map((one) => one.tree)].map((one) => withFacts(one, around) as Tree)
  // Nothing is compiled from a tree that is not known whole.
  if (around.faults.length > before) return expressionOf({ feel }, { op: 'none', type: 'boolean' }, [])
  const [first, ...rest] = trees as [Tree, ...TruthTree[]]
  const names = Object.fromEntries(locals.map((name) => [name, 'boolean'] as const))
  return expressionOf(
    { feel, locals: names },
    first,
    rest.map((one, at) => compiledAlways(always[at]?.feel ?? '', one)),
  )
}

/** The same with definitions in the place of ids. */
function withFacts(value: unknown, around: Around): unknown {
  if (Array.isArray(value)) return value.map((one) => withFacts(one, around))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const { op, fact, field } = value as { readonly op?: string; readonly fact?: string; readonly field?: string }
  if (op !== undefined && !Object.hasOwn(known, op))
    around.faults.push({ code: 'rules/not-supported', message: `an operation that this program does not know: ${op}` })
  const definition = fact === undefined ? undefined : around.catalogue.get(fact)
  if (fact !== undefined && definition === undefined)
    around.faults.push({ code: 'rules/unknown-fact', message: `no fact is called ${fact}` })
  const part = field === undefined ? undefined : partOf(definition, field)
  if (field !== undefined && part === undefined)
    around.faults.push({ code: 'rules/unknown-fact', message: `no part of ${fact} is called ${field}` })
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === 'fact' ? definition : key === 'field' ? part : withFacts(inner, around)]),
  )
}

function partOf(definition: FactDefinition | undefined, field: string): FactDefinition | undefined {
  return definition?.fields?.find((one) => one.id === field)
}
