import { parentPort } from 'node:worker_threads'
import { columnsFor, type RunColumns } from '../columns.ts'
import type { Layout } from '../layout.ts'
import { control, piece, type Answered, type Told } from './message.ts'
import { parseTree } from './parse-tree.ts'

/** A thread: takes pieces of the columns until none is left or it is told to stop. */
type Program = { readonly run: RunColumns; readonly layout: Layout }

const port = parentPort
if (port === null) throw new Error('runs as a thread')
const programs = new Map<number, Program>()

port.on('message', (told: Told) => {
  if (told.kind === 'prepare') {
    const planned = columnsFor(parseTree(told.tree), told.layout, told.today)
    if (planned.ok) programs.set(told.program, { run: planned.value, layout: told.layout })
    return
  }
  const answered: Answered = { job: told.job, failed: work(told) }
  port.postMessage(answered)
})

function work(told: Extract<Told, { readonly kind: 'run' }>): string | undefined {
  const program = programs.get(told.program)
  if (program === undefined) return 'the condition was not prepared'
  const { columns, outcomes, control: shared } = told
  program.layout.sets.push(...told.sets.slice(program.layout.sets.length))
  for (;;) {
    if (Atomics.load(shared, control.stop) === 1) return undefined
    const from = Atomics.add(shared, control.next, piece)
    if (from >= columns.count) return undefined
    const to = Math.min(from + piece, columns.count)
    program.run(columns, outcomes, { from, to })
    Atomics.add(shared, control.done, to - from)
  }
}
