import { actorIdOf, type Actor, type Vault } from '@convive/access'
import { purposes, sql, type Database, type Purpose, type Transaction } from '@convive/database'
import type { CalendarDate } from '@convive/kernel'
import type { Copy, Module, Reading, Source } from './define.ts'

/** Who asks, why, and under which key a repetition is recognised. */
export type Ask = {
  readonly actor: Actor
  readonly purpose?: Purpose | undefined
  readonly key?: string | undefined
  readonly reason?: string | undefined
  /** The office's time zone, which decides what day it is. */
  readonly timeZone?: string | undefined
  readonly source?: Source | undefined
}

export type Surroundings = {
  readonly database: Database
  readonly vault: Vault
  readonly clock: () => Date
  readonly timeZone: string
}

/** What policy and schema let in. */
export type Admitted = { readonly input: never; readonly purpose: Purpose }

export type Running = Surroundings & {
  readonly modules: readonly Module[]
  readonly ask: Ask
  dayAt(instant: Date, timeZone: string): CalendarDate
}

/** What a handler has in hand, and the set in which it notes whose records it shows. */
export function readingFor(
  admitted: Admitted,
  running: Running,
  tx: Transaction,
): { readonly reading: Reading<never>; readonly shown: Set<string> } {
  const now = running.clock()
  const shown = new Set<string>()
  const { vault } = running
  return {
    shown,
    reading: {
      input: admitted.input,
      actor: running.ask.actor,
      purpose: admitted.purpose,
      ...(running.ask.reason === undefined ? {} : { reason: running.ask.reason }),
      today: running.dayAt(now, running.ask.timeZone ?? running.timeZone),
      now,
      tx,
      vault,
      source: running.ask.source ?? { address: 'local' },
      shows: (...persons) => {
        for (const person of persons) shown.add(person)
      },
      copies: (personId) => copiesOf(running.modules, { tx, vault }, personId),
    },
  }
}

async function copiesOf(
  modules: readonly Module[],
  reading: Parameters<Copy>[0],
  personId: string,
): Promise<Readonly<Record<string, unknown>>> {
  const copies: Record<string, unknown> = {}
  for (const { name, copy } of modules) if (copy !== undefined) copies[name] = await copy(reading, personId)
  return copies
}

/** One row of the access log: who read whose record, for what. Sent with the commit, which does not happen without it. */
export function logReading(query: string, reading: Reading<never>, shown: ReadonlySet<string>): void {
  if (shown.size === 0) return
  const organisation = 'organisationId' in reading.actor ? reading.actor.organisationId : null
  reading.tx.atEnd(sql`insert into access.reading (at, actor_id, organisation_id, purpose, query, reason, persons)
    values (${reading.now}, ${actorIdOf(reading.actor)}, ${organisation}, ${purposes[reading.purpose]}, ${query}, ${reading.reason ?? null}, ${[...shown]}::uuid[])`)
}
