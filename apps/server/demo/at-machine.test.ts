import { addDemoMember, foundOrganisation } from '@convive/accounts'
import type { Actor } from '@convive/access'
import { createDispatcher } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { openVault } from '@convive/access'
import { aHousehold } from '@convive/registry/testing'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHome, type Home } from '../home.ts'
import { migrationsOf } from '../installation.ts'
import { modules } from '../modules.ts'
import { makeDemoHere, type DemoMade } from './at-machine.ts'

let db: TestDatabase
let home: Home
beforeEach(async () => {
  db = await testDatabase(migrationsOf().filter((one) => one.room !== 'database'))
  home = openHome(mkdtempSync(join(tmpdir(), 'convive-demo-')))
  const { ownerUrl, applicationUrl } = db
  writeFileSync(join(home.directory, 'running.json'), JSON.stringify({ ownerUrl, applicationUrl }))
})
afterEach(async () => {
  await db.drop()
  rmSync(home.directory, { recursive: true, force: true })
})

const told: number[] = []
const make = (people: number, signal: AbortSignal = new AbortController().signal) =>
  makeDemoHere({
    people,
    share: 0.25,
    seed: 1,
    environment: { CONVIVE_HOME: home.directory },
    progress: (_now, fraction) => void told.push(fraction),
    signal,
  })

/** Everybody by office, and all rows that belong to them. */
async function held() {
  return readAsOwner(db.ownerUrl, (tx) =>
    tx.rows(sql<{ name: string; persons: number; rows: number }>`select o.name, count(p.person_id)::int as persons,
      (select count(*)::int from access.person_access) + (select count(*)::int from registry.search_key) + (select count(*)::int from journal.entry)
        + (select count(*)::int from registry.household) + (select count(*)::int from statistics.person) as rows
      from accounts.organisation o join registry.person p on p.registered_by = o.organisation_id group by o.name order by o.name`),
  )
}
const all = (some: readonly { readonly persons: number }[]): number => some.reduce((sum, one) => sum + one.persons, 0)

describe('made-up people in any number', () => {
  test('at two offices; the same call adds nothing, a larger one only what is missing', async () => {
    const made = (await make(300)) as DemoMade
    const first = await held()
    expect(first.map((one) => one.name)).toEqual(['Ventanilla de Ysapy Norte', 'Ventanilla de Ysapy Sur'])
    expect(first.map((one) => one.persons)).toEqual(made.held)
    expect(all(first)).toBeGreaterThanOrEqual(300)
    expect(all(first)).toBeLessThan(308)
    const southern = (first[1]?.persons ?? 0) / all(first)
    expect(southern).toBeGreaterThan(0.12)
    expect(southern).toBeLessThan(0.4)
    expect(told.at(-1)).toBe(1)
    await make(300)
    expect(await held()).toEqual(first)
    await make(400)
    expect(all(await held())).toBeGreaterThanOrEqual(400)
    expect(all(await held())).toBeLessThan(408)
  }, 120_000)

  test('cancelled half-way and called again, is as if it had not been cancelled', async () => {
    const stop = new AbortController()
    const cancelled = makeDemoHere({
      people: 1200,
      share: 0.25,
      seed: 1,
      environment: { CONVIVE_HOME: home.directory },
      progress: (_now, fraction) => fraction > 0 && stop.abort(new Error('Stopped.')),
      signal: stop.signal,
    })
    await expect(cancelled).rejects.toThrow('Stopped.')
    const some = all(await held())
    expect(some).toBeGreaterThan(0)
    expect(some, 'what was under way was finished, no more').toBeLessThan(1000)
    await make(1200)
    const complete = all(await held())
    expect(complete).toBeGreaterThanOrEqual(1200)
    expect(complete).toBeLessThan(1208)
  }, 120_000)

  test('is refused where somebody works for real, also when their only member has to join again', async () => {
    const vault = openVault(home.keys)
    const now = new Date()
    const administrator = { name: 'A', signInName: 'real@example.org' }
    const founding = { name: 'De verdad', country: 'XYS', timeZone: 'UTC', officePrefix: 'DV', isDemo: false, administrator }
    const { organisationId } = await foundOrganisation(db.database, vault, { founding, now })
    expect(await make(20), 'nobody has joined, nobody is registered').not.toHaveProperty('fault')
    const before = await held()
    const secrets = { password: 'un río que baja despacio', totpSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' }
    const member = { name: 'B', signInName: 'b@example.org', roles: ['registrar' as const], ...secrets }
    const memberId = await addDemoMember(db.database, vault, { organisationId, member, now })
    expect(await make(600)).toEqual({ fault: 'real' })
    const dispatcher = createDispatcher(modules, { database: db.database, vault, clock: () => now, timeZone: 'UTC' })
    const actor: Actor = { kind: 'member', memberId, organisationId, name: 'B', roles: ['registrar'] }
    await dispatcher.dispatch('registry/register-household', aHousehold(), { actor, key: 'for-real-1' })
    await db.database.transaction(
      { actor: memberId, grantee: organisationId, organisation: organisationId, purpose: 'operation' },
      (tx) => tx.run(sql`update accounts.member set status = 'invited' where member_id = ${memberId}`),
    )
    expect(await make(600)).toEqual({ fault: 'real' })
    expect((await held()).filter((one) => one.name !== 'De verdad').map((one) => one.persons)).toEqual(
      before.map((one) => one.persons),
    )
  }, 120_000)
})
