import { valueOfCases } from './cases.ts'
import { folded } from './folds.ts'
import { among, contains, count, filtered, quantified } from './lists.ts'
import type { Environment } from './environment.ts'
import { listReading, type Reading } from './read-as.ts'
import { remembered } from './remembered.ts'
import {
  absolute,
  dated,
  greatest,
  least,
  minus,
  monthsFrom,
  order,
  over,
  part,
  plus,
  roundedDown,
  roundedUp,
  shift,
  times,
} from './intervals.ts'
import { coverage } from './periods.ts'
import { join, joinLists, joinTexts } from './join.ts'
import {
  exactly,
  invalid,
  isList,
  isSpan,
  isTexts,
  isTruth,
  no,
  none,
  oneText,
  point,
  present,
  yes,
  type Lists,
  type Possible,
  type Some,
  type Span,
  type Texts,
  type Truths,
} from './possible.ts'
import { comparisonOf } from './relation.ts'
import { same } from './sameness.ts'
import { isSpanTree, type ListTree, type SpanTree, type TextTree, type Tree, type TruthTree } from './tree.ts'
import { and, isNo, isYes, canBeNo, canBeYes, not, or, truths } from './truth.ts'

export type Run<S extends Some = Some> = (environment: Environment) => Possible<S>

export function compile(tree: Tree, reading: Reading): Run {
  if (tree.type === 'boolean') return compileTruth(tree, reading)
  if (tree.type === 'text') return compileText(tree, reading)
  return isSpanTree(tree) ? compileSpan(tree, reading) : compileList(tree, reading)
}

export function compileTruth(tree: TruthTree, reading: Reading): Run<Truths> {
  switch (tree.op) {
    case 'order':
    case 'same':
    case 'is-none':
    case 'among':
    case 'contains':
    case 'some':
    case 'every':
      return remembered(tree, compileComparison(tree))

    case 'fact':
      return readFact(tree.fact.id, isTruth, reading)
    case 'field':
      return readField(tree, isTruth, reading)
    case 'cases':
      return compileCases(tree.cases, (is) => compileTruth(is, reading), joinTruths)
    case 'local':
      return readPlace(tree.place, isTruth)
    case 'none':
      return none
    case 'if':
      return choose(tree.condition, [compileTruth(tree.then, reading), compileTruth(tree.otherwise, reading)], joinTruths)
    case 'truth':
      return tree.value ? () => yes : () => no
    case 'not':
      return unary(compileTruth(tree.of, 'value'), not)
    case 'and':
      return binary(compileTruth(tree.left, 'value'), compileTruth(tree.right, 'value'), and)
    case 'or':
      return binary(compileTruth(tree.left, 'value'), compileTruth(tree.right, 'value'), or)
  }
}

type Comparing = Extract<TruthTree, { readonly op: 'order' | 'same' | 'is-none' | 'among' | 'contains' | 'some' | 'every' }>

function compileComparison(tree: Comparing): Run<Truths> {
  switch (tree.op) {
    case 'order':
      return unlessSupposed(
        tree,
        binary(compileSpan(tree.left, 'value'), compileSpan(tree.right, 'value'), (a, b) => order(a, tree.sign, b)),
      )
    case 'same':
      return unlessSupposed(tree, binary(compile(tree.left, 'asked'), compile(tree.right, 'asked'), same))
    case 'is-none':
      return unary(compile(tree.of, 'asked'), isNone)
    case 'among':
      return unary(compileText(tree.value, 'asked'), (value) => among(value, tree.options))
    case 'contains':
      return binary(compileList(tree.list, 'value'), compile(tree.element, 'asked'), contains)
    case 'some':
    case 'every': {
      // An empty truth is no reason for a yes, so `every` counts the list that may turn out to be absent.
      const [list, body] = [compileList(tree.list, listReading(tree.op)), compileTruth(tree.body, 'value')]
      return (environment) => quantified(tree.op, list(environment), at(environment, tree.place, body))
    }
  }
}

/** A search may suppose how two facts stand to each other; then the comparison follows from that. */
function unlessSupposed(tree: TruthTree, run: Run<Truths>): Run<Truths> {
  const comparison = comparisonOf(tree)
  if (comparison === undefined) return run
  const { relation, true: holding } = comparison
  return (environment) => {
    const sign = environment.signs.size === 0 ? undefined : environment.signs.get(relation.key)
    return sign === undefined ? run(environment) : holding.includes(sign) ? yes : no
  }
}

export function compileSpan(tree: SpanTree, reading: Reading): Run<Span> {
  switch (tree.op) {
    case 'fact':
      return readFact(tree.fact.id, isSpan, reading)
    case 'field':
      return readField(tree, isSpan, reading)
    case 'cases':
      return compileCases(tree.cases, (is) => compileSpan(is, reading), joinSpans)
    case 'local':
      return readPlace(tree.place, isSpan)
    case 'none':
      return none
    case 'if':
      return choose(tree.condition, [compileSpan(tree.then, reading), compileSpan(tree.otherwise, reading)], joinSpans)
    case 'constant': {
      const constant = point(tree.value)
      return () => constant
    }
    case 'today':
      return (environment) => environment.today
    case 'plus':
    case 'minus':
    case 'times':
    case 'over':
      return binary(compileSpan(tree.left, 'value'), compileSpan(tree.right, 'value'), arithmetic[tree.op])
    case 'shift':
      return binary(compileSpan(tree.date, 'value'), compileSpan(tree.months, 'value'), (a, b) => shift(a, b, tree.rounding))
    case 'months-between':
      return binary(compileSpan(tree.from, 'value'), compileSpan(tree.to, 'value'), (a, b) => monthsFrom(a, b, tree.rounding))
    case 'part':
      return unary(compileSpan(tree.of, 'value'), (of) => part(of, tree.which))
    case 'count':
      return unary(compileList(tree.list, 'value'), count)
    case 'least':
    case 'greatest':
      return binary(compileSpan(tree.left, 'value'), compileSpan(tree.right, 'value'), tree.op === 'least' ? least : greatest)
    case 'abs':
    case 'floor':
    case 'ceiling':
      return unary(compileSpan(tree.of, 'value'), monotone[tree.op])
    case 'fold': {
      const [list, body] = [compileList(tree.list, 'value'), compileSpan(tree.body, 'value')]
      return (environment) => folded(tree.which, list(environment), at(environment, tree.place, body))
    }
    case 'covered':
    case 'gap':
      return compilePeriods(tree)
    case 'dated':
      return unary(compileSpan(tree.on, 'value'), (on) => dated(on, tree.steps))
  }
}

function compilePeriods(tree: SpanTree & { readonly op: 'covered' | 'gap' }): Run<Span> {
  const list = compileList(tree.list, 'value')
  const [starts, ends] = [compileSpan(tree.starts, 'value'), compileSpan(tree.ends, 'asked')]
  const [from, to] = [compileSpan(tree.from, 'value'), compileSpan(tree.to, 'value')]
  return (environment) =>
    coverage(tree.op, list(environment), {
      ends: (element) => {
        environment.places[tree.place] = element
        return { starts: starts(environment), ends: ends(environment) }
      },
      from: from(environment),
      to: to(environment),
    })
}

const monotone = { abs: absolute, floor: roundedDown, ceiling: roundedUp } as const

const arithmetic = { plus, minus, times, over } as const

function compileText(tree: TextTree, reading: Reading): Run<Texts> {
  switch (tree.op) {
    case 'fact':
      return readFact(tree.fact.id, isTexts, reading)
    case 'field':
      return readField(tree, isTexts, reading)
    case 'cases':
      return compileCases(tree.cases, (is) => compileText(is, reading), joinTexts)
    case 'local':
      return readPlace(tree.place, isTexts)
    case 'none':
      return none
    case 'if':
      return choose(tree.condition, [compileText(tree.then, reading), compileText(tree.otherwise, reading)], joinTexts)
    case 'text': {
      const constant = oneText(tree.value)
      return () => constant
    }
  }
}

function compileList(tree: ListTree, reading: Reading): Run<Lists> {
  switch (tree.op) {
    case 'fact':
      return readFact(tree.fact.id, isList, reading)
    case 'field':
      return readField(tree, isList, reading)
    case 'filter': {
      const [list, body] = [compileList(tree.list, reading), compileTruth(tree.body, 'value')]
      return (environment) => filtered(list(environment), at(environment, tree.place, body))
    }
    case 'local':
      return readPlace(tree.place, isList)
    case 'none':
      return none
    case 'if':
      return choose(tree.condition, [compileList(tree.then, reading), compileList(tree.otherwise, reading)], joinLists)
    case 'list': {
      const items = tree.items.map((item) => compile(item, 'asked'))
      return (environment) => exactly({ kind: 'items', items: items.map((item) => item(environment)) })
    }
  }
}

function unary<A extends Some, S extends Some>(of: Run<A>, work: (a: Possible<A>) => Possible<S>): Run<S> {
  return (environment) => work(of(environment))
}

function binary<A extends Some, B extends Some, S extends Some>(
  left: Run<A>,
  right: Run<B>,
  work: (a: Possible<A>, b: Possible<B>) => Possible<S>,
): Run<S> {
  return (environment) => work(left(environment), right(environment))
}

function readFact<S extends Some>(id: string, is: (cell: Possible) => cell is Possible<S>, reading: Reading): Run<S> {
  return (environment) => {
    const cell = environment.cells.get(id)
    if (cell === undefined || !is(cell)) throw new TypeError(`the cell of ${id} was not prepared`)
    return reading === 'value' && cell.none && cell.some !== undefined ? { ...cell, none: false } : cell
  }
}

/** The body on one element after another. */
function at<S extends Some>(environment: Environment, place: number, body: Run<S>): (element: Possible) => Possible<S> {
  return (element) => {
    environment.places[place] = element
    return body(environment)
  }
}

/** A part of the record that stands in a place. */
function readField<S extends Some>(
  { place, field }: { readonly place: number; readonly field: { readonly id: string } },
  is: (cell: Possible) => cell is Possible<S>,
  reading: Reading,
): Run<S> {
  return (environment) => {
    const record = environment.places[place]?.some
    // A hint may look at a part before there was a record: then it says nothing.
    if (record?.kind !== 'record') return invalid('rules/none-used')
    return readFact(`${record.path}/${field.id}`, is, reading)(environment)
  }
}

function readPlace<S extends Some>(place: number, is: (cell: Possible) => cell is Possible<S>): Run<S> {
  return (environment) => {
    const value = environment.places[place]
    if (value === undefined || !is(value)) throw new TypeError(`place ${place} was not prepared`)
    return value
  }
}

function compileCases<Inner, S extends Some>(
  cases: readonly { readonly rank: number; readonly when: TruthTree; readonly is: Inner }[],
  compileIs: (is: Inner) => Run<S>,
  joinSome: (a: S, b: S) => S,
): Run<S> {
  const compiled = cases.map(({ rank, when, is }) => ({ rank, when: compileTruth(when, 'value'), is: compileIs(is) }))
  return (environment) =>
    valueOfCases(
      compiled.map(({ rank, when, is }) => ({ rank, when: when(environment), is: () => is(environment) })),
      joinSome,
    )
}

/** An unknown condition decides only if both branches come out the same. */
function choose<S extends Some>(
  condition: TruthTree,
  [then, otherwise]: readonly [Run<S>, Run<S>],
  joinSome: (a: S, b: S) => S,
): Run<S> {
  const test = compileTruth(condition, 'value')
  return (environment) => {
    const because = present(test(environment))
    if (isYes(because)) return then(environment)
    if (isNo(because)) return otherwise(environment)
    if (because.some === undefined) return invalid(because.invalid ?? 'rules/none-used')
    const [a, b] = [canBeYes(because) ? then(environment) : undefined, canBeNo(because) ? otherwise(environment) : undefined]
    const [first, second] = [a ?? b, b ?? a]
    if (first === undefined || second === undefined) return invalid('rules/none-used')
    return join(first, second, { joinSome, invalid: because.invalid, because })
  }
}

function joinTruths(a: Truths, b: Truths): Truths {
  return { kind: 'truth', yes: a.yes || b.yes, no: a.no || b.no }
}

function joinSpans(a: Span, b: Span): Span {
  return { kind: 'span', low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }
}

function isNone(of: Possible): Possible<Truths> {
  return truths({ yes: of.none, no: of.some !== undefined, invalid: of.invalid }, [of])
}
