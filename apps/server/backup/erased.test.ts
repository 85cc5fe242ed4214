import { accessMigrations, openFile } from '@convive/access'
import { commandsMigrations } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { erasedFile, keepErasedList } from '../erased-list.ts'
import { modules } from '../modules.ts'
import { anOffice, valueOf, type Member, type Office } from '../testing/office.ts'
import { aWorld, samples } from '../testing/index.ts'
import { findBackupKey } from './backup-keys.ts'
import { backupHere, restoreHere } from './operate.ts'

const quiet = (): void => undefined
const now = new Date('2026-11-25T09:00:00Z')

let office: Office
let folder = ''
let gone = ''
let stays = ''
let number = ''
const home = (): string => join(folder, 'home')
const older = (): string => join(folder, 'older.backup')
const environmentOf = (directory: string, ownerUrl: string) => ({ CONVIVE_HOME: directory, DATABASE_OWNER_URL: ownerUrl })

/** A backup is made while an application waits for its decision; then it is decided, and the person erased. */
beforeAll(async () => {
  office = await anOffice()
  folder = mkdtempSync(join(tmpdir(), 'convive-erased-'))
  mkdirSync(home())
  writeFileSync(join(home(), 'master.key'), `${Buffer.alloc(32, 7).toString('hex')}\n`)
  const { personId, applicationId } = await office.handedIn()
  gone = personId
  const made = await office.send('registry/register-household', aHousehold(aPerson().named('Queda', 'Aquí')), office.officer)
  stays = valueOf<{ persons: string[] }>(made).persons[0] ?? ''
  await backupHere(older(), { environment: environmentOf(home(), office.db.ownerUrl), now, progress: quiet })
  const protects: Member = { ...office.colleague(9), roles: ['protection_officer', 'adjudicator'] }
  const decision = {
    applicationId,
    outcome: 'refused',
    reasons: 'Falta una prueba.',
    basedOn: await office.seen(applicationId),
    againstRules: await office.againstRules(applicationId),
  }
  valueOf(await office.send('procedures/decide-application', decision, protects))
  const shown = await office.ask('registry/show-person', { personId }, office.officer)
  number = valueOf<{ person: { number: string } }>(shown).person.number
  valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }, office.officer))
  valueOf(await office.send('registry/erase-person', { personId, number }, protects))
  await keepErasedList(home(), office.db.ownerUrl)
})
afterAll(async () => {
  await office.db.drop()
  rmSync(folder, { recursive: true })
})

async function restoring<T>(erased: string | undefined, work: (db: TestDatabase, directory: string) => Promise<T>): Promise<T> {
  const db = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
  const directory = mkdtempSync(join(folder, 'restored-'))
  try {
    const keys = [join(home(), 'backup-keys')]
    await restoreHere(older(), { environment: environmentOf(directory, db.ownerUrl), keys, erased, now, progress: quiet })
    return await work(db, directory)
  } finally {
    await db.drop()
  }
}

async function registered(db: TestDatabase): Promise<readonly string[]> {
  const rows = await readAsOwner(db.ownerUrl, (tx) =>
    tx.rows(
      sql<{
        id: string
      }>`select p.person_id as id from registry.person p join registry.person_key k on k.person_id = p.person_id`,
    ),
  )
  return rows.map((row) => row.id)
}

describe('an older backup', () => {
  test('does not bring back whoever was erased since, also when something was still open then', async () => {
    await restoring(erasedFile(home()), async (db, directory) => {
      const persons = await registered(db)
      expect(persons).toContain(stays)
      expect(persons).not.toContain(gone)
      // Whoever was erased stands in the list of the new place too: its own backups are covered.
      expect(readFileSync(erasedFile(directory), 'utf8')).toContain(gone)
      const keys = await readAsOwner(db.ownerUrl, (tx) =>
        tx.rows(
          sql`select 1 from registry.search_key where person_id = ${gone} union all select 1 from registry.facts where person_id = ${gone}`,
        ),
      )
      expect(keys).toEqual([])
    })
  })

  test('would bring them back without the list, so that the list has to be given or denied', async () => {
    await restoring('none', async (db) => expect(await registered(db)).toContain(gone))
    await expect(restoring(undefined, registered)).rejects.toThrow('backup/erased-list-needed')
    const torn = join(folder, 'torn.list')
    writeFileSync(torn, readFileSync(erasedFile(home()), 'utf8').slice(0, 40))
    await expect(restoring(torn, registered)).rejects.toThrow('backup/erased-list-unreadable')
  })
})

test('a new backup holds neither key nor number of whoever was erased', async () => {
  const contentOf = async (file: string): Promise<Buffer> => {
    const places = [join(home(), 'backup-keys')]
    return Buffer.concat(await Array.fromAsync(openFile(createReadStream(file), (head) => findBackupKey(head.key, places))))
  }
  const newer = join(folder, 'newer.backup')
  await backupHere(newer, { environment: environmentOf(home(), office.db.ownerUrl), now, progress: quiet })
  const [before, after] = [await contentOf(older()), await contentOf(newer)]
  const id = Buffer.from(gone.replaceAll('-', ''), 'hex')
  expect(before.includes(number)).toBe(true)
  expect(after.includes(number)).toBe(false)
  expect(occurrences(before, id) - occurrences(after, id)).toBeGreaterThan(5)
})

function occurrences(bytes: Buffer, what: Buffer): number {
  let [count, at] = [0, bytes.indexOf(what)]
  for (; at >= 0; at = bytes.indexOf(what, at + 1)) count += 1
  return count
}

test('a running server has written down whom it erased before it answers', async () => {
  const world = await aWorld()
  try {
    const { call, input } = (await samples['registry/erase-person']?.(world)) ?? { call: {}, input: {} }
    expect(existsSync(erasedFile(world.home))).toBe(false)
    expect(await world.post('registry/erase-person', input, { ...call, key: 'erase-once' })).toMatchObject({ status: 200 })
    expect(readFileSync(erasedFile(world.home), 'utf8')).toContain(String(input['personId']))
  } finally {
    await world.close()
  }
})
