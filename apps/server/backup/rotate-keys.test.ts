import { openVault } from '@convive/access'
import { createDispatcher, type Dispatcher } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHome } from '../home.ts'
import { modules } from '../modules.ts'
import { runningDatabase } from '../running.ts'
import { anOffice, codesOf, valueOf, type Office } from '../testing/office.ts'
import { rotateKeys } from './rotate-keys.ts'

const oldKey = Buffer.alloc(32, 7).toString('hex')
const quiet = (): void => undefined
const atOnce = async (): Promise<void> => undefined

let office: Office
let folder = ''
/** A server that has been running since before the rotation, with the keys of the folder. */
let server: Dispatcher
let keys = 0

beforeEach(async () => {
  office = await anOffice()
  folder = mkdtempSync(join(tmpdir(), 'convive-rotate-'))
  mkdirSync(join(folder, 'home'))
  writeFileSync(join(folder, 'home', 'master.key'), `${oldKey}\n`)
  server = aServer()
})
afterEach(async () => {
  await office.db.drop()
  rmSync(folder, { recursive: true })
})

/** A slow one looks at the file again only when a key is missing. */
function aServer({ slow = false } = {}): Dispatcher {
  const source = openHome(join(folder, 'home')).keys
  const before = source.masters(true)
  const vault = openVault(slow ? { ...source, masters: (again) => (again ? source.masters(true) : before) } : source)
  const clock = (): Date => office.clock.now
  return createDispatcher(modules, { database: office.db.database, vault, clock, timeZone: 'America/Asuncion' })
}

const here = () => runningDatabase({ CONVIVE_HOME: join(folder, 'home'), DATABASE_OWNER_URL: office.db.ownerUrl })

async function register(through: Dispatcher, name: string): Promise<string> {
  const asked = { actor: office.officer, key: `rotating-${(keys += 1)}` }
  const made = await through.dispatch('registry/register-household', aHousehold(aPerson().named(name, 'Rueda')), asked)
  return valueOf<{ persons: string[] }>(made).persons[0] ?? ''
}

async function nameOf(through: Dispatcher, personId: string): Promise<string> {
  const shown = await through.query('registry/show-person', { personId }, { actor: office.officer })
  return valueOf<{ person: { name: string } }>(shown).person.name
}

async function mastersUsed(): Promise<readonly number[]> {
  const rows = await readAsOwner(office.db.ownerUrl, (tx) =>
    tx.rows(sql<{ master: number }>`select distinct master::int as master from registry.person_key order by 1`),
  )
  return rows.map((row) => row.master)
}

const masterFile = (): string => readFileSync(join(folder, 'home', 'master.key'), 'utf8')

test('the master key changes while a server runs that has not noticed yet, and nobody becomes unreadable', async () => {
  const before = await register(server, 'Antes')
  const slow = aServer({ slow: true })
  let meanwhile = ''
  const rotated = await rotateKeys(here(), {
    progress: quiet,
    async settle() {
      // This one's key is still wrapped under the old master key.
      meanwhile = await register(slow, 'Durante')
      expect(await mastersUsed()).toEqual([0, 1])
      for (const running of [server, slow]) {
        expect(await nameOf(running, before)).toContain('Antes')
        expect(await nameOf(running, meanwhile)).toContain('Durante')
      }
    },
  })
  expect(rotated).toEqual({ persons: 2, master: 1, resumed: false })
  expect(await mastersUsed()).toEqual([1])
  expect(masterFile()).toMatch(/^1 [0-9a-f]{64}\n$/)
  expect(masterFile()).not.toContain(oldKey)
  const after = await register(server, 'Después')
  for (const running of [server, aServer()])
    for (const [id, name] of [
      [before, 'Antes'],
      [meanwhile, 'Durante'],
      [after, 'Después'],
    ] as const)
      expect(await nameOf(running, id)).toContain(name)
  // Search keys, codes and papers depend on secrets that outlive the master key.
  const found = await aServer().query('registry/find-persons', { text: 'Antes Rueda' }, { actor: office.officer })
  expect(valueOf<{ persons: { id: string }[] }>(found).persons).toHaveLength(1)
})

test('whoever holds only the old master key opens nobody any more', async () => {
  const personId = await register(server, 'Antes')
  await rotateKeys(here(), { progress: quiet, settle: atOnce })
  await expect(office.ask('registry/show-person', { personId }, office.officer)).rejects.toThrow('no master key opens this key')
})

test('stopped in the middle both keys open; called again it goes on with the same new key', async () => {
  const before = await register(server, 'Antes')
  const signal = AbortSignal.abort(new Error('stopped in the middle'))
  await expect(rotateKeys(here(), { progress: quiet, signal })).rejects.toThrow('stopped in the middle')
  const between = masterFile()
  expect(between.trim().split('\n')).toHaveLength(2)
  const newcomer = await register(aServer(), 'Nueva')
  expect(await mastersUsed()).toEqual([0, 1])
  for (const running of [server, aServer()])
    for (const id of [before, newcomer]) expect(await nameOf(running, id)).toContain('Rueda')
  const rotated = await rotateKeys(here(), { progress: quiet, settle: atOnce })
  expect(rotated).toEqual({ persons: 1, master: 1, resumed: true })
  expect(between.startsWith(masterFile().trim())).toBe(true)
  expect(await nameOf(server, before)).toContain('Antes')
})

test('a second rotation, and one that keeps the old key for servers elsewhere', async () => {
  const personId = await register(server, 'Antes')
  await rotateKeys(here(), { progress: quiet, settle: atOnce })
  expect(await rotateKeys(here(), { progress: quiet, settle: atOnce, keepOld: true })).toMatchObject({ master: 2, persons: 1 })
  expect(masterFile().trim().split('\n')).toHaveLength(2)
  expect(await rotateKeys(here(), { progress: quiet, settle: atOnce })).toEqual({ persons: 0, master: 2, resumed: true })
  expect(masterFile().trim().split('\n')).toHaveLength(1)
  expect(codesOf(await server.query('registry/show-person', { personId }, { actor: office.officer }))).toEqual([])
})

test('a folder whose first master key is gone says what is missing', async () => {
  await rotateKeys(here(), { progress: quiet, settle: atOnce })
  rmSync(join(folder, 'home', 'installation.key'))
  expect(() => openHome(join(folder, 'home'))).toThrow('installation.key is missing')
})
