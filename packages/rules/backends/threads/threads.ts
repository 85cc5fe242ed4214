import { Worker } from 'node:worker_threads'
import type { Day } from '../../day.ts'
import type { TruthTree } from '../../tree.ts'
import { columnsFor, type Columns } from '../columns.ts'
import type { Layout } from '../layout.ts'
import type { Planned } from '../refusal.ts'
import { control, type Answered, type Told, type ToldLayout } from './message.ts'
import { travelling } from './parse-tree.ts'

/** A condition running over columns on several threads. */
export type Job = {
  /** `true` when every row has its outcome, `false` when it was stopped before. */
  readonly finished: Promise<boolean>
  /** From 0 to 1, of the rows done. */
  progress(): number
  /** Ends it after the pieces that are being worked on. */
  stop(): void
}

/** A condition prepared on every thread. The columns and outcomes are in shared memory. */
export type ThreadedRun = (columns: Columns, outcomes: Uint8Array) => Job

/** Threads that stay until they are closed. */
export type Threads = {
  prepare(tree: TruthTree, layout: Layout, today: Day): Planned<ThreadedRun>
  close(): Promise<void>
}

/** Starts so many threads. What they work on is shared memory (`emptyColumns(…, true)`), nothing is copied. */
export function openThreads(count: number): Threads {
  const workers = Array.from({ length: count }, () => new Worker(new URL('./worker.ts', import.meta.url)))
  const waiting = new Map<number, (failed: string | undefined) => void>()
  let numbers = 0
  const settle = (job: number, failed: string | undefined): void => waiting.get(job)?.(failed)
  for (const worker of workers) {
    worker.on('message', ({ job, failed }: Answered) => settle(job, failed))
    worker.on('error', (error) => {
      for (const job of waiting.keys()) settle(job, error instanceof Error ? error.message : 'a thread ended')
    })
  }
  const tell = (told: Told): void => {
    for (const worker of workers) worker.postMessage(told, [])
  }
  const layouts = new Map<Layout, { readonly number: number; readonly texts: number; readonly sets: number }>()
  /** What the threads have not heard yet of a layout: it grows with every row that is packed. */
  const newsOf = (layout: Layout): ToldLayout => {
    const known = layouts.get(layout)
    const { number, texts, sets } = known ?? { number: layouts.size, texts: 0, sets: 0 }
    layouts.set(layout, { number, texts: layout.texts.length, sets: layout.sets.length })
    return {
      layout: number,
      ...(known === undefined ? { columns: layout.columns } : {}),
      texts: layout.texts.slice(texts),
      sets: layout.sets.slice(sets),
    }
  }
  return {
    prepare(tree, layout, today) {
      // Refused here, before any thread hears of it.
      const planned = columnsFor(tree, layout, today)
      if (!planned.ok) return planned
      numbers += 1
      const program = numbers
      tell({ kind: 'prepare', program, tree: travelling(tree), today, ...newsOf(layout) })
      return {
        ok: true,
        value: (columns, outcomes) => {
          numbers += 1
          const job = numbers
          const shared = new Int32Array(new SharedArrayBuffer(4 * control.size))
          const finished = new Promise<boolean>((resolve, reject) => {
            let left = workers.length
            waiting.set(job, (failed) => {
              left -= 1
              if (failed === undefined && left > 0) return
              waiting.delete(job)
              if (failed === undefined) resolve(Atomics.load(shared, control.done) === columns.count)
              else reject(new Error(failed))
            })
          })
          tell({ kind: 'run', program, job, rows: columns, outcomes, control: shared, ...newsOf(layout) })
          return {
            finished,
            progress: () => (columns.count === 0 ? 1 : Atomics.load(shared, control.done) / columns.count),
            stop: () => {
              Atomics.store(shared, control.stop, 1)
            },
          }
        },
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
