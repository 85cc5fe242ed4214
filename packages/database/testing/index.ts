import { hash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { createDatabaseAndRoles, databaseMigrations, migrate, openDatabase, type Database, type Migrations } from '../index.ts'

/** A database of its own for one test file: cloned from a migrated template, real commits, real roles. */
export type TestDatabase = {
  readonly database: Database
  readonly ownerUrl: string
  readonly applicationUrl: string
  readonly superuserUrl: string
  drop(): Promise<void>
}

const password = 'only-for-tests'

/** Needs the server of `global-setup.ts`, whose address is in `CONVIVE_TEST_SUPERUSER_URL`. */
export async function testDatabase(rooms: readonly Migrations[]): Promise<TestDatabase> {
  const superuserUrl = process.env['CONVIVE_TEST_SUPERUSER_URL']
  if (superuserUrl === undefined) throw new Error('The test server is not running: use npm test')
  const all = [databaseMigrations, ...rooms]
  const template = `template_${digestOf(all)}`
  const name = `test_${randomBytes(8).toString('hex')}`
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(42)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      const made = await createDatabaseAndRoles(superuserUrl, { database: template, password })
      try {
        await migrate(made.ownerUrl, all)
      } catch (error) {
        await client.query(`drop database ${template} with (force)`)
        throw error
      }
    }
    await client.query(`create database ${name} template ${template} owner convive_owner strategy file_copy`)
    await client.query('select pg_advisory_unlock(42)')
  } finally {
    await client.end()
  }
  const url = (user: string, secret: string): string =>
    Object.assign(new URL(superuserUrl), { username: user, password: secret, pathname: `/${name}` }).toString()
  const applicationUrl = url('convive_application', password)
  const database = openDatabase(applicationUrl, { connections: 12 })
  return {
    database,
    applicationUrl,
    ownerUrl: url('convive_owner', password),
    superuserUrl: Object.assign(new URL(superuserUrl), { pathname: `/${name}` }).toString(),
    async drop() {
      await database.close()
      const again = new pg.Client({ connectionString: superuserUrl })
      await again.connect()
      await again.query(`drop database if exists ${name} with (force)`)
      await again.end()
    },
  }
}

function digestOf(rooms: readonly Migrations[]): string {
  const texts = rooms.flatMap(({ directory }) =>
    readdirSync(directory)
      .toSorted()
      .map((name) => readFileSync(join(directory, name), 'utf8')),
  )
  return hash('sha256', texts.join('\n')).slice(0, 16)
}
