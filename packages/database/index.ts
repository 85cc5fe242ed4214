export { sql } from 'kysely'
export type { RawBuilder } from 'kysely'
export { isDatabaseError, openDatabase, readAsOwner, transactionOn } from './database.ts'
export type { Database, Transaction } from './database.ts'
export { startEmbeddedPostgres } from './embedded.ts'
export type { EmbeddedPostgres } from './embedded.ts'
export { migrate } from './migrate.ts'
export type { Migrations } from './migrate.ts'
export { createDatabaseAndRoles, whatIsWrongWithRole } from './roles.ts'
export type { Credentials } from './roles.ts'
export { isPurpose, purposes } from './session.ts'
export type { LastCall, Purpose, Session } from './session.ts'
export { together } from './together.ts'

/** The functions every policy reads; they come before any module's tables. */
export const databaseMigrations = { room: 'database', directory: new URL('./migrations', import.meta.url).pathname }
