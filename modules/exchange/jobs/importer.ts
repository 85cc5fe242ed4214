import { randomUUID } from 'node:crypto'
import { claimImport, tidyImports } from '../store/imports.ts'
import { leaseSeconds, type ImportSurroundings } from './importing.ts'
import { workAtImport } from './work-at-import.ts'

/** Works at imports one after the other for as long as the server runs. */
export type Importer = {
  /** Somebody asked for one. */
  wake(): void
  /** Looks now, and settles when nothing is left to do. */
  settled(): Promise<void>
  /** Finishes the batch under way; the rest waits for the next start. */
  stop(): Promise<void>
}

/** How often, in milliseconds, to look for what another server left behind, and to try again when the database did not answer. */
const lookEvery = 5000

export function startImporter(around: Omit<ImportSurroundings, 'worker' | 'stopping'>): Importer {
  const worker = randomUUID()
  const now: { stopping: boolean; asked: boolean; working?: Promise<void> | undefined } = { stopping: false, asked: true }
  const surroundings: ImportSurroundings = { ...around, worker, stopping: () => now.stopping }

  async function workThrough(): Promise<void> {
    now.asked = false
    await tidyImports(around.database, around.clock())
    for (;;) {
      const claim = now.stopping ? undefined : await claimImport(around.database, worker, leaseSeconds)
      if (claim === undefined) return
      await workAtImport(surroundings, claim)
    }
  }

  function wake(): void {
    now.asked = true
    // An outage ends the round; the next look tries again.
    now.working ??= workThrough()
      .catch(() => undefined)
      .finally(() => {
        now.working = undefined
        if (now.asked && !now.stopping) wake()
      })
  }

  const timer = setInterval(wake, lookEvery)
  timer.unref()
  wake()
  return {
    wake,
    async settled() {
      wake()
      while (now.working !== undefined) await now.working
    },
    async stop() {
      now.stopping = true
      clearInterval(timer)
      await now.working
    },
  }
}
