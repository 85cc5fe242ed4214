import { chanceOf } from '@convive/kernel'
import {
  findCluster,
  insertRecord,
  openState,
  parseModel,
  readState,
  removeRecord,
  renewCrowds,
  runMatch,
  runWhole,
  type Cells,
} from '@convive/matching'
import { createHash, hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTrial, randomStep, type StepKind } from '../packages/matching/testing/random-changes.ts'
import { runBatch, writtenOf } from '../packages/matching/testing/run-batch.ts'
import { percentile, print } from './figures.ts'
import { recordsA } from './matching/errors-a.ts'
import { generate } from './matching/generate.ts'

/**
 * Random inserts, changes, deletions and decisions on records of generator A (100,000 unless a number is given), about 20,000 records at a time, under
 * a model that was learnt of 20,000 others. Again and again the state is held against a whole run in TypeScript, and at the half and the end
 * against `convive match --model` in DuckDB: pairs, weights, clusters, what is for review.
 */
const steps = Number(process.argv[2] ?? 100_000)
const [learntFrom, poolSize, checks] = [20_000, 40_000, 10]
const home = mkdtempSync(join(tmpdir(), 'convive-incremental-'))

try {
  const paths = { input: join(home, 'A.csv'), truth: join(home, 'truth.csv') }
  await generate({ generator: 'A', records: learntFrom, seed: 2 }, paths)
  await runMatch({ files: [paths.input], out: join(home, 'learnt') })
  const model = parseModel(readFileSync(join(home, 'learnt/model.json'), 'utf8'), 'model.json')
  const pool = poolOf(3)

  const began = performance.now()
  const trial = openTrial(model, pool, chanceOf(5))
  const perSecond = trial.records.size / ((performance.now() - began) / 1000)
  print('records put in one after the other', `${trial.records.size}, ${perSecond.toFixed(0)} a second`, 'none set')

  const times = new Map<StepKind, number[]>()
  let [alike, batches] = [0, 0]
  const seen = createHash('sha256')
  for (let step = 1; step <= steps; step += 1) {
    const from = performance.now()
    const kind = randomStep(trial)
    const own = times.get(kind) ?? []
    times.set(kind, own)
    own.push(performance.now() - from)
    if (step % Math.ceil(steps / checks) !== 0 && step !== steps) continue
    const [state, decisions] = [readState(trial.state), [...trial.decisions.values()]]
    const whole = runWhole(model, trial.records, decisions)
    if (JSON.stringify(state) !== JSON.stringify(whole))
      throw new Error(`after ${step} steps the state is not what a whole run gives`)
    alike += 1
    seen.update(JSON.stringify(state))
    if (step !== steps && alike !== checks / 2) continue
    const batch = await runBatch(join(home, `batch${step}`), { model, records: trial.records, decisions })
    if (JSON.stringify(writtenOf(state)) !== JSON.stringify(batch))
      throw new Error(`after ${step} steps the state is not what the batch gives`)
    batches += 1
  }
  const all = [...times.values()].flat()
  const seconds = all.reduce((sum, one) => sum + one, 0) / 1000
  const { pairs, clusters, refused, contradicted } = readState(trial.state)
  print(
    `${steps} random steps: identical to a whole run / to the batch`,
    `${alike} of ${alike} / ${batches} of ${batches} times`,
    'identical',
  )
  print('  steps a second; p50 / p99 / longest', `${(steps / seconds).toFixed(0)}; ${timesText(all)}`, 'none set')
  for (const [kind, own] of [...times].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    print(`  ${kind}: how many; p50 / p99 / longest`, `${own.length}; ${timesText(own)}`, 'none set')
  print(
    '  at the end: records, pairs, clusters',
    `${trial.records.size}, ${pairs.length}, ${new Set(clusters.map(([, first]) => first)).size}`,
    'none set',
  )
  print(
    '  decisions, likely pairs not joined, contradictions',
    `${trial.decisions.size}, ${refused.length}, ${contradicted.length}`,
    'none set',
  )
  print('  keys that have outgrown the model', String(trial.state.overgrown.size), 'none set')
  print('  digest of all outcomes', seen.digest('hex').slice(0, 16), 'the same in every run')
  print('  memory of the process', `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`, 'none set')
  crowd(model, pool)
} finally {
  rmSync(home, { recursive: true, force: true })
}

/** Records by id, more than are in the state at once. */
function poolOf(seed: number): readonly (readonly [string, Cells])[] {
  const pool: (readonly [string, Cells])[] = []
  for (let n = 0; pool.length < poolSize; n += 1)
    for (const { row } of recordsA(seed, n)) pool.push([hash('sha256', `${seed} ${pool.length}`).slice(0, 14), row])
  return pool.slice(0, poolSize)
}

/** The same record three hundred times: what a key costs that the model did not know to be crowded. */
function crowd(model: Parameters<typeof openState>[0], pool: ReturnType<typeof poolOf>): void {
  const state = openState(model)
  for (const [id, cells] of pool.slice(0, 5000)) insertRecord(state, id, cells)
  const [, cells = {}] = pool[0] ?? []
  const took = Array.from({ length: 300 }, (_, n) => {
    const from = performance.now()
    insertRecord(state, `same ${n}`, cells)
    return performance.now() - from
  })
  print('300 times the same record: the last of them in', `${(took.at(-1) ?? 0).toFixed(0)} ms`, 'none set')
  const told = state.overgrown.size
  const from = performance.now()
  const renewed = renewCrowds(state)
  const counted = performance.now() - from
  removeRecord(renewed, 'same 0')
  const again = performance.now()
  insertRecord(renewed, 'same 0', cells)
  const [last, isIn] = [performance.now() - again, findCluster(renewed, 'same 0') !== undefined]
  print(
    '  keys told as outgrown; counted anew in; then one more in',
    `${told}; ${(counted / 1000).toFixed(1)} s; ${isIn ? last.toFixed(1) : 'not in'} ms`,
    'bounded',
  )
}

function timesText(own: readonly number[]): string {
  return `${[percentile(own, 0.5), percentile(own, 0.99), Math.max(...own)].map((one) => one.toFixed(2)).join(' / ')} ms`
}
