import type { Actor } from '@convive/access'
import type { Dispatcher } from '@convive/commands'
import type { Database } from '@convive/database'
import { dayIn, parseId } from '@convive/kernel'
import { lookEvery, recentlyBefore } from '../domain/recent.ts'
import { officesToLook, type OfficeToLook } from '../store/offices-to-look.ts'
import { parseLooked } from '../store/parse-looked.ts'

/** From one to five at night offices are shut; nobody waits for the database then. */
const night = { from: 1, until: 5 }
const sinceHours = 12

/** Nobody of the organisation: the journal says that the clock did it. */
const clockwork = parseId<'member'>('00000000-0000-0000-0000-000000000000')

export type Looking = {
  readonly database: Database
  readonly dispatcher: Pick<Dispatcher, 'dispatch'>
  readonly clock: () => Date
  readonly timeZone: string
  readonly failed: (error: unknown) => void
  /** Waits so many milliseconds between two steps, so that whoever registers meanwhile has half of the machine. */
  readonly rest?: (milliseconds: number) => Promise<void>
}

/** Looks for duplicates for as long as the server runs: checks that wait at once, everybody at night. Two servers at once share the work. */
export type DuplicateLooker = {
  /** Looks now; how many persons were looked at. */
  look(): Promise<number>
  /** Somebody asked for a run: looks soon. */
  wake(): void
  stop(): Promise<void>
}

export function lookForDuplicates(around: Looking): DuplicateLooker {
  const rest = around.rest ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds).unref()))
  const now: { stopping: boolean; working?: Promise<number> | undefined } = { stopping: false }

  async function work(): Promise<number> {
    let looked = 0
    const since = new Date(around.clock().getTime() - sinceHours * 3_600_000)
    for (const office of await officesToLook(around.database, { since, recently: recentlyBefore(around.clock()) }))
      looked += await lookAt(office).catch((error: unknown) => {
        // One office's trouble is not the others'.
        around.failed(error)
        return 0
      })
    return looked
  }

  async function lookAt(office: OfficeToLook): Promise<number> {
    const organisationId = parseId<'organisation'>(office.organisationId)
    if (organisationId === undefined || clockwork === undefined) return 0
    const actor: Actor = { kind: 'job', name: 'duplicates', organisationId, memberId: clockwork }
    const atNight = isNight(around.clock(), around.timeZone)
    if (office.due && atNight) {
      const key = `duplicates-${dayIn(around.clock(), around.timeZone)}`
      await around.dispatcher.dispatch('registry/begin-duplicate-run', {}, { actor, key })
    }
    const wait = office.recent && !atNight && (await queueAtOnce(actor))
    let looked = 0
    while (!now.stopping) {
      const started = performance.now()
      const everything = office.asked || isNight(around.clock(), around.timeZone)
      if (!everything && !office.waits && !wait) return looked
      const answer = await around.dispatcher.dispatch(
        'registry/continue-duplicate-run',
        { only: everything ? 'everything' : 'waiting' },
        { actor },
      )
      const step = answer.ok ? parseLooked(answer.value) : undefined
      if (step === undefined) return looked
      looked += step.persons
      if (!step.more) return looked
      await rest(performance.now() - started)
    }
    return looked
  }

  /** Puts people who were registered at the same moment among those who wait; whether there are any. */
  async function queueAtOnce(actor: Actor): Promise<boolean> {
    const answer = await around.dispatcher.dispatch('registry/continue-duplicate-run', { only: 'at-once' }, { actor })
    return answer.ok && parseLooked(answer.value)?.more === true
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
    wake: attempt,
    async stop() {
      now.stopping = true
      clearInterval(timer)
      await now.working?.catch(() => undefined)
    },
  }
}

export function isNight(at: Date, timeZone: string): boolean {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(at))
  return hour >= night.from && hour < night.until
}
