import { compileTruth, type Run } from '../compile.ts'
import type { Day } from '../day.ts'
import { exactly, invalid, no, none, oneText, point, yes, type Possible, type Truths } from '../possible.ts'
import { possibleOf } from '../read-state.ts'
import type { TruthTree } from '../tree.ts'
import { collect } from '../collect.ts'
import type { Column, Layout } from './layout.ts'
import { maskOf, type Mask } from './masks.ts'
import { marks, type Row } from './pack.ts'
import type { Atom } from './plan.ts'
import type { Local, Planner } from './planner.ts'

/** One comparison under the first engine, for whatever a row says of its facts. */
export type FirstEngine = (cells: ReadonlyMap<string, Possible>) => Mask

export function firstEngine(tree: TruthTree, today: Day, places: readonly Possible[]): FirstEngine {
  const run: Run<Truths> = compileTruth(tree, 'value')
  const now = point(today)
  return (cells) => maskOf(run({ today: now, told: now, cells, signs: new Map(), places: [...places] }))
}

/** The same on rows: what is slow but right, where a fact of an atom has no exact value. */
export function atomOnRows({ tree, columns, places }: Atom, layout: Layout, today: Day): (row: Row) => Mask {
  const engine = firstEngine(tree, today, places)
  const { absence } = collect(tree, 'value')
  const read = columns.flatMap((place) => {
    const column = layout.columns[place]
    return column === undefined ? [] : [{ place, column, absent: absence.has(column.id) }]
  })
  const cells = new Map<string, Possible>()
  return (row) => {
    for (const { place, column, absent } of read) {
      const mark = row[layout.columns.length + place] ?? marks.invalid
      const value = row[place] ?? Number.NaN
      cells.set(column.id, mark === marks.value ? exactCell(layout, column, value) : markedCell(column, mark, absent))
    }
    return engine(cells)
  }
}

/** What a fact without an exact value can be. */
export function markedCell(column: Column, mark: number, absent: boolean): Possible {
  if (mark === marks.unknown) return possibleOf(column.of, undefined, absent)
  return mark === marks.none ? none() : invalid('rules/value-not-of-its-type')
}

function exactCell(layout: Layout, column: Column, value: number): Possible {
  switch (column.kind) {
    case 'boolean':
      return value === 1 ? yes : no
    case 'text':
      return oneText(layout.texts[value] ?? '')
    case 'date':
      return point(value)
    case 'number':
      return point(column.decimals === undefined ? value : value / 10 ** column.decimals)
    case 'bits':
      return codesCell((column.of.domain ?? []).filter((_, bit) => (value & (1 << bit)) !== 0))
    case 'set':
      return codesCell((layout.sets[value] ?? []).map((id) => layout.texts[id] ?? ''))
  }
}

function codesCell(sure: readonly string[]): Possible {
  return exactly({ kind: 'codes', sure, maybe: [], more: false, except: [] })
}

/** Values of the local names, by place, as the first engine wants them. */
export function placesOf({ locals }: Planner): readonly Possible[] {
  const places: Possible[] = []
  for (const [place, local] of locals) places[place] = valueOfLocal(local)
  return places
}

function valueOfLocal(local: Local): Possible {
  if (local.op === 'text') return oneText(local.value)
  if (local.op === 'truth') return local.value ? yes : no
  return point(local.value)
}
