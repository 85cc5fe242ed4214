import { accessMigrations, openVault } from '@convive/access'
import { commandsMigrations, createDispatcher } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../modules.ts'
import { openHome } from '../home.ts'
import { anOffice, valueOf, type Office } from '../testing/office.ts'
import { backupKeyFor } from './backup-keys.ts'
import { backupHere, restoreHere } from './operate.ts'

/** The office's vault has this key: the backup reads it from the folder of an installation. */
const masterKey = Buffer.alloc(32, 7).toString('hex')
const quiet = (): void => undefined
const everyTable = 25
const now = new Date('2026-11-25T09:00:00Z')

let office: Office
let folder = ''
let file = ''
let applicationId = ''
const home = (): string => join(folder, 'home')
const environmentOf = (directory: string, ownerUrl: string): Record<string, string> => ({
  CONVIVE_HOME: directory,
  DATABASE_OWNER_URL: ownerUrl,
})

beforeAll(async () => {
  office = await anOffice()
  folder = mkdtempSync(join(tmpdir(), 'convive-backup-'))
  mkdirSync(home())
  writeFileSync(join(home(), 'master.key'), `${masterKey}\n`)
  file = join(folder, 'one.backup')
  applicationId = (await office.handedIn()).applicationId
  valueOf(await office.send('registry/register-household', aHousehold(), office.officer))
  valueOf(await office.send('registry/register-household', aHousehold(aPerson().named('Otilia', 'Ajena')), office.stranger))
  const seen = await office.seen(applicationId)
  valueOf(await office.send('procedures/decide-application', decision(seen), office.colleague(9)))
  await backupHere(file, { environment: environmentOf(home(), office.db.ownerUrl), now, progress: quiet })
})
afterAll(async () => {
  await office.db.drop()
  rmSync(folder, { recursive: true })
})

function decision(seen: string) {
  return { applicationId, outcome: 'approved', reasons: 'Todo está en orden.', basedOn: seen }
}

async function anEmptyDatabase(): Promise<TestDatabase> {
  return testDatabase([
    accessMigrations,
    commandsMigrations,
    ...modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
}

/** Restores into a database and a folder of its own, with the key of the backup at hand. */
async function restored<T>(
  work: (db: TestDatabase, directory: string) => Promise<T>,
  { from = file, erased = 'none' } = {},
): Promise<T> {
  const db = await anEmptyDatabase()
  const directory = mkdtempSync(join(folder, 'restored-'))
  try {
    const environment = environmentOf(directory, db.ownerUrl)
    await restoreHere(from, { environment, keys: [join(home(), 'backup-keys')], erased, now, progress: quiet })
    return await work(db, directory)
  } finally {
    await db.drop()
  }
}

/** A digest of every table's rows, whatever their order; keys of persons are wrapped anew and sessions are left out. */
async function contentOf(db: TestDatabase): Promise<ReadonlyMap<string, string>> {
  return readAsOwner(db.ownerUrl, async (tx) => {
    const tables = await tx.rows(sql<{
      name: string
    }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n
      on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('information_schema', 'convive') and n.nspname not like 'pg\\_%'`)
    const found = new Map<string, string>()
    for (const { name } of tables.filter(
      (one) => !['registry.person_key', 'accounts.session', 'accounts.attempt'].includes(one.name),
    )) {
      // Keys of a person are a set: their order in the row says nothing.
      const line =
        name === 'registry.person_search'
          ? sql`(person_id, organisation_id, (select array_agg(k order by k) from unnest(keys) k))`
          : sql`t`
      const row = await tx.first(sql<{ rows: string; digest: string }>`select count(*) as rows,
        coalesce(md5(string_agg(md5(${line}::text), '' order by md5(${line}::text))), '') as digest from ${sql.table(name)} t`)
      found.set(name, `${row?.rows} ${row?.digest}`)
    }
    return found
  })
}

describe('a backup', () => {
  test('restored into an empty database gives an equal registry, search keys computed anew', async () => {
    const before = await contentOf(office.db)
    expect(before.size).toBeGreaterThan(everyTable)
    expect(before.get('registry.person')).toMatch(/^7 /)
    expect(before.get('registry.search_key')).not.toMatch(/^0 /)
    await restored(async (db) => expect(await contentOf(db)).toEqual(before))
  })

  test('is read with the keys of the place where it was restored, and goes on from there', async () => {
    await restored(async (db, directory) => {
      const home = openHome(directory)
      expect(readFileSync(join(directory, 'master.key'), 'utf8')).not.toContain(masterKey)
      const around = { database: db.database, vault: openVault(home.keys), clock: () => now, timeZone: 'America/Asuncion' }
      const dispatcher = createDispatcher(modules, around)
      type Found = { readonly persons: readonly { readonly name: string }[] }
      const find = async (text: string): Promise<readonly string[]> => {
        const found = await dispatcher.query('registry/find-persons', { text }, { actor: office.officer })
        return valueOf<Found>(found).persons.map((one) => one.name)
      }
      expect(await find('Moreno')).toContain('Ejemplina Moreno de la Cruz')
      expect(await find('Ajena')).toEqual([])
      const ask = { actor: office.officer, key: 'after-restore' }
      const made = await dispatcher.dispatch('registry/register-household', aHousehold(aPerson()), ask)
      expect(valueOf<{ persons: string[] }>(made).persons).toHaveLength(1)
    })
  })

  test('holds no name in clear, and no wrapped key as the database has it', async () => {
    const bytes = readFileSync(file)
    const key = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.first(sql<{ wrapped: Buffer }>`select wrapped from registry.person_key limit 1`),
    )
    expect(bytes.includes('Moreno')).toBe(false)
    expect(bytes.includes(key?.wrapped ?? 'x')).toBe(false)
  })

  test('appears under its name only when complete, and overwrites nothing', async () => {
    const environment = environmentOf(home(), office.db.ownerUrl)
    await expect(backupHere(file, { environment, now, progress: quiet })).rejects.toThrow('backup/file-exists')
    const other = join(folder, 'broken.backup')
    const progress = (): never => {
      throw new Error('stopped in the middle')
    }
    await expect(backupHere(other, { environment, now, progress })).rejects.toThrow('stopped in the middle')
    expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([])
    const stop = new AbortController()
    const stopping = (): void => stop.abort(new Error('stopped by the operator'))
    const asked = backupHere(other, { environment, now, progress: stopping, signal: stop.signal })
    await expect(asked).rejects.toThrow('stopped by the operator')
    expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([])
  })
})

describe('a restore', () => {
  /** What a restore says that is refused, how many persons are there after it, and which files beside the key of here. */
  async function refused(
    from: string,
    {
      keys,
      erased = 'none',
      signal,
    }: { readonly keys?: readonly string[]; readonly erased?: string; readonly signal?: AbortSignal } = {},
  ) {
    const db = await anEmptyDatabase()
    const directory = mkdtempSync(join(folder, 'refused-'))
    try {
      const environment = environmentOf(directory, db.ownerUrl)
      const asked = restoreHere(from, {
        environment,
        keys: keys ?? [join(home(), 'backup-keys')],
        erased,
        now,
        progress: quiet,
        signal,
      })
      const says = await asked.then(
        () => 'nothing',
        (error: unknown) => String(error),
      )
      const rows = await readAsOwner(db.ownerUrl, (tx) =>
        tx.first(sql<{ n: number }>`select count(*)::int as n from registry.person`),
      )
      return { says, persons: rows?.n, files: readdirSync(directory).toSorted().join(' ') }
    } finally {
      await db.drop()
    }
  }

  const untouched = (name: string) => ({ says: expect.stringContaining(name), persons: 0, files: 'database.password master.key' })

  function changed(name: string, change: (bytes: Buffer) => Buffer): string {
    const at = join(folder, name)
    writeFileSync(at, change(readFileSync(file)))
    return at
  }

  test.each([
    ['a file that was cut', 'backup/truncated', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['a file without its last piece', 'backup/truncated', (bytes: Buffer) => bytes.subarray(0, 400)],
    [
      'a changed byte',
      'backup/altered',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))),
    ],
    ['a file with something behind its end', 'backup/altered', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['a file that is no backup', 'backup/not-a-backup', () => Buffer.from('hello, this is some other file altogether')],
    ['an empty file', 'backup/not-a-backup', () => Buffer.alloc(0)],
  ])('%s is refused by name, and nothing of it is there', async (what, name, change) => {
    expect(await refused(changed(`${what}.backup`, change))).toEqual(untouched(name))
  })

  test('without its key is refused with the name of the key', async () => {
    const other = join(folder, 'other-home')
    mkdirSync(other)
    backupKeyFor(other, now)
    expect(await refused(file, { keys: [join(other, 'backup-keys')] })).toEqual(untouched('backup/key-missing'))
  })

  test('that is stopped leaves nothing behind', async () => {
    const signal = AbortSignal.abort(new Error('stopped by the operator'))
    expect(await refused(file, { signal })).toEqual(untouched('stopped by the operator'))
  })

  test('into a database that holds rows is refused', async () => {
    const environment = environmentOf(home(), office.db.ownerUrl)
    await expect(restoreHere(file, { environment, keys: [], erased: 'none', now, progress: quiet })).rejects.toThrow(
      'backup/database-not-empty',
    )
  })
})

describe('the key of a backup', () => {
  test('changes every thirty days', () => {
    const directory = mkdtempSync(join(folder, 'keys-'))
    const first = backupKeyFor(directory, new Date('2026-01-01T08:00:00Z'))
    expect(backupKeyFor(directory, new Date('2026-01-30T08:00:00Z'))).toEqual(first)
    const second = backupKeyFor(directory, new Date('2026-02-01T08:00:00Z'))
    expect(second.key.equals(first.key)).toBe(false)
    expect(existsSync(first.file)).toBe(true)
  })
})
