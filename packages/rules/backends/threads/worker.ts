import { parentPort } from 'node:worker_threads'
import { columnsFor, type RunColumns } from '../columns.ts'
import { idOfText, type Layout } from '../layout.ts'
import { control, piece, type Answered, type Told, type ToldLayout } from './message.ts'
import { parseTree } from './parse-tree.ts'

/** A thread: takes pieces of the columns until none is left or it is told to stop. */
const port = parentPort
if (port === null) throw new Error('runs as a thread')
const programs = new Map<number, RunColumns>()
const layouts = new Map<number, Layout>()

port.on('message', (told: Told) => {
  const layout = heard(told)
  if (told.kind === 'prepare') {
    const planned = columnsFor(parseTree(told.tree), layout, told.today)
    if (planned.ok) programs.set(told.program, planned.value)
    return
  }
  const answered: Answered = { job: told.job, failed: work(told) }
  port.postMessage(answered)
})

/** The layout, grown by what came since. */
function heard({ layout: number, columns = [], texts, sets }: ToldLayout): Layout {
  const before = layouts.get(number)
  const layout: Layout = before ?? {
    columns,
    placeOf: new Map(columns.map((column, place) => [column.id, place])),
    texts: [],
    idOfText: new Map(),
    sets: [],
    idOfSet: new Map(),
  }
  if (before === undefined) layouts.set(number, layout)
  for (const text of texts) idOfText(layout, text)
  for (const set of sets) {
    layout.idOfSet.set(set.join(' '), layout.sets.length)
    layout.sets.push(set)
  }
  return layout
}

function work(told: Extract<Told, { readonly kind: 'run' }>): string | undefined {
  const run = programs.get(told.program)
  if (run === undefined) return 'the condition was not prepared'
  const { rows, outcomes, control: shared } = told
  for (;;) {
    if (Atomics.load(shared, control.stop) === 1) return undefined
    const from = Atomics.add(shared, control.next, piece)
    if (from >= rows.count) return undefined
    const to = Math.min(from + piece, rows.count)
    run(rows, outcomes, { from, to })
    Atomics.add(shared, control.done, to - from)
  }
}
