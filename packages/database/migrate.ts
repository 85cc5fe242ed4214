import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { connectTo } from './connect.ts'

/** Numbered plain SQL files of one room: `0001-what.sql`. */
export type Migrations = { readonly room: string; readonly directory: string }

type File = {
  readonly room: string
  readonly number: number
  readonly name: string
  readonly text: string
  readonly digest: string
}

/** Any number will do; it must only be ours. */
const lock = 5_263_748_201

/**
 * Applies what is missing, room after room in the order given, each file in one transaction, under a lock so that two
 * servers that start together do not collide. A file that was applied before and has changed since is an error.
 * Returns the names of the files applied.
 */
export async function migrate(ownerUrl: string, rooms: readonly Migrations[]): Promise<readonly string[]> {
  const client = await connectTo(ownerUrl)
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query('create schema if not exists convive')
    await client.query(
      'create table if not exists convive.migration (room text, number int, name text not null, digest text not null, applied timestamptz not null default now(), primary key (room, number))',
    )
    const { rows } = await client.query<{ room: string; number: number; digest: string }>(
      'select room, number, digest from convive.migration',
    )
    const applied = new Map(rows.map((row) => [`${row.room}/${row.number}`, row.digest]))
    const done: string[] = []
    for (const file of rooms.flatMap(filesOf)) {
      const before = applied.get(`${file.room}/${file.number}`)
      if (before === undefined) {
        await apply(client, file)
        done.push(`${file.room}/${file.name}`)
      } else if (before !== file.digest)
        throw new Error(`Migration ${file.room}/${file.name} was applied before and has changed since: add a new file instead`)
    }
    return done
  } finally {
    await client.end()
  }
}

/** Names of the files that a database has not seen, without applying any. Throws what the connection throws. */
export async function missingMigrations(ownerUrl: string, rooms: readonly Migrations[]): Promise<readonly string[]> {
  const client = await connectTo(ownerUrl)
  try {
    const { rows } = await client.query<{ room: string; number: number }>('select room, number from convive.migration')
    const applied = new Set(rows.map((row) => `${row.room}/${row.number}`))
    return rooms
      .flatMap(filesOf)
      .filter((file) => !applied.has(`${file.room}/${file.number}`))
      .map((file) => `${file.room}/${file.name}`)
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, file: File): Promise<void> {
  await client.query('begin')
  try {
    await client.query(file.text)
    await client.query('insert into convive.migration (room, number, name, digest) values ($1, $2, $3, $4)', [
      file.room,
      file.number,
      file.name,
      file.digest,
    ])
    await client.query('commit')
  } catch (error) {
    // Also a connection that is gone has rolled back.
    await client.query('rollback').catch(() => undefined)
    throw new Error(`Migration ${file.room}/${file.name} failed: ${error instanceof Error ? error.message : 'unknown'}`, {
      cause: error,
    })
  }
}

function filesOf(migrations: Migrations): readonly File[] {
  const names = readdirSync(migrations.directory)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .toSorted()
  return names.map((name) => {
    const text = readFileSync(join(migrations.directory, name), 'utf8')
    return { room: migrations.room, number: Number(name.slice(0, 4)), name, text, digest: hash('sha256', text) }
  })
}
