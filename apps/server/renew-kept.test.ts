import { openVault } from '@convive/access'
import { readAsOwner, sql } from '@convive/database'
import { openHome } from './home.ts'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { Client } from 'pg'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renewKept } from './renew-kept.ts'
import { anOffice, valueOf, type Office } from './testing/office.ts'

let office: Office
let folder = ''
beforeAll(async () => {
  office = await anOffice()
  folder = mkdtempSync(join(tmpdir(), 'convive-renew-'))
  mkdirSync(folder, { recursive: true })
  // The office's vault has this key.
  writeFileSync(join(folder, 'master.key'), `${Buffer.alloc(32, 7).toString('hex')}\n`)
  valueOf(await office.send('registry/register-household', aHousehold(aPerson().named('Guilfredo', 'Shabes')), office.officer))
})
afterAll(async () => {
  await office.db.drop()
  rmSync(folder, { recursive: true })
})

async function asOwner(text: string): Promise<void> {
  const client = new Client({ connectionString: office.db.ownerUrl })
  await client.connect()
  await client.query(text)
  await client.end()
}

async function keys(): Promise<readonly string[]> {
  const rows = await readAsOwner(office.db.ownerUrl, (tx) =>
    tx.rows(sql<{ line: string }>`select key || ' ' || person_id as line from registry.search_key order by 1`),
  )
  return rows.map(({ line }) => line)
}

describe('keys of an older version', () => {
  test('are made again before anybody is served, once, and whoever was registered is found as before', async () => {
    const before = await keys()
    await asOwner(`comment on table registry.search_key is null; update registry.search_key set key = key + 1`)
    expect(await keys()).not.toEqual(before)
    const vault = openVault(openHome(folder).keys)
    expect(await renewKept(office.db.ownerUrl, vault)).toEqual(['registry'])
    expect(await keys()).toEqual(before)
    const found = await office.ask('registry/find-persons', { text: 'Wilfredo Chávez' }, office.officer)
    expect(found).toMatchObject({ ok: true, value: { persons: [{ name: 'Guilfredo Shabes' }] } })
    expect(await renewKept(office.db.ownerUrl, vault)).toEqual([])
  })
})
