import { accessMigrations, openVault, type Actor } from '@convive/access'
import { commandsMigrations, createDispatcher, type Dispatcher } from '@convive/commands'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { sql } from '@convive/database'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts, findSession, foundOrganisation, isUnfounded } from './index.ts'

const vault = openVault(Buffer.alloc(32, 7))
const password = 'un río que baja despacio'
let db: TestDatabase
let dispatcher: Dispatcher
let now = new Date('2026-05-04T15:00:00Z')
const stranger = { actor: { kind: 'public' }, source: { address: '10.0.0.1' } } as const

beforeAll(async () => {
  db = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...(accounts.migrations === undefined ? [] : [accounts.migrations]),
  ])
  dispatcher = createDispatcher([accounts], { database: db.database, vault, clock: () => now, timeZone: 'UTC' })
})
afterAll(() => db.drop())

async function firstAdministrator(signInName: string): Promise<{ readonly actor: Actor; readonly secret: string }> {
  const founded = await foundOrganisation(db.database, vault, {
    founding: {
      name: 'Ventanilla',
      country: 'XYS',
      timeZone: 'America/Asuncion',
      officePrefix: 'YS',
      isDemo: false,
      administrator: { name: 'Ejemplina', signInName },
    },
    now,
  })
  const shown = await dispatcher.query('accounts/show-invitation', { code: founded.code }, stranger)
  const { totpSecret } = shown.ok ? (shown.value as { totpSecret: string }) : { totpSecret: '' }
  const code = generateSync({ secret: totpSecret, epoch: Math.floor(now.getTime() / 1000) })
  const accepted = await dispatcher.dispatch(
    'accounts/accept-invitation',
    { code: founded.code.toLowerCase(), password, totpSecret, oneTimeCode: code },
    stranger,
  )
  expect(accepted).toMatchObject({ ok: true })
  return {
    actor: {
      kind: 'member',
      memberId: founded.memberId,
      organisationId: founded.organisationId,
      name: 'Ejemplina',
      roles: ['administrator'],
    },
    secret: totpSecret,
  }
}

function codeAt(secret: string): string {
  return generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) })
}

describe('sign-in', () => {
  test('the first administrator uses the printed code once, then signs in with password and one-time code', async () => {
    expect(await isUnfounded(db.database)).toBe(true)
    const { secret } = await firstAdministrator('ana@example.org')
    expect(await isUnfounded(db.database)).toBe(false)
    now = new Date(now.getTime() + 60_000)
    const signedIn = await dispatcher.dispatch(
      'accounts/sign-in',
      { signInName: 'Ana@Example.org', password, code: codeAt(secret) },
      stranger,
    )
    expect(signedIn).toMatchObject({ ok: true })
    const session = signedIn.ok ? (signedIn.value as { session: string }).session : ''
    const found = await findSession(db.database, session, now)
    expect(found).toMatchObject({ actor: { kind: 'member', roles: ['administrator'] }, timeZone: 'America/Asuncion' })
    const replayed = await dispatcher.dispatch(
      'accounts/sign-in',
      { signInName: 'ana@example.org', password, code: codeAt(secret) },
      stranger,
    )
    expect(replayed).toMatchObject({ ok: false, refusals: [{ code: 'accounts/sign-in-failed' }] })
    const idle = await findSession(db.database, session, new Date(now.getTime() + 31 * 60_000))
    expect(idle).toBeUndefined()
  })

  test('strangers who guess are slowed down, and the owner on a known device is not locked out', async () => {
    const { secret } = await firstAdministrator('bea@example.org')
    now = new Date(now.getTime() + 60_000)
    const first = await dispatcher.dispatch(
      'accounts/sign-in',
      { signInName: 'bea@example.org', password, code: codeAt(secret) },
      stranger,
    )
    const device = first.ok ? (first.value as { device: string }).device : ''
    for (let address = 0; address < 6; address += 1) {
      for (let guess = 0; guess < 8; guess += 1) {
        await dispatcher.dispatch(
          'accounts/sign-in',
          { signInName: 'bea@example.org', password: 'a wrong guess', code: '000000' },
          { ...stranger, source: { address: `10.1.0.${address}` } },
        )
      }
    }
    now = new Date(now.getTime() + 60_000)
    const input = { signInName: 'bea@example.org', password, code: codeAt(secret) }
    const fromStrangeDevice = await dispatcher.dispatch('accounts/sign-in', input, {
      ...stranger,
      source: { address: '10.9.9.9' },
    })
    expect(fromStrangeDevice).toMatchObject({ ok: false, refusals: [{ code: 'accounts/too-many-tries' }] })
    const fromKnownDevice = await dispatcher.dispatch('accounts/sign-in', input, {
      ...stranger,
      source: { address: '10.9.9.9', device },
    })
    expect(fromKnownDevice).toMatchObject({ ok: true })
  })

  test('a short password and a used invitation are refused by name', async () => {
    const answer = await dispatcher.dispatch(
      'accounts/accept-invitation',
      { code: 'NOPE', password: 'x', totpSecret: 'A'.repeat(32), oneTimeCode: '1' },
      { ...stranger, source: { address: '10.3.0.1' } },
    )
    expect(answer).toMatchObject({ ok: false, refusals: [{ code: 'accounts/code-unknown' }] })
  })
})

describe('members', () => {
  test('an administrator invites once, however often the form is sent, and the last administrator stays', async () => {
    const { actor } = await firstAdministrator('eva@example.org')
    const input = { name: 'Oficial', signInName: 'oficial@example.org', roles: ['registrar'] }
    const [one, two] = await Promise.all([
      dispatcher.dispatch('accounts/invite-member', input, { actor, key: 'form-0001' }),
      dispatcher.dispatch('accounts/invite-member', input, { actor, key: 'form-0001' }),
    ])
    expect(one).toEqual(two)
    const other = await dispatcher.dispatch('accounts/invite-member', { ...input, name: 'Otra' }, { actor, key: 'form-0001' })
    expect(other).toMatchObject({ ok: false, refusals: [{ code: 'commands/key-reused' }] })
    const taken = await dispatcher.dispatch('accounts/invite-member', input, { actor, key: 'form-0002' })
    expect(taken).toMatchObject({ ok: false, refusals: [{ code: 'accounts/sign-in-name-taken' }] })
    const memberId = actor.kind === 'member' ? actor.memberId : ''
    const left = await dispatcher.dispatch(
      'accounts/change-member',
      { memberId, status: 'disabled' },
      { actor, key: 'form-0003' },
    )
    expect(left).toMatchObject({ ok: false, refusals: [{ code: 'accounts/last-administrator' }] })
    const registrar: Actor = actor.kind === 'member' ? { ...actor, roles: ['registrar'] } : actor
    expect(await dispatcher.dispatch('accounts/invite-member', input, { actor: registrar, key: 'form-0004' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'commands/not-allowed' }],
    })
    expect(await dispatcher.dispatch('accounts/invite-member', input, stranger)).toMatchObject({
      ok: false,
      refusals: [{ code: 'commands/sign-in-needed' }],
    })
  })

  test('with nothing set, raw SQL as the application role sees no row of any table', async () => {
    for (const table of ['organisation', 'member', 'invitation', 'session', 'token']) {
      const rows = await db.database.transaction({ purpose: 'operation' }, (tx) =>
        tx.rows(sql`select 1 from ${sql.table(`accounts.${table}`)}`),
      )
      expect(rows, table).toEqual([])
    }
  })
})
