import { accessMigrations, members, openVault, type Actor } from '@convive/access'
import { accounts, foundOrganisation } from '@convive/accounts'
import { command, commandsMigrations, createDispatcher, module, type Dispatcher } from '@convive/commands'
import { lastDayOf, statusAt, verifyPaper, type PublishedKeys, type StatusList } from '@convive/credentials'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { addMonths, idFrom, ok, refuse, type PersonId } from '@convive/kernel'
import { registry } from '@convive/registry'
import { aHousehold } from '@convive/registry/testing'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { issuePaper, papers } from './index.ts'

type Member = Extract<Actor, { kind: 'member' }>
type Shown = { readonly qr: string; readonly state: string; readonly revokedWhy: string | null; readonly replacedBy?: string }

const vault = openVault(Buffer.alloc(32, 5))
const anybody: Actor = { kind: 'public' }
let db: TestDatabase
let dispatcher: Dispatcher
let now = new Date('2026-11-24T15:00:00Z')
let adjudicator: Member
let administrator: Member
let elsewhere: Member
let keys = 0

/** Stands for a decision of the room of procedures, which lies above this one. */
const decide = command({
  name: 'trial/decide',
  about: 'Issue a paper.',
  input: z.object({ personId: z.uuid(), months: z.number().default(24) }),
  may: members('adjudicator').onPersonsTheyServe().forPurpose('papers'),
  refusals: ['papers/paper-not-found'],
  async run(work) {
    const paperId = await issuePaper(work, {
      personId: work.input.personId,
      applicationId: null,
      kind: 'ysapy.residence.v1',
      title: { es: 'Reconocimiento como refugiada' },
      authority: 'Dirección de Ysapy',
      mayWork: true,
      validUntil: addMonths(work.today, work.input.months) ?? work.today,
    })
    return paperId === undefined ? refuse('papers/paper-not-found') : ok({ paperId })
  },
})
const trial = module({ name: 'trial', after: [papers], commands: [decide], queries: [], refusals: {} })

beforeAll(async () => {
  const modules = [accounts, registry, papers, trial]
  const rooms = modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations]))
  db = await testDatabase([accessMigrations, commandsMigrations, ...rooms])
  dispatcher = createDispatcher(modules, { database: db.database, vault, clock: () => now, timeZone: 'America/Asuncion' })
  adjudicator = await memberOf('one', ['registrar', 'adjudicator'])
  administrator = { ...adjudicator, memberId: idFrom<'member'>(1, new Uint8Array(10).fill(9)), roles: ['administrator'] }
  elsewhere = await memberOf('two', ['registrar', 'adjudicator', 'administrator'])
})
afterAll(() => db.drop())

async function memberOf(name: string, roles: Member['roles']): Promise<Member> {
  const founding = {
    name,
    country: 'YSA',
    timeZone: 'America/Asuncion',
    officePrefix: 'YS',
    isDemo: false,
    administrator: { name, signInName: name },
  }
  const founded = await foundOrganisation(db.database, vault, { founding, now })
  return { kind: 'member', memberId: founded.memberId, organisationId: founded.organisationId, name, roles }
}

const send = (name: string, input: unknown, actor: Actor = adjudicator) =>
  dispatcher.dispatch(name, input, { actor, key: `papers-test-${(keys += 1)}` })
const ask = (name: string, input: unknown, actor: Actor = adjudicator) => dispatcher.query(name, input, { actor })
type Answer = { ok: boolean; value?: unknown; refusals?: readonly { code: string }[] }
const codeOf = (answer: Answer): string => (answer.ok ? 'done' : (answer.refusals?.[0]?.code ?? ''))
function valueOf<T>(answer: Answer): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.value as T
}
const show = async (paperId: string): Promise<Shown> => valueOf<Shown>(await ask('papers/show-paper', { paperId }))
const check = async (text: string): Promise<string> => codeOf(await ask('papers/check-paper', { text }, anybody))

async function someone(): Promise<string> {
  const made = valueOf<{ persons: string[] }>(await send('registry/register-household', aHousehold()))
  return made.persons[0] ?? ''
}
async function issued(months = 24): Promise<{ personId: string; paperId: string; qr: string }> {
  const personId = await someone()
  const { paperId } = valueOf<{ paperId: string }>(await send('trial/decide', { personId, months }))
  return { personId, paperId, qr: (await show(paperId)).qr }
}

describe('a paper', () => {
  test('says name, number, work and last day, and neither status nor nationality, on the page and in its code', async () => {
    const { qr } = await issued()
    const said = valueOf<Record<string, unknown>>(await ask('papers/check-paper', { text: qr }, anybody))
    expect(Object.keys(said).toSorted()).toEqual(['authority', 'face', 'fullName', 'mayWork', 'number', 'validUntil'])
    expect(said).toMatchObject({ fullName: 'Ejemplina Moreno de la Cruz', mayWork: true, validUntil: '2028-11-24' })
    const set = valueOf<PublishedKeys>(await ask('papers/published-keys', {}, anybody))
    const read = verifyPaper(qr, { keys: [set], now })
    if (!read.ok) throw new Error('not valid')
    expect(
      Object.entries(read.value)
        .filter(([, value]) => value !== undefined)
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(['expires', 'fullName', 'issuedAt', 'issuer', 'mayWork', 'number', 'statusIndex'])
    expect(lastDayOf(read.value.expires)).toBe('2028-11-24')
    expect(JSON.stringify(read.value)).not.toMatch(/refug|resid|VEN/i)
  })

  test('is valid through its last evening where it was issued, and expired the day after', async () => {
    const { qr } = await issued(1)
    const before = now
    now = new Date('2026-12-25T02:30:00Z')
    expect(await check(qr)).toBe('done')
    now = new Date('2026-12-25T15:00:00Z')
    expect(await check(qr)).toBe('papers/expired')
    now = before
  })

  test('revoked, is refused by the page and by the published list; twice is refused', async () => {
    const { paperId, qr } = await issued()
    const list = async (): Promise<StatusList> => valueOf<StatusList>(await ask('papers/status-list', {}, anybody))
    const set = valueOf<PublishedKeys>(await ask('papers/published-keys', {}, anybody))
    const offline = async (): Promise<string> => {
      const status = await list()
      return codeOf(verifyPaper(qr, { keys: [set], now, isRevoked: (index) => statusAt(status, index) === 1 }))
    }
    expect([await check(qr), await offline()]).toEqual(['done', 'done'])
    expect(codeOf(await send('papers/revoke-paper', { paperId, reason: 'because' }))).toBe('papers/reason-required')
    const both = await Promise.all([1, 2].map(() => send('papers/revoke-paper', { paperId, reason: 'stolen' })))
    expect(both.map(codeOf).toSorted()).toEqual(['done', 'papers/already-revoked'])
    expect([await check(qr), await offline()]).toEqual(['papers/revoked', 'papers/revoked'])
    expect(await show(paperId)).toMatchObject({ state: 'revoked', revokedWhy: 'stolen' })
  })

  test('issued again, takes over and ends the old one, once; what a decision ended does not come back', async () => {
    const { paperId, qr } = await issued()
    const both = await Promise.all([1, 2].map(() => send('papers/reissue-paper', { paperId })))
    expect(both.map(codeOf).toSorted()).toEqual(['done', 'papers/already-replaced'])
    expect(codeOf(await send('papers/reissue-paper', { paperId }))).toBe('papers/already-replaced')
    const old = await show(paperId)
    expect(old).toMatchObject({ state: 'revoked', revokedWhy: 'replaced' })
    expect([await check(qr), await check((await show(old.replacedBy ?? '')).qr)]).toEqual(['papers/revoked', 'done'])

    const ended = await issued()
    await send('papers/revoke-paper', { paperId: ended.paperId, reason: 'decision' })
    expect(codeOf(await send('papers/reissue-paper', { paperId: ended.paperId }))).toBe('papers/right-ended')
    const lost = await issued()
    await send('papers/revoke-paper', { paperId: lost.paperId, reason: 'lost' })
    expect(codeOf(await send('papers/reissue-paper', { paperId: lost.paperId }))).toBe('done')
  })

  test('of a stolen key is refused, of a retired key holds, and the next paper has another key', async () => {
    const first = await issued()
    const keyIds = async (): Promise<readonly string[]> =>
      valueOf<PublishedKeys>(await ask('papers/published-keys', {}, anybody)).keys.map((key) => key.kid)
    const [keyId = ''] = await keyIds()
    const retire = (stolen: boolean, actor: Actor = administrator) => send('papers/retire-key', { keyId, stolen }, actor)
    expect(codeOf(await retire(false, elsewhere))).toBe('papers/key-not-found')
    expect(codeOf(await retire(false))).toBe('done')
    now = new Date(now.getTime() + 3_600_000)
    const second = await issued()
    expect(await keyIds()).toHaveLength(2)
    expect([await check(first.qr), await check(second.qr)]).toEqual(['done', 'done'])
    expect(codeOf(await retire(true))).toBe('done')
    expect([await check(first.qr), await check(second.qr)]).toEqual(['papers/key-revoked', 'done'])
  })
})

describe('around a paper', () => {
  test('another office that serves the person sees it and cannot end it; a stranger and another person see nothing', async () => {
    const { personId, paperId } = await issued()
    const nowhere = { paperId: '01900000-0000-7000-8000-0000000000ee' }
    for (const name of ['papers/show-paper', 'papers/print-paper'])
      expect(await ask(name, { paperId }, elsewhere)).toEqual(await ask(name, nowhere, elsewhere))
    const owner = new pg.Client({ connectionString: db.ownerUrl })
    await owner.connect()
    await owner.query(
      `insert into access.person_access select person_id, $2, basis, scope, until from access.person_access
      where person_id = $1 and grantee_id = $3`,
      [personId, elsewhere.organisationId, adjudicator.organisationId],
    )
    await owner.end()
    expect((await ask('papers/show-paper', { paperId }, elsewhere)).ok).toBe(true)
    for (const name of ['papers/revoke-paper', 'papers/reissue-paper'])
      expect(codeOf(await send(name, { paperId, reason: 'lost' }, elsewhere))).toBe('papers/issued-elsewhere')
    const herself: Actor = { kind: 'person', personId: personId as PersonId, represents: [] }
    expect((await ask('papers/print-paper', { paperId, locale: 'ht', site: 'https://convive.example' }, herself)).ok).toBe(true)
    const another: Actor = { kind: 'person', personId: (await someone()) as PersonId, represents: [] }
    expect(codeOf(await ask('papers/show-paper', { paperId }, another))).toBe('papers/paper-not-found')
  })

  test('the check tells nothing about texts that nobody signed here', async () => {
    const { qr } = await issued()
    const answers = await Promise.all(
      ['', 'YS-0000621-7', qr.slice(0, -3), `${qr.slice(0, 60)}000${qr.slice(63)}`, 'A'.repeat(30_000)].map(check),
    )
    expect(answers.every((one) => one.startsWith('papers/') && one !== 'papers/revoked')).toBe(true)
  })

  test('the list holds decoys, so that its length is not the number of revoked papers', async () => {
    for (let n = 0; n < 8; n += 1) {
      const { paperId } = await issued()
      await send('papers/revoke-paper', { paperId, reason: 'mistake' })
    }
    const owner = new pg.Client({ connectionString: db.ownerUrl })
    await owner.connect()
    const { rows } = await owner.query(`select count(*) filter (where revoked)::int as listed,
      (select count(*)::int from papers.paper where revoked_on is not null) as papers from papers.status_entry`)
    await owner.end()
    expect(rows[0].listed).toBeGreaterThan(rows[0].papers)
  })

  test('raw SQL as the application, with nobody set, sees no paper, no key and no position', async () => {
    await issued()
    const client = new pg.Client({ connectionString: db.applicationUrl })
    await client.connect()
    for (const table of ['paper', 'signing_key', 'status_entry'])
      expect((await client.query(`select from papers.${table}`)).rowCount, table).toBe(0)
    await expect(client.query('update papers.signing_key set private_sealed = null')).rejects.toThrow('permission denied')
    await expect(client.query('delete from papers.paper')).rejects.toThrow('permission denied')
    await client.end()
  })
})
