import { parentPort, workerData } from 'node:worker_threads'
import { added, compareWhen, noneCompared } from '../packages/rules/testing/oracle/compare-when.ts'

/** Compares the rules of one chunk of seeds after another, as it is told. */
parentPort?.on('message', (from: number) => {
  const { last, chunk, times } = workerData
  let tally = noneCompared
  for (let seed = from; seed < Math.min(last, from + chunk); seed += 1) tally = added(tally, compareWhen(seed, times))
  parentPort?.postMessage(tally, [])
})
