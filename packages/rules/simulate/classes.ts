import { dayOf } from '../day.ts'
import { subjectOf } from '../judge.ts'
import type { Ruleset } from '../ruleset.ts'
import type { TruthTree } from '../tree.ts'
import { closureOf, type RunRow } from '../backends/closures.ts'
import { marks } from '../backends/pack.ts'
import { planFor } from '../backends/plan-truth.ts'
import type { Atom, Plan } from '../backends/plan.ts'
import type { Population } from './population.ts'
import { tiesOf, type Bounds, type Tied } from './ties.ts'

/** One column as a rule reads it. */
type Read = {
  readonly column: number
  /** What tells its values apart: comparisons of it alone. */
  readonly classOf: (value: number) => number
  /** Days on which something turns; `undefined` where that is not all that a rule asks of it. */
  readonly cuts: readonly number[] | undefined
}

/** A comparison of several facts. */
type Joint = { readonly columns: readonly number[]; readonly run: RunRow }

/**
 * A text that two people share only where a rule cannot tell them apart: each of its comparisons has the same answer, and what is not known
 * can lie on the same sides of what it compares with. `undefined` for somebody, or for a rule, of whom that is not told.
 */
export function classesOf(
  population: Population,
  ruleset: Ruleset,
  tree: TruthTree,
): ((at: number) => string | undefined) | undefined {
  const { layout, columns, whole, declined } = population
  const plan = planFor(tree, layout, dayOf(population.today))
  const ties = tiesOf(population, subjectOf(ruleset))
  if (!plan.ok || ties === undefined) return undefined
  const parts = partsOf(plan.value)
  const row = Array.from({ length: 2 * layout.columns.length }, () => Number.NaN)
  const closure = (one: Plan): RunRow => closureOf(one, layout, dayOf(population.today))
  const joints = parts
    .filter((one) => one.columns.length > 1)
    .map((one): Joint => ({ columns: one.columns, run: closure(one.of) }))
  const reads = [...new Set(parts.flatMap((one) => one.columns))].map((column): Read => {
    const alone = parts.filter((one) => one.columns.length === 1 && one.columns[0] === column).map((one) => one.of)
    const isJoint = joints.some((one) => one.columns.includes(column))
    return { column, classOf: classesBy(alone.map(closure), { row, column }), cuts: isJoint ? undefined : cutsOf(alone) }
  })
  const size = layout.columns.length
  const isKnown = (column: number, at: number): boolean => columns.marks[column]?.[at] === marks.value
  const valueAt = (column: number, at: number): number => columns.values[column]?.[at] ?? Number.NaN

  function jointAt({ columns: read, run }: Joint, at: number): string {
    if (!read.every((column) => isKnown(column, at))) return read.map((column) => valueAt(column, at)).join('&')
    for (const column of read) [row[column], row[size + column]] = [valueAt(column, at), marks.value]
    return String(run(row))
  }

  return (at) => {
    if (whole.has(at)) return undefined
    const tied = ties(at)
    if (tied === undefined) return 'nobody'
    const { bounds } = tied
    const open = reads.filter(({ column }) => isSome(bounds.get(column)))
    const isExact = open.some(({ cuts }) => cuts === undefined)
    let text = ''
    for (const { column, classOf, cuts } of reads) {
      const within = bounds.get(column)
      const mark = columns.marks[column]?.[at]
      if (mark === marks.value) text += `${classOf(valueAt(column, at))} `
      else if (mark === marks.none) text += 'n '
      else
        text += `${declined.get(column)?.[at] === 1 ? 'd' : 'u'}${within === undefined ? '' : sideOf(within, isExact ? undefined : cuts)} `
    }
    for (const joint of joints) text += `${jointAt(joint, at)} `
    return open.length < 2 ? text : `${text}${tied.order} ${isExact ? '' : together(open, tied)}`
  }
}

/** Where a day can lie: between which cuts, or from when to when. */
function sideOf({ low, high }: Bounds, cuts: readonly number[] | undefined): string {
  // There is no such day left: it can only be none.
  if (low > high) return '-'
  return cuts === undefined ? `${low}..${high}` : `${band(cuts, low)}-${band(cuts, high)}`
}

function isSome(bounds: Bounds | undefined): boolean {
  return bounds !== undefined && bounds.low <= bounds.high
}

function band(cuts: readonly number[], day: number): number {
  return cuts.reduce((sum, cut) => (cut <= day ? sum + 1 : sum), 0)
}

/** For each two days that are not known and tied: between which cuts they can lie at once. Of orders alone, pairs tell all. */
function together(open: readonly Read[], { bounds, isBefore }: Tied): string {
  let text = ''
  for (const one of open)
    for (const other of open)
      if (one !== other && isBefore(one.column, other.column))
        for (const { low } of stretches(one, bounds))
          for (const { high } of stretches(other, bounds)) text += low <= high ? '1' : '0'
  return text
}

/** The parts of what a day can be, from cut to cut. */
function stretches({ column, cuts = [] }: Read, bounds: ReadonlyMap<number, Bounds>): readonly Bounds[] {
  const { low, high } = bounds.get(column) ?? { low: 0, high: 0 }
  const starts = [low, ...cuts.filter((cut) => cut > low && cut <= high)]
  return starts.map((start, at) => ({ low: start, high: (starts[at + 1] ?? high + 1) - 1 }))
}

type Part = { readonly columns: readonly number[]; readonly of: Extract<Plan, { readonly op: 'flag' }> | Atom }

/** The comparisons and yes-or-no facts of a plan. */
function partsOf(plan: Plan): readonly Part[] {
  switch (plan.op) {
    case 'mask':
      return []
    case 'flag':
      return [{ columns: [plan.column], of: plan }]
    case 'atom':
      return [{ columns: plan.columns, of: plan }]
    case 'not':
    case 'absent':
      return partsOf(plan.of)
    case 'and':
    case 'or':
      return plan.parts.flatMap(partsOf)
    case 'choose':
      return [plan.condition, plan.then, plan.otherwise].flatMap(partsOf)
    case 'same':
      return [plan.left, plan.right].flatMap(partsOf)
  }
}

/** Values are of one class where all of these come out alike. */
function classesBy(
  runs: readonly RunRow[],
  { row, column }: { readonly row: number[]; readonly column: number },
): (value: number) => number {
  const [byValue, byOutcome] = [new Map<number, number>(), new Map<string, number>()]
  return (value) => {
    const before = byValue.get(value)
    if (before !== undefined) return before
    ;[row[column], row[row.length / 2 + column]] = [value, marks.value]
    const outcome = runs.map((run) => run(row)).join()
    const found = byOutcome.get(outcome) ?? byOutcome.size
    byOutcome.set(outcome, found)
    byValue.set(value, found)
    return found
  }
}

function cutsOf(parts: readonly Part['of'][]): readonly number[] | undefined {
  const cuts = new Set<number>()
  for (const one of parts) {
    if (one.op !== 'atom') return undefined
    // Whether there is such a day at all is told by its mark.
    if (one.test.kind === 'valued' && one.test.of.op === 'column') continue
    if (one.test.kind !== 'between') return undefined
    for (const cut of [one.test.low, one.test.high + 1]) if (Number.isFinite(cut)) cuts.add(cut)
  }
  return [...cuts].toSorted((a, b) => a - b)
}
