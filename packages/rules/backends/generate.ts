import type { Day } from '../day.ts'
import type { TruthTree } from '../tree.ts'
import type { RunRow } from './closures.ts'
import { emitTruth } from './emit.ts'
import { emitterFor } from './emitter.ts'
import type { Layout } from './layout.ts'
import { parseGenerated } from './parse-generated.ts'
import { planFor } from './plan-truth.ts'
import type { Planned } from './refusal.ts'

/**
 * A condition as one generated function on rows. For servers: it needs `new Function`. The text is written from the checked
 * tree alone and holds no word of it, only numbers, names of roundings and names made here.
 */
export function generatedFor(tree: TruthTree, layout: Layout, today: Day): Planned<RunRow> {
  const plan = planFor(tree, layout, today)
  if (!plan.ok) return plan
  const size = layout.columns.length
  const { emitter, things } = emitterFor(layout, today, {
    value: (column) => `row[${column}]`,
    mark: (column) => `row[${size + column}]`,
    ask: (_, name) => `${name}(row)`,
  })
  emitTruth(emitter, plan.value, 'found')
  const body = `return (row) => {\nlet found = 0\n${emitter.lines.join('\n')}\nreturn outcome[found]\n}`
  return { ok: true, value: parseGenerated<RunRow>(body, layout, things) }
}
