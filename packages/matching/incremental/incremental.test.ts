import fc from 'fast-check'
import { chanceOf } from '@convive/kernel'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../batch/database.ts'
import { findCandidates } from '../batch/find-candidates.ts'
import { foldRecords } from '../batch/fold-records.ts'
import { readFile } from '../batch/read-file.ts'
import { runMatch } from '../batch/run-match.ts'
import type { FrozenModel } from '../frozen/frozen-model.ts'
import { parseModel } from '../frozen/parse-model.ts'
import { openTrial, randomStep } from '../testing/random-changes.ts'
import { cellsOf, linesOf, madeUpPeople } from '../testing/table-of-people.ts'
import { runBatch, writtenOf } from '../testing/run-batch.ts'
import { changeRecord, insertRecord, removeRecord } from './change-records.ts'
import { countCrowds } from './count-crowds.ts'
import { decide, undoDecision } from './decide.ts'
import { keysOf } from './keys-of.ts'
import { prepareModel } from './prepare-model.ts'
import { recordOf, type Cells } from './record-of.ts'
import { renewCrowds } from './renew.ts'
import { runWhole } from './run-whole.ts'
import { decisionsOf, findCluster, openState, readState, type MatchState } from './state.ts'

const folder = mkdtempSync(join(tmpdir(), 'incremental-'))
/** One in seven is called as a crowd is, and one in fourteen as many others who are no crowd. */
const people = madeUpPeople({ seed: 7, people: 450 }).map((one, at) => {
  if (at % 7 === 3) return { ...one, given: 'Ana', family: 'Quispe' }
  return at % 14 === 5 ? { ...one, given: 'Luz', family: 'Rojas' } : one
})
const pool = people.map((one): readonly [string, Cells] => [one.id, cellsOf(one)])
let model: FrozenModel

beforeAll(async () => {
  writeFileSync(join(folder, 'people.csv'), `${linesOf(people).join('\n')}\n`)
  await runMatch({ files: [join(folder, 'people.csv')], out: join(folder, 'learnt') })
  model = parseModel(readFileSync(join(folder, 'learnt/model.json'), 'utf8'), 'model.json')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function stateOf(cells: readonly (readonly [string, Cells])[]): MatchState {
  const state = openState(model)
  for (const [id, own] of cells) insertRecord(state, id, own)
  return state
}

test('after two thousand changes, deletions and decisions all is as if it had been run from the beginning', async () => {
  const trial = openTrial(model, pool, chanceOf(11))
  const done = new Map<string, number>()
  for (let step = 1; step <= 2000; step += 1) {
    const kind = randomStep(trial)
    done.set(kind, (done.get(kind) ?? 0) + 1)
    if (step % 200 !== 0) continue
    const whole = runWhole(model, trial.records, [...trial.decisions.values()])
    expect(readState(trial.state)).toEqual(whole)
    expect([whole.pairs.length > 20, whole.contradicted.length > 0]).toEqual([true, true])
  }
  for (const count of done.values()) expect(count).toBeGreaterThan(100)
  expect(decisionsOf(trial.state).length).toBe(trial.decisions.size)
  const { records, decisions } = trial
  const batch = await runBatch(join(folder, 'batch'), { model, records, decisions: [...decisions.values()] })
  expect(writtenOf(readState(trial.state))).toEqual(batch)
}, 60_000)

test('the same records and decisions in any order give the same', () => {
  const some = pool.slice(0, 60)
  const [one = '', two = '', three = ''] = some.map(([id]) => id)
  const said = [
    { a: one, b: three, answer: 'same' },
    { a: two, b: three, answer: 'different' },
    { a: one, b: two, answer: 'same' },
  ] as const
  const expected = runWhole(model, new Map(some), said)
  expect(expected.contradicted.length).toBe(1)
  fc.assert(
    fc.property(fc.shuffledSubarray([...some, ...said], { minLength: some.length + said.length }), (order) => {
      const state = openState(model)
      for (const what of order)
        if ('answer' in what) decide(state, what)
        else insertRecord(state, ...what)
      expect(readState(state)).toEqual(expected)
    }),
    { numRuns: 20, seed: 3 },
  )
})

test('a change is told as the records that have another cluster, and one to itself moves nobody', () => {
  const state = stateOf(pool)
  const before = readState(state)
  const [a = '', cells = {}] = pool[0] ?? []
  const [b = ''] = pool[1] ?? []
  expect([findCluster(state, a), findCluster(state, b)]).toEqual(['p0a', 'p0a'])
  expect(changeRecord(state, a, cells)).toEqual({ ok: true, moved: new Map() })
  expect(readState(state)).toEqual(before)
  const gone = removeRecord(state, a)
  expect(gone).toEqual({
    ok: true,
    moved: new Map([
      [b, { before: a, after: b }],
      [a, { before: a, after: undefined }],
    ]),
  })
  expect(insertRecord(state, a, cells)).toMatchObject({ ok: true })
  expect(readState(state)).toEqual(before)
  expect(decide(state, { a, b, answer: 'different' })).toMatchObject({ moved: new Map([[b, { before: a, after: b }]]) })
  expect(undoDecision(state, { a: b, b: a, answer: 'different' })).toMatchObject({
    moved: new Map([[b, { before: b, after: a }]]),
  })
  expect(readState(state)).toEqual(before)
})

test('whom others were decided to be the same with may go and come back: those are apart meanwhile', () => {
  const state = stateOf(pool)
  const ids = ['p1a', 'p2a', 'p4a']
  const [a = '', b = '', c = ''] = ids
  decide(state, { a, b, answer: 'same' })
  decide(state, { a: b, b: c, answer: 'same' })
  expect(ids.map((id) => findCluster(state, id))).toEqual([a, a, a])
  removeRecord(state, b)
  expect(ids.map((id) => findCluster(state, id))).toEqual([a, undefined, c])
  insertRecord(state, b, {})
  expect(ids.map((id) => findCluster(state, id))).toEqual([a, a, a])
})

test('a record without a word, decisions about nobody, about one id or against each other change nothing that they should not', () => {
  const state = stateOf(pool)
  const before = readState(state)
  expect(insertRecord(state, 'empty', {})).toMatchObject({ ok: true })
  expect([state.weights.has('empty'), findCluster(state, 'empty')]).toEqual([false, 'empty'])
  removeRecord(state, 'empty')
  expect(insertRecord(state, 'p0a', {})).toEqual({ ok: false, why: 'already' })
  expect(changeRecord(state, 'empty', {})).toEqual({ ok: false, why: 'unknown' })
  expect(removeRecord(state, 'empty')).toEqual({ ok: false, why: 'unknown' })
  expect(decide(state, { a: 'p0a', b: 'p0a', answer: 'same' })).toEqual({ ok: false, why: 'one-id' })
  expect(decide(state, { a: 'p0a', b: 'empty', answer: 'same' })).toEqual({ ok: true, moved: new Map() })
  expect(decide(state, { a: 'empty', b: 'p0a', answer: 'same' })).toEqual({ ok: false, why: 'already' })
  expect(undoDecision(state, { a: 'p1a', b: 'p2a', answer: 'same' })).toEqual({ ok: false, why: 'undecided' })
  expect(readState(state)).toEqual(before)
  decide(state, { a: 'p1a', b: 'p2a', answer: 'same' })
  decide(state, { a: 'p1a', b: 'p2a', answer: 'different' })
  expect(readState(state)).toEqual({ ...before, contradicted: [['p1a', 'p2a']] })
})

test('a crowd of the same record is told, stays as a whole run has it, and is no crowd of pairs once the keys are counted anew', () => {
  const state = stateOf(pool)
  expect(state.overgrown.size).toBe(0)
  const [, cells = {}] = pool[1] ?? []
  const records = new Map(pool)
  for (let n = 0; n < 100; n += 1) {
    insertRecord(state, `x${n}`, cells)
    records.set(`x${n}`, cells)
  }
  expect(readState(state)).toEqual(runWhole(model, records, []))
  expect(readState(state).pairs.length).toBeGreaterThan((100 * 99) / 2)
  expect(state.overgrown.size).toBeGreaterThan(0)
  const renewed = renewCrowds(state)
  expect(renewed.overgrown.size).toBe(0)
  expect(readState(renewed)).toEqual(runWhole(renewed.prepared.model, records, []))
  expect(readState(renewed).pairs.length).toBeLessThan(1000)
  for (let n = 0; n < 100; n += 1) removeRecord(state, `x${n}`)
  expect([readState(state), state.overgrown.size]).toEqual([runWhole(model, new Map(pool), []), 0])
})

test('who is compared, and which keys a crowd shares, is here as in the batch', async () => {
  const store = await openStore({ folder, memory: '500MB', threads: 1 })
  try {
    const keys = [['f1_s'], ['f2_s', 'f3_ym'], ['f3_md', 'f5_h']].map((columns) => ({ columns, fields: [], pairs: 0 }))
    await foldRecords(store, [await readFile(store, join(folder, 'people.csv'), { into: 'raw0' })], model.frozen)
    const { crowds, count } = await findCandidates(store, keys, { between: false })
    const folded = pool.map(([id, cells]) => recordOf(prepareModel(model), id, cells))
    expect(
      countCrowds(
        keys,
        folded.map(({ columns }) => columns),
      ),
    ).toEqual(crowds)
    expect(crowds[0]?.refined.some((one) => one.keys.length > 0)).toBe(true)
    const prepared = prepareModel({ ...model, frozen: { ...model.frozen, keys, crowds } })
    const found = await store.rows<{ a: string; b: string }>(
      'select l.id as a, r.id as b from cand join rec l on l.n = a join rec r on r.n = b order by 1, 2',
    )
    const keyed = folded.map(({ id, columns }) => ({ id, keys: new Set(keysOf(prepared, columns)) }))
    const expected = keyed.flatMap((one) =>
      keyed.flatMap((other) => (one.id < other.id && !one.keys.isDisjointFrom(other.keys) ? [`${one.id} ${other.id}`] : [])),
    )
    expect(expected.toSorted()).toEqual(found.map(({ a, b }) => `${a} ${b}`).toSorted())
    expect([found.length, count > 100]).toEqual([count, true])
  } finally {
    store.close()
  }
})
