import { accessMigrations, openVault, type Vault } from '@convive/access'
import { commandsMigrations, createDispatcher, type Dispatcher } from '@convive/commands'
import {
  createDatabaseAndRoles,
  databaseMigrations,
  migrate,
  openDatabase,
  startEmbeddedPostgres,
  whatIsWrongWithRole,
  type Credentials,
  type Database,
  type EmbeddedPostgres,
} from '@convive/database'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { keepErasedList } from './erased-list.ts'
import { openHome, type Home } from './home.ts'
import { modules } from './modules.ts'
import { renewKept } from './renew-kept.ts'

/** A running installation without its HTTP door: what server, command line, tour and benches share. */
export type Installation = {
  readonly home: Home
  readonly vault: Vault
  readonly database: Database
  readonly dispatcher: Dispatcher
  readonly credentials: Credentials
  readonly clock: () => Date
  readonly timeZone: string
  close(): Promise<void>
}

/** Opens the database (starting the embedded one if no address is given), applies missing migrations, checks the role. */
export async function openInstallation(
  config: Config,
  options: {
    readonly clock?: () => Date
    readonly settings?: Readonly<Record<string, string>>
    readonly connections?: number
  } = {},
): Promise<Installation> {
  const home = openHome(config.home)
  const embedded = config.databaseUrl === undefined ? await startOwn(config, home, options.settings) : undefined
  try {
    const credentials = await credentialsOf(config, home, embedded)
    await migrate(credentials.ownerUrl, migrationsOf())
    const fault = await whatIsWrongWithRole(credentials.applicationUrl)
    if (fault !== undefined) throw new Error(fault)
    const vault = openVault(home.keys)
    await renewKept(credentials.ownerUrl, vault)
    const clock = options.clock ?? (() => new Date())
    const database = openDatabase(credentials.applicationUrl, {
      connections: options.connections ?? 12,
      timeZone: config.timeZone,
    })
    await keepErasedList(home.directory, credentials.ownerUrl)
    const dispatcher = keepingList(createDispatcher(modules, { database, vault, clock, timeZone: config.timeZone }), () =>
      keepErasedList(home.directory, credentials.ownerUrl),
    )
    return {
      home,
      vault,
      database,
      dispatcher,
      credentials,
      clock,
      timeZone: config.timeZone,
      async close() {
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** Whoever is erased stands in the list outside the database before the answer is given: no backup brings them back. */
function keepingList(dispatcher: Dispatcher, keep: () => Promise<void>): Dispatcher {
  return {
    ...dispatcher,
    async dispatch(name, input, ask) {
      const answer = await dispatcher.dispatch(name, input, ask)
      if (answer.ok && name === 'registry/erase-person') await keep()
      return answer
    },
    async dispatchMany(name, inputs, ask) {
      const answers = await dispatcher.dispatchMany(name, inputs, ask)
      if (name === 'registry/erase-person' && answers.some((answer) => answer.ok)) await keep()
      return answers
    },
  }
}

/** Every migration in its order: session, access, journal, then the modules. */
export function migrationsOf(): Parameters<typeof migrate>[1] {
  return [
    databaseMigrations,
    accessMigrations,
    commandsMigrations,
    ...modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ]
}

function startOwn(config: Config, home: Home, settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ directory: join(config.home, 'postgres'), password: home.databasePassword, settings })
}

async function credentialsOf(config: Config, home: Home, embedded: EmbeddedPostgres | undefined): Promise<Credentials> {
  if (embedded !== undefined)
    return createDatabaseAndRoles(embedded.superuserUrl, { database: 'convive', password: home.databasePassword })
  if (config.databaseUrl === undefined || config.ownerUrl === undefined)
    throw new Error('DATABASE_URL and DATABASE_OWNER_URL belong together')
  return { applicationUrl: config.databaseUrl, ownerUrl: config.ownerUrl }
}
