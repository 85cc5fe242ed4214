import { actorIdOf, allows, inScope, sessionOf, usualPurpose, type Actor, type Vault } from '@convive/access'
import { purposes, sql, together, type Database, type Purpose, type Transaction } from '@convive/database'
import { dayReader, idFrom, ok, refuse, type CalendarDate, type Id, type Result } from '@convive/kernel'
import { randomBytes } from 'node:crypto'
import { digestOf } from './canonical.ts'
import type { AnyCommand, AnyQuery, JournalNote, Module, Reading, Source, Work } from './define.ts'
import { forgetPerson } from './forget.ts'
import { appendNotes, joinNotes } from './journal.ts'
import { parseInput } from './parse-input.ts'

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

export type Dispatcher = {
  readonly modules: readonly Module[]
  readonly commands: ReadonlyMap<string, AnyCommand>
  readonly queries: ReadonlyMap<string, AnyQuery>
  dispatch(name: string, input: unknown, ask: Ask): Promise<Result<unknown>>
  query(name: string, input: unknown, ask: Ask): Promise<Result<unknown>>
}

export type Surroundings = {
  readonly database: Database
  readonly vault: Vault
  readonly clock: () => Date
  readonly timeZone: string
}

/** The one path of every change and every read, whatever door it came through. */
export function createDispatcher(modules: readonly Module[], surroundings: Surroundings): Dispatcher {
  const commands = new Map(modules.flatMap((room) => room.commands).map((one) => [one.name, one]))
  const queries = new Map(modules.flatMap((room) => room.queries).map((one) => [one.name, one]))
  const around = { ...surroundings, modules, dayAt: dayReader() }
  return {
    modules,
    commands,
    queries,
    async dispatch(name, input, ask) {
      const definition = commands.get(name)
      if (definition === undefined) return refuse('commands/not-found')
      const admitted = admit(definition, input, ask)
      return admitted.ok ? runCommand(definition, admitted.value, { ask, ...around }) : admitted
    },
    async query(name, input, ask) {
      const definition = queries.get(name)
      if (definition === undefined) return refuse('commands/not-found')
      const admitted = admit(definition, input, ask)
      return admitted.ok ? runQuery(definition, admitted.value, { ask, ...around }) : admitted
    },
  }
}

type Admitted = { readonly input: never; readonly purpose: Purpose }

/** Policy first, so that a stranger learns nothing from how their input is judged. */
function admit(definition: AnyCommand | AnyQuery, input: unknown, ask: Ask): Result<Admitted> {
  const purpose = ask.purpose ?? usualPurpose(definition.may, ask.actor)
  if (purpose === undefined || !allows(definition.may, ask.actor, purpose)) {
    return refuse(ask.actor.kind === 'public' ? 'commands/sign-in-needed' : 'commands/not-allowed')
  }
  const scope = ask.actor.kind === 'member' ? ask.actor.scope : undefined
  if (scope !== undefined && !inScope(scope, definition.name)) return refuse('commands/not-allowed')
  const parsed = parseInput(definition.input, input)
  return parsed.ok ? ok({ input: parsed.value, purpose }) : parsed
}

type Running = Surroundings & {
  readonly modules: readonly Module[]
  readonly ask: Ask
  dayAt(instant: Date, timeZone: string): CalendarDate
}

function readingFor(
  admitted: Admitted,
  running: Running,
  tx: Transaction,
): { readonly reading: Reading<never>; readonly shown: Set<string> } {
  const now = running.clock()
  const shown = new Set<string>()
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
      vault: running.vault,
      source: running.ask.source ?? { address: 'local' },
      shows: (...persons) => {
        for (const person of persons) shown.add(person)
      },
    },
  }
}

async function runQuery(definition: AnyQuery, admitted: Admitted, running: Running): Promise<Result<unknown>> {
  const session = sessionOf(running.ask.actor, admitted.purpose)
  return running.database.transaction(
    session,
    async (tx) => {
      const { reading, shown } = readingFor(admitted, running, tx)
      const answer = await definition.run(reading)
      if (answer.ok) await logReading(definition.name, reading, shown)
      return answer
    },
    (answer) => answer.ok,
  )
}

async function logReading(query: string, reading: Reading<never>, shown: ReadonlySet<string>): Promise<void> {
  if (shown.size === 0) return
  const organisation = 'organisationId' in reading.actor ? reading.actor.organisationId : null
  await reading.tx.run(sql`insert into access.reading (at, actor_id, organisation_id, purpose, query, reason, persons)
    values (${reading.now}, ${actorIdOf(reading.actor)}, ${organisation}, ${purposes[reading.purpose]}, ${query}, ${reading.reason ?? null}, ${[...shown]}::uuid[])`)
}

async function runCommand(definition: AnyCommand, admitted: Admitted, running: Running): Promise<Result<unknown>> {
  const { ask } = running
  const once = definition.repeat !== 'anytime' && ask.actor.kind !== 'public'
  if (once && !isKey(ask.key)) return refuse('commands/key-needed')
  const key = ask.key ?? randomBytes(16).toString('hex')
  return commandOnce(definition, admitted, { running, key, once })
}

function isKey(key: string | undefined): key is string {
  return key !== undefined && /^[\w.:-]{8,100}$/.test(key)
}

async function commandOnce(
  definition: AnyCommand,
  admitted: Admitted,
  { running, key, once }: { readonly running: Running; readonly key: string; readonly once: boolean },
): Promise<Result<unknown>> {
  const { ask } = running
  const digest = once ? digestOf([admitted.purpose, admitted.input]) : Buffer.alloc(0)
  const lock = once ? digestOf([actorIdOf(ask.actor), definition.name, key]).readBigInt64BE(0) : undefined
  return running.database.transaction(
    { ...sessionOf(ask.actor, admitted.purpose), lock },
    async (tx) => {
      if (once) {
        const stored = await tx.first(sql<{ digest: Buffer; answer: unknown }>`select digest, answer from commands.done
          where actor_id = ${actorIdOf(ask.actor)} and command = ${definition.name} and key = ${key}`)
        if (stored !== undefined) return stored.digest.equals(digest) ? ok(stored.answer) : refuse('commands/key-reused')
      }
      const { reading, shown } = readingFor(admitted, running, tx)
      const notes = new Map<string, JournalNote>()
      const events: { readonly event: string; readonly body: unknown }[] = []
      const work: Work<never> = {
        ...reading,
        newId: <Kind extends string>(): Id<Kind> => idFrom<Kind>(reading.now.getTime(), randomBytes(10)),
        random: (bytes) => randomBytes(bytes),
        journal: (stream, note) => notes.set(stream, joinNotes(notes.get(stream), note)),
        forget: (personId) => forgetPerson(running.modules, reading, { personId, at: reading.now }),
        tell: (event, body) => events.push({ event, body }),
      }
      const answer = await definition.run(work)
      if (!answer.ok) return answer
      await logReading(definition.name, reading, shown)
      const organisation = 'organisationId' in ask.actor ? ask.actor.organisationId : null
      const told = sql`insert into commands.outbox (event, body, organisation_id)
        select e.event, e.body, ${organisation}::uuid from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (event text, body jsonb)`
      const done = sql`insert into commands.done (actor_id, command, key, digest, answer)
        values (${actorIdOf(ask.actor)}, ${definition.name}, ${key}, ${digest}, ${JSON.stringify(answer.value ?? null)}::jsonb)`
      const kept = [...(events.length > 0 ? [told] : []), ...(once ? [done] : [])]
      appendNotes(work, notes, { command: definition.name, key })
      if (kept.length > 0) tx.atEnd(together(kept))
      return answer
    },
    (answer) => answer.ok || definition.onRefusal === 'commit',
  )
}
