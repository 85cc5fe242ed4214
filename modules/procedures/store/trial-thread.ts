import { parentPort, workerData } from 'node:worker_threads'
import { tryChange, type TrialAsked } from '../domain/trial/try-change.ts'

/** A thread of its own for one trial: whoever started it ends it when it takes too long. */
const port = parentPort
if (port === null) throw new Error('runs as a thread')
const asked: TrialAsked = workerData
for (const trial of tryChange(asked)) port.postMessage(trial)
