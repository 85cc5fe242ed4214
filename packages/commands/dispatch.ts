import { allows, inScope, sessionOf, usualPurpose } from '@convive/access'
import { dayReader, ok, refuse, type Result } from '@convive/kernel'
import { randomBytes } from 'node:crypto'
import type { AnyCommand, AnyQuery, Module } from './define.ts'
import { runMany, type Keyed } from './dispatch-many.ts'
import { parseInput } from './parse-input.ts'
import { digestOfInput, findStored, isKey, isOnce, keepTogether, lockOf, performed, repeated } from './perform.ts'
import { logReading, readingFor, type Admitted, type Ask, type Running, type Surroundings } from './reading.ts'

export type Dispatcher = {
  readonly modules: readonly Module[]
  readonly commands: ReadonlyMap<string, AnyCommand>
  readonly queries: ReadonlyMap<string, AnyQuery>
  dispatch(name: string, input: unknown, ask: Ask): Promise<Result<unknown>>
  /**
   * The same command for several inputs, one after the other in one transaction, each with its own key, journal entries and
   * answer. One that is refused leaves nothing behind and does not disturb the others; an outage loses them all.
   */
  dispatchMany(name: string, inputs: readonly Keyed[], ask: Omit<Ask, 'key'>): Promise<readonly Result<unknown>[]>
  query(name: string, input: unknown, ask: Ask): Promise<Result<unknown>>
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
    async dispatchMany(name, inputs, ask) {
      const definition = commands.get(name)
      if (definition === undefined) return inputs.map(() => refuse('commands/not-found'))
      const admitted = inputs.map(({ key, input }) => ({ key, admitted: admit(definition, input, ask) }))
      return runMany(definition, admitted, { ask, ...around })
    },
    async query(name, input, ask) {
      const definition = queries.get(name)
      if (definition === undefined) return refuse('commands/not-found')
      const admitted = admit(definition, input, ask)
      return admitted.ok ? runQuery(definition, admitted.value, { ask, ...around }) : admitted
    },
  }
}

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

async function runQuery(definition: AnyQuery, admitted: Admitted, running: Running): Promise<Result<unknown>> {
  const session = { ...sessionOf(running.ask.actor, admitted.purpose), flush: definition.flush }
  return running.database.transaction(
    session,
    async (tx) => {
      const { reading, shown } = readingFor(admitted, running, tx)
      const answer = await definition.run(reading)
      if (answer.ok) logReading(definition.name, reading, shown)
      return answer
    },
    (answer) => answer.ok,
  )
}

async function runCommand(definition: AnyCommand, admitted: Admitted, running: Running): Promise<Result<unknown>> {
  const { ask } = running
  const once = isOnce(definition, ask)
  if (once && !isKey(ask.key)) return refuse('commands/key-needed')
  const one = { admitted, key: ask.key ?? randomBytes(16).toString('hex'), once }
  const digest = digestOfInput(one)
  const lock = once ? lockOf(definition, ask, one.key) : undefined
  return running.database.transaction(
    { ...sessionOf(ask.actor, admitted.purpose), lock },
    async (tx) => {
      const stored = once ? (await findStored(tx, definition, { ask, keys: [one.key] })).get(one.key) : undefined
      if (stored !== undefined) return repeated(stored, digest)
      const { answer, done } = await performed(definition, one, { running, tx, digest })
      if (done !== undefined) keepTogether(tx, definition, { ask, done: [done] })
      return answer
    },
    (answer) => answer.ok || definition.onRefusal === 'commit',
  )
}
