import { columnsFor } from '../../backends/columns.ts'
import type { Runner } from './outcomes.ts'

/** Runs conditions where it is called, in one go: for small populations, and where no threads may be started. */
export const oneThread: Runner = {
  prepare(tree, layout, today) {
    const planned = columnsFor(tree, layout, today)
    if (!planned.ok) return planned
    return {
      ok: true,
      value: (columns, outcomes) => {
        planned.value(columns, outcomes, { from: 0, to: columns.count })
        return { finished: Promise.resolve(true), progress: () => 1, stop: () => undefined }
      },
    }
  },
}
