import { builtInNames, builtInParts, readFeel, type Expression } from '@convive/feel'

/** How the conditions of a procedure add up, as it is drawn: the leaves are conditions. */
export type Combination =
  | { readonly kind: 'condition'; readonly id: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Combination[] }
  | { readonly kind: 'not'; readonly of: Combination }
  /** Something that is neither: told as it is written. */
  | { readonly kind: 'formula'; readonly feel: string }

/** `all`, `any`, or a formula over the conditions' ids. */
export function combinationOf(eligibleWhen: string, ids: readonly string[]): Combination {
  if (eligibleWhen === 'all' || eligibleWhen === 'any')
    return { kind: eligibleWhen, of: ids.map((id) => ({ kind: 'condition', id })) }
  const read = readFeel(eligibleWhen, { scope: builtInNames, parts: builtInParts })
  return read.ok ? drawn(read.value, { text: eligibleWhen, ids }) : { kind: 'formula', feel: eligibleWhen }
}

function drawn(one: Expression, around: { readonly text: string; readonly ids: readonly string[] }): Combination {
  if (one.kind === 'and' || one.kind === 'or') {
    const items = one.items.map((item) => drawn(item, around))
    return joined(one.kind === 'and' ? 'all' : 'any', items)
  }
  if (one.kind === 'name' && around.ids.includes(one.name)) return { kind: 'condition', id: one.name }
  const [only] = one.kind === 'call' && one.callee.kind === 'name' && one.callee.name === 'not' ? one.given : []
  return only === undefined
    ? { kind: 'formula', feel: around.text.slice(one.from, one.to).trim() }
    : { kind: 'not', of: drawn(only.value, around) }
}

/** Brackets that say nothing are not drawn. */
function joined(kind: 'all' | 'any', of: readonly Combination[]): Combination {
  return { kind, of: of.flatMap((one) => (one.kind === kind ? one.of : [one])) }
}
