import type { Role } from '@convive/access'
import { foundOrganisation } from '@convive/accounts'
import { parseId } from '@convive/kernel'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, codeAt, memberSecrets, type Answered, type World } from './testing/index.ts'
import type { Member } from './testing/office.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const anybody = { kind: 'public' } as const
const another = 'otro río que sube despacio'
const refused = (code: string): object => ({ body: { refusals: [{ code }] } })

function later(minutes: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
}

type Invited = { readonly memberId: string; readonly signInName: string; readonly roles: readonly Role[] }

async function invited(...roles: readonly Role[]): Promise<Invited> {
  const signInName = `${randomUUID()}@ysapy.example`
  const { memberId } = await world.prepare<{ memberId: string }>('accounts/invite-member', { name: 'Persona', signInName, roles })
  return { memberId, signInName, roles }
}

async function codeOf(memberId: string): Promise<string> {
  return (await world.read<{ code: string }>('accounts/show-invitation-code', { memberId })).code
}

/** Uses a one-time code and returns the authenticator's secret. */
async function join(code: string, password: string = memberSecrets.password): Promise<string> {
  const { totpSecret } = await world.read<{ totpSecret: string }>('accounts/show-invitation', { code }, anybody)
  const oneTimeCode = codeAt(totpSecret, world.clock.now)
  await world.prepare('accounts/accept-invitation', { code, password, totpSecret, oneTimeCode }, anybody)
  return totpSecret
}

function signIn(signInName: string, totpSecret: string, password: string = memberSecrets.password): Promise<Answered> {
  later(1)
  return world.post('accounts/sign-in', { signInName, password, code: codeAt(totpSecret, world.clock.now) })
}

type Hired = Invited & { readonly actor: Member; readonly totpSecret: string; readonly cookie: string }

/** A new colleague who has joined and signed in. */
async function hired(...roles: readonly Role[]): Promise<Hired> {
  const somebody = await invited(...roles)
  const totpSecret = await join(await codeOf(somebody.memberId))
  const memberId = parseId<'member'>(somebody.memberId)
  if (memberId === undefined) throw new Error('no member')
  const { organisationId } = world.ours.officer.actor
  const actor: Member = { kind: 'member', memberId, organisationId, name: 'Persona', roles }
  return { ...somebody, actor, totpSecret, cookie: await sessionOf(somebody.signInName, totpSecret) }
}

async function sessionOf(signInName: string, totpSecret: string): Promise<string> {
  const { body } = await signIn(signInName, totpSecret)
  return cookieIn(body)
}

function cookieIn(body: unknown): string {
  return `session=${String((body as { session?: unknown }).session)}`
}

/** Whether a session or a token still opens something of its member. */
async function opens(call: { readonly cookie?: string; readonly token?: string }): Promise<boolean> {
  return (await world.post('accounts/my-tokens', {}, call)).status === 200
}

function issue(actor: Member, scope: readonly string[]): Promise<{ readonly tokenId: string; readonly secret: string }> {
  return world.prepare('accounts/issue-token', { label: 'informe', scope, days: 1 }, actor)
}

describe('one’s own password', () => {
  test('is changed by whoever knows it; every other session ends and the old one opens nothing', async () => {
    const ana = await hired('registrar')
    const elsewhere = await sessionOf(ana.signInName, ana.totpSecret)
    const answer = await world.post(
      'accounts/change-password',
      { current: memberSecrets.password, password: another },
      { cookie: ana.cookie },
    )
    expect(answer.status).toBe(200)
    expect(await opens({ cookie: cookieIn(answer.body) })).toBe(true)
    for (const cookie of [ana.cookie, elsewhere]) expect(await opens({ cookie })).toBe(false)
    expect(await signIn(ana.signInName, ana.totpSecret)).toMatchObject(refused('accounts/sign-in-failed'))
    expect(await signIn(ana.signInName, ana.totpSecret, another)).toMatchObject({ status: 200 })
  })

  test('stays as it is when the current one is wrong, the new one is weak, or a token asks', async () => {
    const { cookie, actor, signInName, totpSecret } = await hired('planner')
    const change = (current: string, password: string, call: object = { cookie }): Promise<Answered> =>
      world.post('accounts/change-password', { current, password }, call)
    expect(await change(memberSecrets.password, 'corta')).toMatchObject(refused('accounts/password-too-short'))
    const { secret: token } = await issue(actor, ['accounts/*'])
    expect(await change(memberSecrets.password, another, { token })).toMatchObject(refused('commands/not-allowed'))
    for (let tries = 0; tries < 8; tries += 1)
      expect(await change('a wrong guess', another)).toMatchObject(refused('accounts/password-wrong'))
    expect(await change(memberSecrets.password, another)).toMatchObject(refused('accounts/too-many-tries'))
    expect(await signIn(signInName, totpSecret)).toMatchObject({ status: 200 })
  })

  test('of a sample account belongs to everybody and does not change', async () => {
    const { database, vault, dispatcher } = world.running.installation
    const founding = { name: 'Muestra', country: 'XYS', timeZone: 'UTC', officePrefix: 'YS', isDemo: true }
    const administrator = { name: 'Muestra', signInName: 'muestra@ysapy.example' }
    const made = await foundOrganisation(database, vault, { founding: { ...founding, administrator }, now: world.clock.now })
    const actor: Member = { kind: 'member', ...made, name: 'Muestra', roles: ['administrator'] }
    const input = { current: memberSecrets.password, password: another }
    expect(await dispatcher.dispatch('accounts/change-password', input, { actor })).toMatchObject({
      refusals: [{ code: 'accounts/demo-account' }],
    })
  })
})

describe('somebody who lost their phone', () => {
  test('starts anew with a code from an administrator; sessions, tokens, password and phone from before open nothing', async () => {
    const eva = await hired('registrar')
    const { secret: token } = await issue(eva.actor, ['accounts/my-tokens'])
    expect([await opens({ cookie: eva.cookie }), await opens({ token })]).toEqual([true, true])
    await world.prepare('accounts/renew-invitation', { memberId: eva.memberId })
    expect([await opens({ cookie: eva.cookie }), await opens({ token })]).toEqual([false, false])
    expect(await signIn(eva.signInName, eva.totpSecret)).toMatchObject(refused('accounts/sign-in-failed'))
    const fresh = await join(await codeOf(eva.memberId), another)
    expect(await opens({ token }), 'not even afterwards').toBe(false)
    expect(await signIn(eva.signInName, eva.totpSecret, another)).toMatchObject(refused('accounts/sign-in-failed'))
    expect(await signIn(eva.signInName, fresh, another)).toMatchObject({ status: 200 })
  })

  test('is not helped by themselves, by a colleague without that role, or by another organisation', async () => {
    const { memberId, actor } = await hired('registrar', 'administrator')
    const renew = (as: Member) =>
      world.running.installation.dispatcher.dispatch('accounts/renew-invitation', { memberId }, { actor: as, key: randomUUID() })
    expect(await renew(actor)).toMatchObject({ refusals: [{ code: 'accounts/own-access' }] })
    expect(await renew((await hired('registrar')).actor)).toMatchObject({ refusals: [{ code: 'commands/not-allowed' }] })
    expect(await renew(world.theirs.officer.actor)).toMatchObject({ refusals: [{ code: 'accounts/member-not-found' }] })
  })
})

describe('an invitation', () => {
  test('that is withdrawn opens nothing, and opening the access again needs a new code', async () => {
    const { memberId } = await invited('planner')
    const code = await codeOf(memberId)
    const { totpSecret } = await world.read<{ totpSecret: string }>('accounts/show-invitation', { code }, anybody)
    await world.prepare('accounts/change-member', { memberId, status: 'disabled' })
    const accept = { code, password: memberSecrets.password, totpSecret, oneTimeCode: codeAt(totpSecret, world.clock.now) }
    expect(await world.post('accounts/show-invitation', { code })).toMatchObject(refused('accounts/code-unknown'))
    expect(await world.post('accounts/accept-invitation', accept)).toMatchObject(refused('accounts/code-unknown'))
    await world.prepare('accounts/change-member', { memberId, status: 'active' })
    expect(await world.post('accounts/accept-invitation', accept)).toMatchObject(refused('accounts/code-unknown'))
    await join(await codeOf(memberId))
  })

  test('that ran out is not shown but renewed', async () => {
    const { memberId } = await invited('planner')
    const old = await codeOf(memberId)
    later(73 * 60)
    const { dispatcher } = world.running.installation
    const shown = await dispatcher.query('accounts/show-invitation-code', { memberId }, { actor: world.ours.officer.actor })
    expect(shown).toMatchObject({ refusals: [{ code: 'accounts/invitation-over' }] })
    await world.prepare('accounts/renew-invitation', { memberId })
    expect(await codeOf(memberId)).not.toBe(old)
    await join(await codeOf(memberId))
    later(-73 * 60)
  })

  test('of a closed access is not renewed', async () => {
    const { memberId, cookie } = await hired('planner')
    await world.prepare('accounts/change-member', { memberId, status: 'disabled' })
    const call = { token: world.ours.officer.token, key: randomUUID() }
    expect(await world.post('accounts/renew-invitation', { memberId }, call)).toMatchObject(refused('accounts/access-closed'))
    await world.prepare('accounts/change-member', { memberId, status: 'active' })
    expect(await opens({ cookie }), 'a session from before it was closed').toBe(false)
  })
})

describe('a token', () => {
  test('is made by any member for themselves and reaches what it names, alone or by the room', async () => {
    const registrar = await hired('registrar')
    const issued = await world.post(
      'accounts/issue-token',
      { label: 'lista', scope: ['registry/*', 'accounts/my-tokens'], days: 1 },
      { cookie: registrar.cookie },
    )
    const { secret: token } = issued.body as { secret: string }
    expect(await world.post('registry/list-households', {}, { token })).toMatchObject({ status: 200 })
    expect(await world.post('procedures/list-applications', {}, { token })).toMatchObject(refused('commands/not-allowed'))
    // The room is in its scope, but the member is no protection officer.
    const needs = await world.post('registry/record-needs', {}, { token, key: randomUUID() })
    expect(needs).toMatchObject(refused('commands/not-allowed'))
    const own = await world.post('accounts/my-tokens', {}, { token })
    expect(own.body).toMatchObject({ tokens: [{ label: 'lista', holds: true }] })
    expect(JSON.stringify(own.body)).not.toContain(token)
  })

  test('makes no token that may do more than itself', async () => {
    const { actor } = await hired('planner')
    const { secret: token } = await issue(actor, ['accounts/issue-token', 'statistics/*'])
    const make = (...scope: readonly string[]): Promise<Answered> =>
      world.post('accounts/issue-token', { label: 'x', scope, days: 1 }, { token })
    for (const wide of ['accounts/*', 'registry/code-lists', 'accounts/change-member'])
      expect(await make('statistics/safe-table', wide)).toMatchObject(refused('accounts/scope-too-wide'))
    expect(await make('statistics/*')).toMatchObject({ status: 200 })
  })

  test('is revoked by its member and by an administrator, not by a colleague', async () => {
    const [mine, colleague] = [await hired('registrar'), await hired('registrar')]
    const first = await issue(mine.actor, ['accounts/my-tokens'])
    const second = await issue(mine.actor, ['accounts/my-tokens'])
    const revoke = (tokenId: string, cookie: string): Promise<Answered> =>
      world.post('accounts/revoke-token', { tokenId }, { cookie, key: randomUUID() })
    expect(await revoke(first.tokenId, colleague.cookie)).toMatchObject(refused('accounts/token-not-found'))
    expect(await opens({ token: first.secret })).toBe(true)
    expect(await revoke(first.tokenId, mine.cookie)).toMatchObject({ status: 200 })
    await world.prepare('accounts/revoke-token', { tokenId: second.tokenId })
    expect([await opens({ token: first.secret }), await opens({ token: second.secret })]).toEqual([false, false])
  })
})
