import { randomUUID } from 'node:crypto'
import type { Database } from '@convive/database'
import { runSimulation } from '@convive/procedures'
import { claimSimulation, endSimulation, noteSimulation, tidySimulations, type ClaimedSimulation } from '../store/simulations.ts'

/** What the simulator needs of the server it runs in. */
export type SimulatorSurroundings = {
  readonly database: Database
  readonly clock: () => Date
  readonly failed: (error: unknown) => void
}

/** Works at simulations one after the other for as long as the server runs. */
export type Simulator = {
  /** Somebody asked for one. */
  wake(): void
  /** Looks now, and settles when nothing is left to do. */
  settled(): Promise<void>
  /** Stops at once; what was under way begins again at the next start. */
  stop(): Promise<void>
}

/** A server that says nothing for so long loses its simulation to another; it speaks every second. */
const leaseSeconds = 20
const [lookEvery, speakEvery] = [10_000, 1000]

export function startSimulator({ database, clock, failed }: SimulatorSurroundings): Simulator {
  const worker = randomUUID()
  const stopping = new AbortController()
  const now: { asked: boolean; working?: Promise<void> | undefined } = { asked: true }

  async function workThrough(): Promise<void> {
    now.asked = false
    await tidySimulations(database, clock())
    for (;;) {
      const claim = stopping.signal.aborted ? undefined : await claimSimulation(database, worker, leaseSeconds)
      if (claim === undefined) return
      await workAt(claim)
    }
  }

  async function workAt({ simulationId, kept }: ClaimedSimulation): Promise<void> {
    const ending = new AbortController()
    const signal = AbortSignal.any([ending.signal, stopping.signal])
    let progress = 0
    const speak = setInterval(() => {
      void noteSimulation(database, simulationId, { worker, seconds: leaseSeconds, progress }).then(
        (held) => (held ? undefined : ending.abort()),
        // An outage is noticed when the end cannot be written.
        () => undefined,
      )
    }, speakEvery)
    try {
      const found = await runSimulation(kept.asked, { signal, progress: (done) => void (progress = done) })
      if (found === 'stopped') return
      const state = found === 'too-long' ? 'too-long' : found.ok ? 'done' : 'refused'
      await endSimulation(database, simulationId, { worker, state, found: found === 'too-long' ? undefined : found })
    } finally {
      clearInterval(speak)
    }
  }

  function wake(): void {
    now.asked = true
    now.working ??= workThrough()
      .catch(failed)
      .finally(() => {
        now.working = undefined
        if (now.asked && !stopping.signal.aborted) wake()
      })
  }

  const timer = setInterval(wake, lookEvery)
  timer.unref()
  wake()
  return {
    wake,
    async settled() {
      wake()
      while (now.working !== undefined) await now.working
    },
    async stop() {
      stopping.abort()
      clearInterval(timer)
      await now.working
    },
  }
}
