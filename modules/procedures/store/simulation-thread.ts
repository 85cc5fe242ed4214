import { parentPort, workerData } from 'node:worker_threads'
import type { SimulationAsked, SimulationFound, SimulationWords } from '../domain/simulation/simulation.ts'
import { simulateChange } from './simulate-change.ts'

export type SimulationMessage = { readonly progress: number } | { readonly found: SimulationFound }

/** A thread of its own for one simulation; whoever started it ends it. */
const port = parentPort
if (port === null) throw new Error('runs as a thread')
const { asked, words }: { readonly asked: SimulationAsked; readonly words: SimulationWords } = workerData
const found = await simulateChange(asked, words, {
  progress: inSteps((done) => port.postMessage({ progress: done } satisfies SimulationMessage)),
})
if (found !== undefined) port.postMessage({ found } satisfies SimulationMessage)

/** Not more often than each hundredth. */
function inSteps(tell: (done: number) => void): (done: number) => void {
  let told = 0
  return (done) => {
    if (done - told < 0.01) return
    told = done
    tell(done)
  }
}
