import { parentPort, workerData } from 'node:worker_threads'
import { compareRule, emptyTally } from '../packages/rules/testing/oracle/compare.ts'

/** Compares the rules of one chunk of seeds after another, as it is told. */
parentPort?.on('message', (from: number) => {
  const tally = emptyTally()
  const { last, chunk, assignments } = workerData
  for (let seed = from; seed < Math.min(last, from + chunk); seed += 1) compareRule(seed, assignments, tally)
  parentPort?.postMessage(tally, [])
})
