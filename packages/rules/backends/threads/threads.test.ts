import { afterAll, expect, test } from 'vitest'
import { dayOf } from '../../day.ts'
import { aCatalogue, aRuleset, aView } from '../../testing/builders.ts'
import { columnsFor, emptyColumns, setRow, type Columns } from '../columns.ts'
import { layoutOf } from '../layout.ts'
import { packRow } from '../pack.ts'
import { treeOfRuleset } from '../ruleset-tree.ts'
import { openThreads } from './threads.ts'

const catalogue = aCatalogue({ born: 'date', amount: ['number', { decimals: 0, min: 0, max: 99 }], names: 'codes' })
const tree = treeOfRuleset(
  aRuleset(catalogue, { adult: 'born + duration("P18Y") <= today', little: 'amount < 50', named: 'list contains(names, "b")' }),
)
const { today } = aView('2024-02-29')
const threads = openThreads(2)
afterAll(() => threads.close())

function someColumns(count: number): { readonly layout: ReturnType<typeof layoutOf>; readonly columns: Columns } {
  const layout = layoutOf([tree])
  const columns = emptyColumns(layout, count, true)
  for (let at = 0; at < count; at += 1) {
    const year = 1960 + ((at * 7) % 60)
    const facts = { born: `${year}-05-17`, amount: (at * 13) % 100, names: at % 3 === 0 ? ['b', `x${at % 50}`] : ['a'] }
    const packed = packRow(layout, aView('2024-02-29', at % 11 === 0 ? {} : facts))
    if (packed.ok) setRow(columns, at, packed.row)
  }
  return { layout, columns }
}

function outcomesFor(count: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(count))
}

test('two threads give every row what one loop gives it', async () => {
  const { layout, columns } = someColumns(50_000)
  const [together, alone] = [outcomesFor(columns.count), new Uint8Array(columns.count)]
  const threaded = threads.prepare(tree, layout, dayOf(today))
  const loop = columnsFor(tree, layout, dayOf(today))
  if (!threaded.ok || !loop.ok) throw new Error('taken')
  loop.value(columns, alone, { from: 0, to: columns.count })
  const job = threaded.value(columns, together)
  expect(await job.finished).toBe(true)
  expect(job.progress()).toBe(1)
  expect(Buffer.from(together).equals(alone)).toBe(true)
  expect(new Set(alone)).toEqual(new Set([1, 2, 3]))
})

test('a job that is stopped says so and leaves the rest without an outcome', async () => {
  const { layout, columns } = someColumns(100_000)
  const threaded = threads.prepare(tree, layout, dayOf(today))
  if (!threaded.ok) throw new Error('taken')
  const outcomes = outcomesFor(columns.count)
  const job = threaded.value(columns, outcomes)
  job.stop()
  expect(await job.finished).toBe(false)
  expect(job.progress()).toBeLessThan(1)
  expect(outcomes.at(-1)).toBe(0)
  const again = threaded.value(columns, outcomes)
  expect(await again.finished).toBe(true)
})

test('what columns cannot hold is refused before a thread hears of it', () => {
  const loose = treeOfRuleset(aRuleset(aCatalogue({ loose: 'number' }), { one: 'loose + 1 < 2' }))
  const found = threads.prepare(loose, layoutOf([loose]), dayOf(today))
  expect(found.ok ? [] : found.faults.map((fault) => fault.code)).toEqual(['rules/not-exact'])
})
