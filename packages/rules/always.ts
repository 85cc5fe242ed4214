import type { Catalogue, FactDefinition } from '@convive/facts'
import { checkExpression } from './check-expression.ts'
import { compiledAlways } from './compiled-always.ts'
import type { FoundFault } from './fault.ts'
import type { Always } from './lived.ts'

export type FoundAlways =
  | { readonly ok: true; readonly value: readonly Always[] }
  | { readonly ok: false; readonly faults: readonly FoundFault[] }

/**
 * What the catalogue says is so in every life (`always: ["birth_date <= entry_date"]`) of these facts, and of the facts that this
 * ties to them in turn.
 */
export function alwaysOf(catalogue: Catalogue, facts: readonly string[]): FoundAlways {
  const texts = [...catalogue.values()].flatMap((fact) => (fact.always ?? []).map((feel) => ({ fact, feel })))
  if (texts.length === 0) return { ok: true, value: [] }
  const known = compiledIn(catalogue)
  if (known.faults.length > 0) return { ok: false, faults: known.faults }
  const reached = new Set(facts)
  const found = new Set<Always>()
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const one of known.value) {
      if (!one.facts.some((fact) => reached.has(fact))) continue
      found.add(one)
      for (const fact of one.facts) reached.add(fact)
    }
  }
  return { ok: true, value: [...found] }
}

type Known = { readonly value: readonly Always[]; readonly faults: readonly FoundFault[] }
/** A catalogue is read once and asked for every expression that names its facts. */
const known = new WeakMap<Catalogue, Known>()

function compiledIn(catalogue: Catalogue): Known {
  const before = known.get(catalogue)
  if (before !== undefined) return before
  const all = [...catalogue.values()].flatMap((fact) => (fact.always ?? []).map((feel) => compiled(catalogue, fact, feel)))
  const found = { value: all.flatMap((one) => one.value), faults: all.flatMap((one) => one.faults) }
  known.set(catalogue, found)
  return found
}

function compiled(catalogue: Catalogue, fact: FactDefinition, feel: string): Known {
  const checked = checkExpression({ feel, catalogue, expects: 'boolean' })
  if (!checked.ok)
    return {
      value: [],
      faults: checked.faults.map((one) => ({ ...one, at: 0, message: `in what is always so of ${fact.id}: ${one.message}` })),
    }
  return checked.tree.type === 'boolean' ? { value: [compiledAlways(feel, checked.tree)], faults: [] } : { value: [], faults: [] }
}
