import { below, collect } from '../collect.ts'
import { dayOf } from '../day.ts'
import { readMoreThanOnce } from '../read-once.ts'
import type { Ruleset } from '../ruleset.ts'
import type { Tree, TruthTree } from '../tree.ts'
import { closureOf } from '../backends/closures.ts'
import { unmeaning } from '../backends/masks.ts'
import { marks } from '../backends/pack.ts'
import { planFor } from '../backends/plan-truth.ts'
import type { Population } from './population.ts'

const unknown = 3

/**
 * Whether `decide` may say otherwise than columns did about somebody: only where they say unknown, a fact read in more than one place is
 * not known or something may have no meaning, or the person does not fit in columns. Elsewhere Kleene's answer is exact (`isReadOnce`).
 */
export function doubtfulOf(population: Population, ruleset: Ruleset, tree: TruthTree): (at: number, outcome: number) => boolean {
  const { layout, columns, whole, today } = population
  const marksOf = (ids: Iterable<string>): readonly Uint8Array[] =>
    [...ids].flatMap((id) => {
      const place = layout.placeOf.get(id)
      return place === undefined ? [] : [columns.marks[place] ?? new Uint8Array()]
    })
  const own = collect(tree, 'value').facts
  // A day that only what is always so ties to others leaves Kleene's answer as it is, in `decide` as well.
  const repeated = marksOf([...readMoreThanOnce(ruleset)].filter((id) => own.has(id)))
  const all = marksOf(own.keys())
  const mayFail = canFail(tree)
  const plan = planFor(tree, layout, dayOf(today))
  const closure = plan.ok ? closureOf(plan.value, layout, dayOf(today)) : undefined
  const row = Array.from({ length: 2 * layout.columns.length }, () => Number.NaN)
  const hasNoMeaning = (at: number): boolean => {
    for (const [place, values] of columns.values.entries()) row[place] = values[at] ?? Number.NaN
    for (const [place, of] of columns.marks.entries()) row[layout.columns.length + place] = of[at] ?? marks.invalid
    return closure === undefined || (closure(row) & unmeaning) !== 0
  }
  return (at, outcome) => {
    if (whole.size > 0 && whole.has(at)) return true
    if (outcome !== unknown) return false
    for (const of of repeated) if (of[at] === marks.unknown) return true
    return (mayFail || all.some((of) => (of[at] ?? 0) >= marks.none)) && hasNoMeaning(at)
  }
}

/** Whether a tree may have no meaning though all its facts have values. */
function canFail(tree: Tree): boolean {
  if (tree.op === 'over') return true
  if ((tree.op === 'shift' || tree.op === 'months-between') && tree.rounding === 'error') return true
  return below(tree).some(canFail)
}
