import { daysFromCivil, type Rounding } from '@convive/kernel'
import { below } from './collect.ts'
import { compile, compileSpan, type Run } from './compile.ts'
import { shiftMonths } from './day.ts'
import { minus, over, plus, times } from './decimal.ts'
import type { Environment } from './environment.ts'
import { exactly } from './possible.ts'
import { isSpanTree, type SpanTree, type Tree } from './tree.ts'

/**
 * Where the outcome of a comparison may turn: values of one fact (or of `today`), worked out backward from the other side.
 * They only guide searches, whose every step is checked by evaluating ranges, so a hint may be a little off.
 */
export type Hint = { readonly of: string; readonly at: Targets }
type Targets = (environment: Environment) => readonly number[]

export function hintsOf(tree: Tree): readonly Hint[] {
  const hints: Hint[] = []
  visit(tree, hints)
  return hints
}

function visit(tree: Tree, hints: Hint[]): void {
  if ((tree.op === 'order' || tree.op === 'same') && isSpanTree(tree.left) && isSpanTree(tree.right)) {
    pull(tree.left, ends(tree.right), hints)
    pull(tree.right, ends(tree.left), hints)
  }
  // On these days the value is another, whatever it is compared with.
  if (tree.op === 'dated') pull(tree.on, () => tree.steps.map((step) => step.from), hints)
  if (tree.op === 'some' || tree.op === 'every') visitBody(tree, hints)
  else for (const one of below(tree)) visit(one, hints)
}

/** What is compared with an element may turn at each member of a written list. */
function visitBody(tree: Extract<Tree, { readonly op: 'some' | 'every' }>, hints: Hint[]): void {
  const { list, place } = tree
  visit(list, hints)
  const inner: Hint[] = []
  visit(tree.body, inner)
  const members: readonly Run[] | undefined = list.op === 'list' ? list.items.map((item) => compile(item, 'asked')) : undefined
  for (const { of, at } of inner) {
    hints.push({
      of,
      at: (environment) => {
        const { places } = environment
        if (members !== undefined)
          return members.flatMap((member) => {
            places[place] = member(environment)
            return at(environment)
          })
        // A list without elements has not put any in the place; then a hint says little.
        places[place] ??= anyText
        return at(environment)
      },
    })
  }
}

const anyText = exactly({ kind: 'texts', among: undefined, except: [] })

/**
 * The finite ends of what a side can be now. A number is a hint only where it is exact: between two open numbers each cut
 * would move the other's, without end.
 */
function ends(tree: SpanTree): Targets {
  const run = compileSpan(tree, 'value')
  return (environment) => {
    const { some } = run(environment)
    if (some === undefined) return []
    if (some.low === some.high) return [some.low]
    return tree.type === 'number' ? [] : [some.low, some.high].filter((end) => Number.isFinite(end))
  }
}

/** All of `work(target, other)`. */
function cross(targets: Targets, others: Targets, work: (target: number, other: number) => readonly number[]): Targets {
  return (environment) => {
    const found = others(environment)
    return targets(environment).flatMap((target) => found.flatMap((other) => work(target, other)))
  }
}

function pull(tree: SpanTree, targets: Targets, hints: Hint[]): void {
  switch (tree.op) {
    case 'fact':
      hints.push({ of: tree.fact.id, at: targets })
      return
    case 'field':
      hints.push({ of: `${tree.fact.id}/${tree.field.id}`, at: targets })
      return
    case 'today':
      hints.push({ of: 'today', at: targets })
      return
    case 'least':
    case 'greatest':
      pull(tree.left, targets, hints)
      pull(tree.right, targets, hints)
      return
    case 'abs':
      pull(tree.of, (environment) => targets(environment).flatMap((target) => [target, 0 - target]), hints)
      return
    case 'floor':
    case 'ceiling':
      pull(tree.of, (environment) => targets(environment).flatMap((target) => [target - 1, target, target + 1]), hints)
      return
    case 'cases':
      for (const { is } of tree.cases) pull(is, targets, hints)
      return
    case 'fold':
    case 'covered':
    case 'gap':
    case 'dated':
      return
    case 'plus':
      pull(
        tree.left,
        cross(targets, ends(tree.right), (target, other) => [minus(target, other)]),
        hints,
      )
      pull(
        tree.right,
        cross(targets, ends(tree.left), (target, other) => [minus(target, other)]),
        hints,
      )
      return
    case 'minus':
      pull(
        tree.left,
        cross(targets, ends(tree.right), (target, other) => [plus(target, other)]),
        hints,
      )
      pull(
        tree.right,
        cross(targets, ends(tree.left), (target, other) => [minus(other, target)]),
        hints,
      )
      return
    case 'times':
      pull(
        tree.left,
        cross(targets, ends(tree.right), (target, other) => [over(target, other)]),
        hints,
      )
      pull(
        tree.right,
        cross(targets, ends(tree.left), (target, other) => [over(target, other)]),
        hints,
      )
      return
    case 'over':
      pull(
        tree.left,
        cross(targets, ends(tree.right), (target, other) => [times(target, other)]),
        hints,
      )
      pull(
        tree.right,
        cross(targets, ends(tree.left), (target, other) => [over(other, target)]),
        hints,
      )
      return
    case 'shift':
      pull(
        tree.date,
        cross(targets, ends(tree.months), (target, months) => steps(target, 0 - months)),
        hints,
      )
      return
    case 'months-between':
      pull(
        tree.to,
        cross(targets, ends(tree.from), (months, from) => [...steps(from, months), ...steps(from, months + 1)]),
        hints,
      )
      pull(
        tree.from,
        cross(targets, ends(tree.to), (months, to) => [...steps(to, 0 - months), ...steps(to, -1 - months)]),
        hints,
      )
      return
    case 'part':
      if (tree.which === 'years')
        pull(tree.of, (environment) => targets(environment).flatMap((year) => [12 * year - 1, 12 * year + 11]), hints)
      if (tree.which === 'days') pull(tree.of, targets, hints)
      if (tree.which === 'year') pull(tree.of, (environment) => targets(environment).flatMap(yearTurns), hints)
      return
    case 'if':
      pull(tree.then, targets, hints)
      pull(tree.otherwise, targets, hints)
      return
    case 'local':
    case 'none':
    case 'constant':
    case 'count':
      return
  }
}

/** The days on which a year begins, and the one after it. */
function yearTurns(year: number): readonly number[] {
  if (!Number.isInteger(year) || year < 1 || year > 9998) return []
  return [daysFromCivil(year, 1, 1), daysFromCivil(year + 1, 1, 1)]
}

const roundings: readonly Rounding[] = ['down', 'up']

function steps(day: number, months: number): readonly number[] {
  if (!Number.isFinite(months) || !Number.isFinite(day) || Math.abs(months) > 120_000) return []
  return roundings.flatMap((rounding) => shiftMonths(Math.round(day), Math.round(months), rounding) ?? [])
}
