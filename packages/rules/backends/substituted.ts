import type { ListTree, SpanTree, TextTree, Tree, TruthTree } from '../tree.ts'
import { isSpanTree } from '../tree.ts'

/** A condition with conditions in the place of its first local names: those of a ruleset's parts. */
export function substituted(tree: TruthTree, byPlace: readonly TruthTree[]): TruthTree {
  return inTruth(tree, byPlace)
}

type Parts = readonly TruthTree[]

function inTruth(tree: TruthTree, parts: Parts): TruthTree {
  switch (tree.op) {
    case 'local':
      return parts[tree.place] ?? tree
    case 'fact':
    case 'field':
    case 'none':
    case 'truth':
      return tree
    case 'not':
      return { ...tree, of: inTruth(tree.of, parts) }
    case 'and':
    case 'or':
      return { ...tree, left: inTruth(tree.left, parts), right: inTruth(tree.right, parts) }
    case 'if':
      return {
        ...tree,
        condition: inTruth(tree.condition, parts),
        then: inTruth(tree.then, parts),
        otherwise: inTruth(tree.otherwise, parts),
      }
    case 'cases':
      return { ...tree, cases: tree.cases.map((one) => ({ ...one, when: inTruth(one.when, parts), is: inTruth(one.is, parts) })) }
    case 'order':
      return { ...tree, left: inSpan(tree.left, parts), right: inSpan(tree.right, parts) }
    case 'same':
      return { ...tree, left: inTree(tree.left, parts), right: inTree(tree.right, parts) }
    case 'is-none':
      return { ...tree, of: inTree(tree.of, parts) }
    case 'among':
      return { ...tree, value: inText(tree.value, parts) }
    case 'contains':
      return { ...tree, list: inList(tree.list, parts), element: inTree(tree.element, parts) }
    case 'some':
    case 'every':
      return { ...tree, list: inList(tree.list, parts), body: inTruth(tree.body, parts) }
  }
}

function inTree(tree: Tree, parts: Parts): Tree {
  if (tree.type === 'boolean') return inTruth(tree, parts)
  if (tree.type === 'text') return inText(tree, parts)
  return isSpanTree(tree) ? inSpan(tree, parts) : inList(tree, parts)
}

function inSpan(tree: SpanTree, parts: Parts): SpanTree {
  switch (tree.op) {
    case 'fact':
    case 'field':
    case 'local':
    case 'none':
    case 'constant':
    case 'today':
      return tree
    case 'if':
      return {
        ...tree,
        condition: inTruth(tree.condition, parts),
        then: inSpan(tree.then, parts),
        otherwise: inSpan(tree.otherwise, parts),
      }
    case 'plus':
    case 'minus':
    case 'times':
    case 'over':
    case 'least':
    case 'greatest':
      return { ...tree, left: inSpan(tree.left, parts), right: inSpan(tree.right, parts) }
    case 'shift':
      return { ...tree, date: inSpan(tree.date, parts), months: inSpan(tree.months, parts) }
    case 'months-between':
      return { ...tree, from: inSpan(tree.from, parts), to: inSpan(tree.to, parts) }
    case 'part':
    case 'abs':
    case 'floor':
    case 'ceiling':
      return { ...tree, of: inSpan(tree.of, parts) }
    case 'cases':
      return { ...tree, cases: tree.cases.map((one) => ({ ...one, when: inTruth(one.when, parts), is: inSpan(one.is, parts) })) }
    case 'fold':
      return { ...tree, list: inList(tree.list, parts), body: inSpan(tree.body, parts) }
    case 'covered':
    case 'gap':
      return {
        ...tree,
        list: inList(tree.list, parts),
        starts: inSpan(tree.starts, parts),
        ends: inSpan(tree.ends, parts),
        from: inSpan(tree.from, parts),
        to: inSpan(tree.to, parts),
      }
    case 'dated':
      return { ...tree, on: inSpan(tree.on, parts) }
    case 'count':
      return { ...tree, list: inList(tree.list, parts) }
  }
}

function inText(tree: TextTree, parts: Parts): TextTree {
  if (tree.op === 'cases')
    return { ...tree, cases: tree.cases.map((one) => ({ ...one, when: inTruth(one.when, parts), is: inText(one.is, parts) })) }
  if (tree.op !== 'if') return tree
  return {
    ...tree,
    condition: inTruth(tree.condition, parts),
    then: inText(tree.then, parts),
    otherwise: inText(tree.otherwise, parts),
  }
}

function inList(tree: ListTree, parts: Parts): ListTree {
  if (tree.op === 'filter') return { ...tree, list: inList(tree.list, parts), body: inTruth(tree.body, parts) }
  if (tree.op === 'list') return { ...tree, items: tree.items.map((item) => inTree(item, parts)) }
  if (tree.op !== 'if') return tree
  return {
    ...tree,
    condition: inTruth(tree.condition, parts),
    then: inList(tree.then, parts),
    otherwise: inList(tree.otherwise, parts),
  }
}
