import { dateOf, shiftMonths, type Day, dayOf } from './day.ts'
import { below } from './collect.ts'
import { expressionsOf, type Ruleset } from './ruleset.ts'
import type { CalendarDate } from '@convive/kernel'
import type { Tree } from './tree.ts'

const most = 400

/**
 * Days on which a ruleset of which nothing is known could come out in different ways: the ends of its window, the days written in it and those on which a dated value changes,
 * those a written length away from them, and the days beside all these. One day where it does not read today.
 */
export function turningDays(ruleset: Ruleset, on: CalendarDate): readonly CalendarDate[] {
  const { opens = on, closes } = ruleset.window ?? {}
  const trees = expressionsOf(ruleset).flatMap((one) => everyTree(one.inside.tree))
  if (!trees.some((tree) => tree.op === 'today')) return [opens]
  const written = trees.flatMap((tree) => {
    if (tree.op === 'dated') return tree.steps.map((step) => step.from)
    return tree.op === 'constant' && tree.type === 'date' ? [tree.value] : []
  })
  const ends = [dayOf(opens), ...(closes === undefined ? [] : [dayOf(closes)])]
  const found = [...ends, ...written, ...written.flatMap((day) => trees.flatMap((tree) => beside(day, tree)))]
  const days = new Set(found.flatMap((day) => [day - 1, day, day + 1]).toSorted((a, b) => a - b))
  return [...days]
    .flatMap((day) => dateOf(day) ?? [])
    .filter((day) => day >= opens && (closes === undefined || day <= closes))
    .slice(0, most)
}

function beside(day: Day, tree: Tree): readonly Day[] {
  if (tree.op !== 'constant') return []
  if (tree.type === 'days') return [day - tree.value, day + tree.value]
  if (tree.type !== 'months') return []
  return [tree.value, 0 - tree.value].flatMap((months) => shiftMonths(day, months, 'down') ?? [])
}

/** An expression and all within it. */
export function everyTree(tree: Tree): readonly Tree[] {
  return [tree, ...below(tree).flatMap(everyTree)]
}
