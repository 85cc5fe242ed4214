import { below } from './collect.ts'
import type { Possible, Truths } from './possible.ts'
import { expressionsOf, type Ruleset } from './ruleset.ts'
import type { Tree } from './tree.ts'

/**
 * Facts of which Kleene's tables may know too little: read in more than one place, or in one whose outcome is bounded and not exact. Where
 * only other facts are unknown, Kleene's answer is that of the completions (a read-once formula).
 */
export function readMoreThanOnce(ruleset: Ruleset): ReadonlySet<string> {
  const before = known.get(ruleset)
  if (before !== undefined) return before
  const found = find(ruleset)
  known.set(ruleset, found)
  return found
}

/** A ruleset never changes, and is asked about for every person. */
const known = new WeakMap<Ruleset, ReadonlySet<string>>()

function find(ruleset: Ruleset): ReadonlySet<string> {
  const [once, more] = [new Set<string>(), new Set<string>()]

  function visit(tree: Tree, bounded: boolean): void {
    if (tree.op === 'fact') (bounded || once.has(tree.fact.id) ? more : once).add(tree.fact.id)
    const rough = bounded || isBounded(tree)
    // Element by element of one list Kleene's answer is exact, as long as nothing else is read for each.
    if ((tree.op === 'some' || tree.op === 'every') && !bounded && tree.list.op === 'fact' && readsNothing(tree.body)) {
      visit(tree.list, false)
      return
    }
    for (const one of below(tree)) visit(one, rough)
  }

  // A condition that the sentence over the conditions names twice is read twice.
  const named = typeof ruleset.eligibleWhen === 'string' ? [] : placesIn(ruleset.eligibleWhen.inside.tree)
  const twice = new Set(named.filter((place, at) => named.indexOf(place) !== at))
  const locals = typeof ruleset.eligibleWhen === 'string' ? [] : ruleset.eligibleWhen.locals
  for (const { id, expression } of ruleset.conditions)
    if (twice.has(locals.indexOf(id))) for (const fact of expression.facts) more.add(fact)
  for (const { inside } of expressionsOf(ruleset)) {
    visit(inside.tree, false)
    for (const { facts } of inside.always) for (const fact of facts) more.add(fact)
  }
  return more
}

function readsNothing(tree: Tree): boolean {
  return tree.op !== 'fact' && tree.op !== 'field' && below(tree).every(readsNothing)
}

function placesIn(tree: Tree): readonly number[] {
  return tree.op === 'local' ? [tree.place] : below(tree).flatMap(placesIn)
}

function isBounded(tree: Tree): boolean {
  switch (tree.op) {
    case 'times':
    case 'over':
    case 'some':
    case 'every':
    case 'contains':
    case 'count':
    case 'list':
    case 'filter':
    case 'fold':
    case 'covered':
    case 'gap':
    case 'cases':
    case 'least':
    case 'greatest':
    case 'abs':
    case 'floor':
    case 'ceiling':
    case 'dated':
      return true
    case 'part':
      return tree.which === 'months'
    case 'shift':
      return tree.months.op !== 'constant'
    case 'same':
      return tree.left.type === 'list' || (tree.left.type === 'number' && tree.left.op !== 'fact')
    case 'fact':
    case 'field':
    case 'local':
    case 'none':
    case 'truth':
    case 'text':
    case 'constant':
    case 'today':
    case 'if':
    case 'not':
    case 'is-none':
    case 'and':
    case 'or':
    case 'order':
    case 'plus':
    case 'minus':
    case 'among':
    case 'months-between':
      return false
  }
}

/** Where everything that is open is read once, Kleene's unknown is the exact answer and nothing has to be searched. */
export function isReadOnce(found: Possible<Truths>, repeated: ReadonlySet<string>): boolean {
  return (
    found.invalid === undefined && ![...found.open, ...found.declined].some((fact) => repeated.has(fact) || fact.includes('/'))
  )
}
