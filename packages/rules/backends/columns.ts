import type { Day } from '../day.ts'
import type { TruthTree } from '../tree.ts'
import { emitTruth } from './emit.ts'
import { emitterFor } from './emitter.ts'
import type { Layout } from './layout.ts'
import type { Row } from './pack.ts'
import { parseGenerated } from './parse-generated.ts'
import { planFor } from './plan-truth.ts'
import type { Planned } from './refusal.ts'

/** Many rows, fact by fact: the values and the marks of each column. Shared memory where `shared`, so that threads read it. */
export type Columns = { readonly count: number; readonly values: readonly Float64Array[]; readonly marks: readonly Uint8Array[] }

/** Writes the outcome of each row from `from` to before `to`: 1 yes, 2 no, 3 unknown, 4 invalid. */
export type RunColumns = (columns: Columns, outcomes: Uint8Array, range: { readonly from: number; readonly to: number }) => void

/** Columns of a size, all unknown. */
export function emptyColumns(layout: Layout, count: number, shared = false): Columns {
  const bytes = (length: number): ArrayBuffer | SharedArrayBuffer =>
    shared ? new SharedArrayBuffer(length) : new ArrayBuffer(length)
  return {
    count,
    values: layout.columns.map(() => new Float64Array(bytes(8 * count)).fill(Number.NaN)),
    marks: layout.columns.map(() => new Uint8Array(bytes(count)).fill(1)),
  }
}

/** Puts a row at its place in the columns. */
export function setRow(columns: Columns, at: number, row: Row): void {
  const size = columns.values.length
  for (const [place, values] of columns.values.entries()) values[at] = row[place] ?? Number.NaN
  for (const [place, marks] of columns.marks.entries()) marks[at] = row[size + place] ?? 3
}

/** A condition as one generated loop over columns. For servers, as `generatedFor`. */
export function columnsFor(tree: TruthTree, layout: Layout, today: Day): Planned<RunColumns> {
  const plan = planFor(tree, layout, today)
  if (!plan.ok) return plan
  const size = layout.columns.length
  const { emitter, things } = emitterFor(layout, today, {
    value: (column) => `c${column}[at]`,
    mark: (column) => `m${column}[at]`,
    // The first engine reads rows: those of its facts are gathered.
    ask: ({ columns }, name) =>
      `(${columns.map((column) => `row[${column}] = c${column}[at], row[${size + column}] = m${column}[at]`).join(', ')}, ${name}(row))`,
  })
  emitTruth(emitter, plan.value, 'found')
  const reads = layout.columns.map(
    (_, place) => `const c${place} = columns.values[${place}], m${place} = columns.marks[${place}]`,
  )
  const body = `const row = new Array(${2 * size}).fill(0)
return (columns, outcomes, range) => {
${reads.join('\n')}
const to = range.to
for (let at = range.from; at < to; at += 1) {
let found = 0
${emitter.lines.join('\n')}
outcomes[at] = outcome[found]
}
}`
  return { ok: true, value: parseGenerated<RunColumns>(body, layout, things) }
}
