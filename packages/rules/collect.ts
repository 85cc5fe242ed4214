import type { FactDefinition } from '@convive/facts'
import { listReading, type Reading } from './read-as.ts'
import { comparisonOf, type Relation } from './relation.ts'
import type { Tree } from './tree.ts'

/** What an expression reads: its facts, those whose none has an answer of its own, and the texts written in it. */
export type Reads = {
  readonly facts: Map<string, FactDefinition>
  readonly absence: Set<string>
  readonly texts: Set<string>
}

export function collect(tree: Tree, reading: Reading): Reads {
  const reads: Reads = { facts: new Map(), absence: new Set(), texts: new Set() }
  visit(tree, reading, reads)
  return reads
}

/** Goes down as `compile` does, with the same readings. */
function visit(tree: Tree, reading: Reading, reads: Reads): void {
  switch (tree.op) {
    case 'fact':
      reads.facts.set(tree.fact.id, tree.fact)
      if (reading === 'asked' && tree.fact.none !== false) reads.absence.add(tree.fact.id)
      return
    case 'if':
      visit(tree.condition, 'value', reads)
      visit(tree.then, reading, reads)
      visit(tree.otherwise, reading, reads)
      return
    case 'text':
      reads.texts.add(tree.value)
      return
    case 'among':
      for (const option of tree.options) reads.texts.add(option)
      visit(tree.value, 'asked', reads)
      return
    case 'same':
    case 'is-none':
    case 'list':
      for (const one of below(tree)) visit(one, 'asked', reads)
      return
    case 'contains':
      visit(tree.list, 'value', reads)
      visit(tree.element, 'asked', reads)
      return
    case 'some':
    case 'every':
      visit(tree.list, listReading(tree.op), reads)
      visit(tree.body, 'value', reads)
      return
    case 'filter':
    case 'fold':
      visit(tree.list, 'value', reads)
      visit(tree.body, 'value', reads)
      return
    case 'cases':
      for (const { when, is } of tree.cases) {
        visit(when, 'value', reads)
        visit(is, reading, reads)
      }
      return
    case 'local':
    case 'field':
    case 'none':
    case 'truth':
    case 'constant':
    case 'today':
      return
    case 'not':
    case 'and':
    case 'or':
    case 'order':
    case 'plus':
    case 'minus':
    case 'times':
    case 'over':
    case 'shift':
    case 'months-between':
    case 'part':
    case 'count':
    case 'least':
    case 'greatest':
    case 'abs':
    case 'floor':
    case 'ceiling':
    case 'covered':
    case 'gap':
    case 'dated':
      for (const one of below(tree)) visit(one, 'value', reads)
  }
}

/** Facts that meet in a comparison, by the comparison. */
export function relationsIn(tree: Tree): ReadonlyMap<string, Relation> {
  const found = new Map<string, Relation>()
  function visitAll(one: Tree): void {
    const relation = comparisonOf(one)?.relation
    if (relation !== undefined) found.set(relation.key, relation)
    for (const inner of below(one)) visitAll(inner)
  }
  visitAll(tree)
  return found
}

/** The expressions directly inside another. */
export function below(tree: Tree): readonly Tree[] {
  switch (tree.op) {
    case 'fact':
    case 'field':
    case 'local':
    case 'none':
    case 'truth':
    case 'text':
    case 'constant':
    case 'today':
      return []
    case 'if':
      return [tree.condition, tree.then, tree.otherwise]
    case 'not':
    case 'is-none':
    case 'part':
    case 'abs':
    case 'floor':
    case 'ceiling':
      return [tree.of]
    case 'and':
    case 'or':
    case 'order':
    case 'same':
    case 'plus':
    case 'minus':
    case 'times':
    case 'over':
    case 'least':
    case 'greatest':
      return [tree.left, tree.right]
    case 'among':
      return [tree.value]
    case 'contains':
      return [tree.list, tree.element]
    case 'some':
    case 'every':
    case 'filter':
    case 'fold':
      return [tree.list, tree.body]
    case 'cases':
      return tree.cases.flatMap(({ when, is }) => [when, is])
    case 'covered':
    case 'gap':
      return [tree.list, tree.starts, tree.ends, tree.from, tree.to]
    case 'dated':
      return [tree.on]
    case 'shift':
      return [tree.date, tree.months]
    case 'months-between':
      return [tree.from, tree.to]
    case 'count':
      return [tree.list]
    case 'list':
      return tree.items
  }
}
