import type { Day } from '../day.ts'
import type { TruthTree } from '../tree.ts'
import { amountClosure, type Around, type RunAmount } from './amount-closures.ts'
import { askFirst } from './ranges.ts'
import type { Layout } from './layout.ts'
import {
  absentMask,
  andTable,
  chooseMask,
  no,
  notTable,
  orTable,
  outcomeTable,
  sameTable,
  unmeaning,
  yes,
  type Mask,
} from './masks.ts'
import type { Row } from './pack.ts'
import type { Atom, Plan } from './plan.ts'
import { planFor } from './plan-truth.ts'
import type { Planned } from './refusal.ts'
import { testClosure } from './test-closures.ts'

/** The outcome of a condition for a row: 1 yes, 2 no, 3 unknown, 4 invalid. `truthOf` names them. */
export type RunRow = (row: Row) => Mask

/** A condition as closures on rows: no generated code, so it runs in a browser under any content security policy. */
export function closuresFor(tree: TruthTree, layout: Layout, today: Day): Planned<RunRow> {
  const plan = planFor(tree, layout, today)
  if (!plan.ok) return plan
  const run = closureOf(plan.value, layout, today)
  return { ok: true, value: (row) => outcomeTable[run(row)] ?? unmeaning }
}

/** The mask of a plan for a row. */
export function closureOf(plan: Plan, layout: Layout, today: Day): RunRow {
  const of = (one: Plan): RunRow => closureOf(one, layout, today)
  const around: Around = { sets: layout.sets, truth: of }
  const size = layout.columns.length
  switch (plan.op) {
    case 'mask': {
      const { mask } = plan
      return () => mask
    }
    case 'flag': {
      const { column } = plan
      const byMark = [0, plan.unknown, plan.none, unmeaning]
      return (row) => {
        const value = row[column]
        return value === 1 ? yes : value === 0 ? no : (byMark[row[size + column] ?? 3] ?? unmeaning)
      }
    }
    case 'not': {
      const inside = of(plan.of)
      return (row) => notTable[inside(row)] ?? unmeaning
    }
    case 'absent': {
      const inside = of(plan.of)
      return (row) => absentMask(inside(row))
    }
    case 'and':
      return plan.parts.map(of).reduceRight((rest, part) => joined(part, rest, { ends: no, table: andTable }))
    case 'or':
      return plan.parts.map(of).reduceRight((rest, part) => joined(part, rest, { ends: yes, table: orTable }))
    case 'choose': {
      const [condition, then, otherwise] = [of(plan.condition), of(plan.then), of(plan.otherwise)]
      return (row) => {
        const found = condition(row)
        return found === yes ? then(row) : found === no ? otherwise(row) : chooseMask(found, then(row), otherwise(row))
      }
    }
    case 'same': {
      const [left, right] = [of(plan.left), of(plan.right)]
      return (row) => sameTable[(left(row) << 4) | right(row)] ?? unmeaning
    }
    case 'atom': {
      const kind = (column: number): 'bits' | 'set' => (layout.columns[column]?.kind === 'set' ? 'set' : 'bits')
      const amount = (one: Parameters<typeof amountClosure>[0]): RunAmount => amountClosure(one, kind, around)
      return testClosure(plan.test, { amount, sets: layout.sets, otherwise: otherwiseOf(plan, layout, today) })
    }
  }
}

/** What answers where a fact has no exact value: a look at its mark, or the first engine. */
export function otherwiseOf(atom: Atom, layout: Layout, today: Day): RunRow {
  const { byMarks, columns } = atom
  if (byMarks === undefined) return askFirst(atom, layout, today)
  const [first, second, third] = columns.map((column) => layout.columns.length + column)
  const mark = (row: Row, place: number | undefined): number => (place === undefined ? 0 : (row[place] ?? 3))
  if (second === undefined) return (row) => byMarks[mark(row, first)] ?? unmeaning
  return (row) => byMarks[mark(row, first) | (mark(row, second) << 2) | (mark(row, third) << 4)] ?? unmeaning
}

function joined(part: RunRow, rest: RunRow, { ends, table }: { readonly ends: Mask; readonly table: Uint8Array }): RunRow {
  const goesOn = ends === no ? yes : no
  return (row) => {
    const found = part(row)
    if (found === ends) return ends
    const other = rest(row)
    return found === goesOn ? other : (table[(found << 3) | other] ?? unmeaning)
  }
}
