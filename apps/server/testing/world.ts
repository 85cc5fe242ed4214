import { accessMigrations, roles, type Actor } from '@convive/access'
import { addDemoMember, foundOrganisation, type Founding } from '@convive/accounts'
import { commandsMigrations } from '@convive/commands'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modules } from '../modules.ts'
import { startServer, type RunningServer } from '../start-server.ts'

export type Member = Extract<Actor, { kind: 'member' }>
/** Somebody at an office with every role, their sign-in, and a token for every command and query. */
export type Staff = { readonly actor: Member; readonly signInName: string; readonly token: string }
export type Office = { readonly officer: Staff; readonly decider: Staff }

/** What an HTTP call brings along besides its input. */
export type Call = {
  readonly token?: string | undefined
  readonly cookie?: string | undefined
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}
export type Answered = { readonly status: number; readonly body: unknown; readonly headers: Headers }

/** Two offices that know nothing of each other, on a real server with a real database. */
export type World = {
  readonly address: string
  readonly home: string
  readonly running: RunningServer
  readonly database: TestDatabase
  readonly ours: Office
  readonly theirs: Office
  /** The server's clock; move it to let time pass. */
  readonly clock: { now: Date }
  /** The lines that the server wrote down. */
  readonly log: readonly string[]
  post(name: string, input: unknown, call?: Call): Promise<Answered>
  /** Prepares something as our officer, past the HTTP door. */
  prepare<Answer>(name: string, input: unknown, as?: Actor): Promise<Answer>
  read<Answer>(name: string, input: unknown, as?: Actor): Promise<Answer>
  close(): Promise<void>
}

export const memberSecrets = { password: 'un río que baja despacio', totpSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' } as const

export async function aWorld(
  options: { readonly mostPerMinute?: number; readonly isDemo?: boolean; readonly trustedProxies?: readonly string[] } = {},
): Promise<World> {
  const database = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
  const home = mkdtempSync(join(tmpdir(), 'convive-world-'))
  const clock = { now: new Date('2026-11-24T15:00:00Z') }
  const config = {
    home,
    host: '127.0.0.1',
    port: 0,
    origin: 'http://127.0.0.1',
    databaseUrl: database.applicationUrl,
    ownerUrl: database.ownerUrl,
    trustedProxies: options.trustedProxies ?? [],
    timeZone: 'America/Asuncion',
    country: 'XYS',
    demoHouseholds: 0,
    log: 'requests',
  } as const
  const log: string[] = []
  const running = await startServer(config, {
    clock: () => clock.now,
    sink: (line) => void log.push(line),
    mostPerMinute: options.mostPerMinute ?? 100_000,
    async prepare({ database: before, vault }) {
      if (options.isDemo === true)
        await foundOrganisation(before, vault, { founding: { ...founding('demo'), isDemo: true }, now: clock.now })
    },
  })
  const { dispatcher } = running.installation
  const ours = await anOffice(running, 'ours', clock.now)
  const theirs = await anOffice(running, 'theirs', clock.now)
  return {
    address: running.address,
    home,
    running,
    database,
    ours,
    theirs,
    clock,
    log,
    post: (name, input, call = {}) => post(`${running.address}/api/${name}`, input, call),
    prepare: async (name, input, as = ours.officer.actor) =>
      valueOf(await dispatcher.dispatch(name, input, { actor: as, key: randomUUID() }), name),
    read: async (name, input, as = ours.officer.actor) => valueOf(await dispatcher.query(name, input, { actor: as }), name),
    async close() {
      await running.close()
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function founding(name: string): Founding {
  return {
    name: `Ventanilla ${name}`,
    country: 'XYS',
    timeZone: 'America/Asuncion',
    officePrefix: 'YS',
    isDemo: false,
    administrator: { name: 'Fundadora Muestra', signInName: `founder-${name}` },
  }
}

async function anOffice(running: RunningServer, name: string, now: Date): Promise<Office> {
  const { database, vault } = running.installation
  const { organisationId } = await foundOrganisation(database, vault, {
    founding: founding(name),
    now,
  })
  const hire = async (signInName: string): Promise<Staff> => {
    const member = { name: 'Oficial Muestra', signInName, roles, ...memberSecrets }
    const memberId = await addDemoMember(database, vault, { organisationId, member, now })
    const actor: Member = { kind: 'member', memberId, organisationId, name: member.name, roles }
    const { dispatcher } = running.installation
    const scope = [...dispatcher.commands.keys(), ...dispatcher.queries.keys()]
    const issued = await dispatcher.dispatch('accounts/issue-token', { label: 'tests', scope, days: 1 }, { actor })
    return { actor, signInName, token: valueOf<{ secret: string }>(issued, 'accounts/issue-token').secret }
  }
  return { officer: await hire(`officer-${name}`), decider: await hire(`decider-${name}`) }
}

function valueOf<Answer>(answer: { readonly ok: boolean; readonly value?: unknown }, name: string): Answer {
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer.value as Answer
}

async function post(url: string, input: unknown, call: Call): Promise<Answered> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'content-type': 'application/json',
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...(call.cookie === undefined ? {} : { cookie: call.cookie, 'sec-fetch-site': 'same-origin' }),
      ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
      ...call.headers,
    },
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers }
}
