import type { Actor } from '@convive/access'
import type { Dispatcher } from '@convive/commands'
import type { Database } from '@convive/database'
import { dayIn, parseId } from '@convive/kernel'
import { databaseClock, officesToCount } from '../store/offices-to-count.ts'
import { createTrust } from './trust-clock.ts'

/** Ten minutes: a deadline counts days. */
const lookEvery = 600_000

/** Nobody of the organisation: the journal says that the clock did it. */
const clockwork = parseId<'member'>('00000000-0000-0000-0000-000000000000')

export type Counting = {
  readonly database: Database
  readonly dispatcher: Pick<Dispatcher, 'dispatch'>
  readonly clock: () => Date
  readonly timeZone: string
  /** Another clock than ours, and one that only goes forward, in milliseconds. */
  readonly witness?: () => Promise<Date>
  readonly steady?: () => number
  readonly failed: (error: unknown) => void
  /** The clock cannot be trusted: nothing is counted at this look. */
  readonly doubted: () => void
}

/** Counts every office's deadlines once a day for as long as the server runs. Two servers at once share the work. */
export type DeadlineKeeper = {
  /** Looks now; how many ran out. */
  look(): Promise<number>
  stop(): Promise<void>
}

export function keepCounting(around: Counting): DeadlineKeeper {
  const trust = createTrust({
    clock: around.clock,
    witness: around.witness ?? (() => databaseClock(around.database)),
    steady: around.steady ?? (() => performance.now()),
  })
  const now: { stopping: boolean; working?: Promise<number> | undefined } = { stopping: false }

  async function work(): Promise<number> {
    const time = await trust()
    if (time === undefined) {
      around.doubted()
      return 0
    }
    let ranOut = 0
    for (const office of await officesToCount(around.database, dayIn(time, around.timeZone)))
      ranOut += await countOffice(office).catch((error: unknown) => {
        // One office's trouble is not the others'.
        around.failed(error)
        return 0
      })
    return ranOut
  }

  async function countOffice(office: string): Promise<number> {
    const organisationId = parseId<'organisation'>(office)
    if (organisationId === undefined || clockwork === undefined) return 0
    const actor: Actor = { kind: 'job', name: 'deadlines', organisationId, memberId: clockwork }
    let ranOut = 0
    while (!now.stopping) {
      const answer = await around.dispatcher.dispatch('procedures/count-deadlines', {}, { actor })
      const counted = answer.ok ? parseCounted(answer.value) : undefined
      if (counted === undefined || counted.counted === 0) return ranOut
      ranOut += counted.ranOut
    }
    return ranOut
  }

  /** An outage ends the round; the next look tries again. */
  function look(): Promise<number> {
    now.working ??= work().finally(() => {
      now.working = undefined
    })
    return now.working
  }
  const attempt = (): void => void look().catch(around.failed)
  const timer = setInterval(attempt, lookEvery)
  timer.unref()
  attempt()
  return {
    look,
    async stop() {
      now.stopping = true
      clearInterval(timer)
      await now.working?.catch(() => undefined)
    },
  }
}

function parseCounted(value: unknown): { readonly counted: number; readonly ranOut: number } | undefined {
  if (value === null || typeof value !== 'object' || !('counted' in value) || !('ranOut' in value)) return undefined
  const { counted, ranOut } = value
  return typeof counted === 'number' && typeof ranOut === 'number' ? { counted, ranOut } : undefined
}
