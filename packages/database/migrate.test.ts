import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate, missingMigrations } from './index.ts'
import { testDatabase, type TestDatabase } from './testing/index.ts'

let db: TestDatabase
let directory = ''
let room = { room: '', directory: '' }
let owner: pg.Client
beforeAll(async () => {
  db = await testDatabase([])
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'convive-migrate-'))
  const name = `r${randomUUID().replaceAll('-', '')}`
  room = { room: name, directory }
  file('0001-first', `create schema ${name}; create table ${name}.one (n int)`)
  return () => rmSync(directory, { recursive: true })
})

function file(name: string, text: string): void {
  writeFileSync(join(directory, `${name}.sql`), text)
}
async function tables(): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = $1 order by 1',
    [room.room],
  )
  return rows.map((row) => row.name)
}

test('what is missing is applied in order, once, and said', async () => {
  file('0002-second', `create table ${room.room}.two (n int)`)
  expect(await missingMigrations(db.ownerUrl, [room])).toEqual([`${room.room}/0001-first.sql`, `${room.room}/0002-second.sql`])
  expect(await migrate(db.ownerUrl, [room])).toEqual([`${room.room}/0001-first.sql`, `${room.room}/0002-second.sql`])
  expect(await migrate(db.ownerUrl, [room])).toEqual([])
  expect(await missingMigrations(db.ownerUrl, [room])).toEqual([])
  file('0003-third', `create table ${room.room}.three (n int)`)
  expect(await migrate(db.ownerUrl, [room])).toEqual([`${room.room}/0003-third.sql`])
  expect(await tables()).toEqual(['one', 'three', 'two'])
})

test('two servers that start together: one applies, the other waits and finds it done', async () => {
  file('0002-second', `select pg_sleep(0.2); create table ${room.room}.two (n int)`)
  const done = await Promise.all([migrate(db.ownerUrl, [room]), migrate(db.ownerUrl, [room]), migrate(db.ownerUrl, [room])])
  expect(done.map((names) => names.length).toSorted()).toEqual([0, 0, 2])
})

test('one that fails leaves nothing of itself, keeps those before, and says which and why', async () => {
  file('0002-second', `create table ${room.room}.two (n int); select 1 / 0`)
  await expect(migrate(db.ownerUrl, [room])).rejects.toThrow(`Migration ${room.room}/0002-second.sql failed: division by zero`)
  expect(await tables()).toEqual(['one'])
  file('0002-second', `create table ${room.room}.two (n int)`)
  expect(await migrate(db.ownerUrl, [room])).toEqual([`${room.room}/0002-second.sql`])
})

test('one whose connection is cut in the middle leaves nothing of itself and no lock; the next start does it', async () => {
  file('0002-second', `create table ${room.room}.two (n int); select pg_sleep(60)`)
  const cut = migrate(db.ownerUrl, [room]).then(
    () => 'done',
    () => 'cut',
  )
  const superuser = new pg.Client({ connectionString: db.superuserUrl })
  await superuser.connect()
  for (;;) {
    const { rowCount } = await superuser.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like $1 and state = 'active' and pid <> pg_backend_pid()",
      [`create table ${room.room}.two%`],
    )
    if (rowCount !== 0) break
  }
  await superuser.end()
  expect(await cut).toBe('cut')
  expect(await tables()).toEqual(['one'])
  file('0002-second', `create table ${room.room}.two (n int)`)
  expect(await migrate(db.ownerUrl, [room])).toEqual([`${room.room}/0002-second.sql`])
})

test('one that was applied and has changed since is refused, and nothing after it is applied', async () => {
  await migrate(db.ownerUrl, [room])
  file('0001-first', `create schema ${room.room}; create table ${room.room}.one (n bigint)`)
  file('0002-second', `create table ${room.room}.two (n int)`)
  await expect(migrate(db.ownerUrl, [room])).rejects.toThrow(
    /0001-first\.sql was applied before and has changed since: add a new file instead/,
  )
  expect(await tables()).toEqual(['one'])
})
