import { Worker } from 'node:worker_threads'
import type { Trial } from '../domain/trial/trial.ts'
import type { TrialAsked } from '../domain/trial/try-change.ts'

/** What one trial may take: a file of a real law needs some seconds where others are busy too. */
export type TrialLimits = { readonly milliseconds: number; readonly megabytes: number }

const usual: TrialLimits = { milliseconds: 25_000, megabytes: 256 }

/**
 * Tries a changed file on a thread that is ended when it takes too long or too much memory: nothing that somebody types can hold up
 * others. The thread is told nothing of the installation but catalogue and code lists.
 */
export function runTrial(asked: TrialAsked, limits: TrialLimits = usual): Promise<Trial> {
  const thread = new Worker(new URL('./trial-thread.ts', import.meta.url), {
    workerData: asked,
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  })
  return new Promise((resolve) => {
    let latest: Trial = { faults: [], moreFaults: 0, stopped: true }
    const end = (): void => {
      clearTimeout(timer)
      void thread.terminate()
      resolve(latest)
    }
    const timer = setTimeout(end, limits.milliseconds)
    thread.on('message', (trial: Trial) => {
      latest = trial
    })
    thread.on('error', end)
    thread.on('exit', end)
  })
}
