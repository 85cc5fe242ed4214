import { Worker } from 'node:worker_threads'
import type { SimulationAsked, SimulationFound } from '../domain/simulation/simulation.ts'
import { packs } from './packs.ts'
import type { SimulationMessage } from './simulation-thread.ts'

/** What one simulation may take: some laws need minutes, and no typed condition may hold the server up for longer. */
const limits = { milliseconds: 600_000, megabytes: 768 }

/**
 * Simulates a change on a thread that is told nothing of the installation but catalogue and code lists. `stopped`: by whoever asked;
 * `too-long`: it took more time or memory than one simulation may.
 */
export function runSimulation(
  asked: SimulationAsked,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (done: number) => void },
): Promise<SimulationFound | 'stopped' | 'too-long'> {
  const { catalogue, lists } = packs
  const thread = new Worker(new URL('./simulation-thread.ts', import.meta.url), {
    workerData: { asked, words: { catalogue, lists } },
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  })
  return new Promise((resolve) => {
    let found: SimulationFound | 'stopped' | 'too-long' = 'too-long'
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      void thread.terminate()
      resolve(found)
    }
    const stop = (): void => {
      found = 'stopped'
      end()
    }
    const timer = setTimeout(end, limits.milliseconds)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    thread.on('message', (message: SimulationMessage) => {
      if ('progress' in message) progress(message.progress)
      else {
        found = message.found
        end()
      }
    })
    thread.on('error', end)
    thread.on('exit', end)
  })
}
