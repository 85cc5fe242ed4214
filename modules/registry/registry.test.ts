import { accessMigrations, openVault, type Actor } from '@convive/access'
import { accounts, foundOrganisation } from '@convive/accounts'
import { commandsMigrations, createDispatcher, type Dispatcher } from '@convive/commands'
import { sql } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import type { PersonId } from '@convive/kernel'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registry } from './index.ts'
import { aHousehold, aPerson } from './testing/index.ts'

const vault = openVault(Buffer.alloc(32, 7))
let db: TestDatabase
let dispatcher: Dispatcher
let shop: Actor
let other: Actor
let keys = 0

type Member = Extract<Actor, { kind: 'member' }>

async function organisation(name: string): Promise<Member> {
  const founded = await foundOrganisation(db.database, vault, {
    founding: {
      name,
      country: 'XYS',
      timeZone: 'America/Asuncion',
      officePrefix: 'YS',
      isDemo: false,
      administrator: { name: 'A', signInName: `${name}@example.org` },
    },
    now: new Date('2026-05-04T12:00:00Z'),
  })
  return {
    kind: 'member',
    memberId: founded.memberId,
    organisationId: founded.organisationId,
    name: 'Oficial',
    roles: ['registrar', 'protection_officer', 'case_officer'],
  }
}

beforeAll(async () => {
  db = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...[accounts, registry].flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
  dispatcher = createDispatcher([accounts, registry], {
    database: db.database,
    vault,
    clock: () => new Date('2026-05-04T15:00:00Z'),
    timeZone: 'America/Asuncion',
  })
  shop = await organisation('ventanilla')
  other = await organisation('albergue')
})
afterAll(() => db.drop())

const nextKey = (): string => `registry-${(keys += 1)}`
const send = (name: string, input: unknown, actor: Actor = shop, purpose?: 'protection') =>
  dispatcher.dispatch(name, input, {
    actor,
    key: nextKey(),
    ...(purpose === undefined ? {} : { purpose }),
    source: { address: '10.0.0.7' },
  })
const ask = (name: string, input: unknown, actor: Actor = shop, more: { purpose?: 'protection'; reason?: string } = {}) =>
  dispatcher.query(name, input, { actor, ...more })
const valueOf = <T>(answer: { ok: boolean; value?: unknown }): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.value as T
}
type Registered = { householdId: string; persons: string[]; flags: { code: string }[] }
const register = async (household = aHousehold(), actor: Actor = shop): Promise<Registered> =>
  valueOf<Registered>(await send('registry/register-household', household, actor))
const person = (personId: string, represents: readonly string[] = []): Actor => ({
  kind: 'person',
  personId: personId as PersonId,
  represents: represents as PersonId[],
})
const codes = (answer: unknown): readonly string[] =>
  (answer as { refusals?: { code: string }[] }).refusals?.map((one) => one.code) ?? []

describe('registering', () => {
  test('a household that arrives with one expired passport is registered on its own word', async () => {
    const { persons, householdId, flags } = await register()
    expect(persons).toHaveLength(4)
    expect(flags).toEqual([])
    const shown = valueOf<{
      person: { name: string; number: string }
      facts: Record<string, { state: string; value?: unknown; from: { assurance: string } }>
      members: unknown[]
    }>(await ask('registry/show-person', { personId: persons[0] }))
    expect(shown.person.name).toBe('Ejemplina Moreno de la Cruz')
    expect(shown.person.number).toMatch(/^YS-\d{7}-\d$/)
    expect(shown.facts['documents']?.value).toEqual(['passport|VEN|084512339|2021-04-30'])
    expect(shown.facts['entry_date']?.from.assurance).toBe('claimed')
    expect(shown.facts['need_codes']).toBeUndefined()
    expect(shown.members).toHaveLength(4)
    expect(
      valueOf<{ slips: { code?: string }[] }>(await ask('registry/show-slips', { householdId })).slips.map(
        (slip) => slip.code?.length,
      ),
    ).toEqual([10, 10])
  })

  test('the nine fields suffice, and unknown or not told are answers', async () => {
    const nobody = aPerson({
      given: { state: 'declined' },
      family: [],
      sex: { state: 'declined' },
      birth: { age: 30 },
      origin: { state: 'unknown' },
      needs: { any: 'declined' },
      consents: { contact: 'refused', share_services: 'refused', share_offices: 'refused', photo: 'refused' },
    })
    const { persons } = await register({ place: { state: 'unknown' }, members: [nobody.build()] })
    expect(persons).toHaveLength(1)
  })

  test.each([
    ['two digits of a year', aPerson().bornOn('90-05-03'), 'registry/date-unreadable', 'members.0.birth'],
    ['a month in words', aPerson().bornOn('marzo1990'), 'registry/date-unreadable', 'members.0.birth'],
    [
      'no paper, with a number',
      aPerson({ documents: [{ kind: 'none', number: '77' }] }),
      'registry/document-contradicts',
      'members.0.documents.0.kind',
    ],
    ['31 February', aPerson().bornOn('2001-02-31'), 'registry/date-impossible', 'members.0.birth'],
    ['born tomorrow', aPerson().bornOn('2026-05-05'), 'registry/birth-in-future', 'members.0.birth'],
    ['born after arriving', aPerson().bornOn('2025-06-01'), 'registry/birth-after-entry', 'members.0.birth'],
    ['a name of a thousand characters', aPerson().named('x'.repeat(1000)), 'registry/name-too-long', 'members.0.given'],
    ['control characters', aPerson().named('Ana\u0007'), 'registry/control-characters', 'members.0.given'],
    ['nobody named', aPerson().named('  '), 'registry/name-required', 'members.0.given'],
    [
      'no answer on consent',
      aPerson({ consents: { contact: 'given' } }),
      'registry/consent-answer-required',
      'members.0.consents.share_services',
    ],
    ['no focal point', aPerson({ relation: 'child' }), 'registry/focal-point-required', 'members.0.relation'],
  ] as const)('%s is refused by name and place', async (_what, builder, code, at) => {
    const answer = await send('registry/register-household', { ...aHousehold(builder) })
    expect(answer.ok ? undefined : answer.refusals[0]).toMatchObject({ code, at })
  })

  test('an answer missing on consent is told together with what else is missing', async () => {
    const { sex: _sex, ...withoutSex } = aPerson({ consents: { contact: 'given' } }).build()
    const answer = await send('registry/register-household', { place: 'Centro', members: [withoutSex] })
    expect(codes(answer).toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'registry/consent-answer-required'),
      'registry/sex-required',
    ])
  })

  test('right-to-left names, emoji, a leap day and 1 January 1900 are taken; the odd ones are flagged', async () => {
    const { flags } = await register(
      aHousehold(
        aPerson().named('ليلى', 'حداد').bornOn('2004-02-29'),
        aPerson().named('Ana 🌻', 'O’Neill-dos Anjos').bornOn('1900-01-01').with({ relation: 'parent' }),
      ),
    )
    expect(flags.map((flag) => flag.code)).toEqual(['first-of-january', 'very-old', 'signs-in-name'])
  })

  test('two forms at once with the same ids register once; other ids taken are answered alike', async () => {
    const household = { ...aHousehold(), householdId: '01900000-0000-7000-8000-00000000abcd' }
    const [a, b] = await Promise.all([
      send('registry/register-household', household),
      send('registry/register-household', household),
    ])
    expect([a.ok, b.ok].toSorted()).toEqual([false, true])
    expect(codes(a.ok ? b : a)).toEqual(['registry/already-registered'])
    expect(codes(await send('registry/register-household', household, other))).toEqual(['registry/already-registered'])
  })
})

describe('who sees what', () => {
  test('another organisation gets the answer of an id that does not exist, for every command and query on a person', async () => {
    const { persons, householdId } = await register()
    const personId = persons[0] ?? ''
    const stranger = '01900000-0000-7000-8000-0000000000ee'
    const queries = [
      ['registry/show-person', { personId }, { personId: stranger }],
      ['registry/show-household', { householdId }, { householdId: stranger }],
      ['registry/show-slips', { householdId }, { householdId: stranger }],
    ] as const
    for (const [name, real, unreal] of queries) expect(await ask(name, real, other), name).toEqual(await ask(name, unreal, other))
    const commands = [
      ['registry/correct-fact', { fact: 'phone', answer: { state: 'none' }, basedOn: 1 }],
      ['registry/change-consent', { purpose: 'contact', answer: 'refused' }],
      ['registry/renew-access-code', {}],
      ['registry/end-membership', { reason: 'moved' }],
    ] as const
    for (const [name, rest] of commands) {
      const [mine, none] = [
        await send(name, { personId, ...rest }, other),
        await send(name, { personId: stranger, ...rest }, other),
      ]
      expect(mine, name).toEqual(none)
      expect(mine.ok, name).toBe(false)
    }
  })

  test('a spouse does not read a spouse, a parent reads their children, and restricted facts stay with the officer', async () => {
    const { persons } = await register()
    const [mother = '', father = '', child = ''] = persons
    const asMother = person(mother, [child])
    expect((await ask('registry/my-data', {}, asMother)).ok).toBe(true)
    expect((await ask('registry/my-data', { personId: child }, asMother)).ok).toBe(true)
    expect(codes(await ask('registry/my-data', { personId: father }, asMother))).toEqual(['registry/person-not-found'])
    const visible = await db.database.transaction({ actor: mother, grantee: mother, purpose: 'self' }, (tx) =>
      tx.rows(sql<{ person_id: string; class: number }>`select person_id, class from registry.facts`),
    )
    expect(new Set(visible.map((row) => row.person_id))).toEqual(new Set([mother, child, persons[3]]))
    expect(visible.every((row) => row.class < 3)).toBe(true)
    expect(JSON.stringify(await ask('registry/my-copy', {}, asMother))).not.toContain('LP-VO')
  })

  test('restricted facts open only for protection, with a reason, and the person sees who read them and why', async () => {
    const { persons } = await register()
    const personId = persons[0] ?? ''
    expect(codes(await ask('registry/show-restricted', { personId }, shop, { purpose: 'protection' }))).toEqual([
      'registry/reason-required',
    ])
    const opened = await ask('registry/show-restricted', { personId }, shop, { purpose: 'protection', reason: 'cita médica' })
    expect(JSON.stringify(opened)).toContain('LP-VO')
    const hidden = await db.database.transaction(
      {
        actor: 'memberId' in shop ? shop.memberId : '',
        grantee: 'organisationId' in shop ? shop.organisationId : '',
        purpose: 'registration',
      },
      (tx) => tx.rows(sql`select 1 from registry.facts where class = 3`),
    )
    expect(hidden).toEqual([])
    const mine = valueOf<{ readings: { reason: string | null; organisation: string }[]; changes: { what: string }[] }>(
      await ask('registry/my-data', {}, person(personId)),
    )
    expect(mine.readings.some((one) => one.reason === 'cita médica' && one.organisation === 'ventanilla')).toBe(true)
    expect(mine.changes.map((one) => one.what)).toContain('registry/register-household')
  })

  test('raw SQL with nothing set, and as another organisation, sees no row of any table', async () => {
    await register()
    const tables = await db.database.transaction({ purpose: 'operation' }, (tx) =>
      tx.rows(sql<{
        t: string
      }>`select n.nspname || '.' || c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('registry', 'access', 'journal', 'commands') and has_table_privilege(c.oid, 'select')`),
    )
    expect(tables.length).toBeGreaterThan(12)
    const elsewhere = '01900000-0000-7000-8000-0000000000cc'
    for (const session of [
      { purpose: 'operation' },
      { actor: elsewhere, grantee: elsewhere, organisation: elsewhere, purpose: 'protection' },
    ] as const) {
      for (const { t } of tables) {
        const rows = await db.database.transaction(session, (tx) => tx.rows(sql`select 1 from ${sql.raw(t)} limit 1`))
        expect(rows, t).toEqual([])
      }
    }
    const counted = await db.database
      .transaction({ purpose: 'statistics' }, (tx) => tx.rows(sql`select sex from statistics.person`))
      .catch((error: unknown) => (error as { code: string }).code)
    expect(counted).toBe('42501')
  })
})

describe('changing', () => {
  test('two officers who correct different facts both succeed; the same fact twice is refused to the second', async () => {
    const { persons } = await register()
    const personId = persons[0] ?? ''
    const fix = (fact: string, value: string, basedOn: number) =>
      send('registry/correct-fact', { personId, fact, answer: { state: 'value', value }, basedOn })
    expect((await fix('phone', '+59598111222', 1)).ok).toBe(true)
    expect((await fix('mother_name', 'Muestra Moreno', 1)).ok).toBe(true)
    expect(codes(await fix('phone', '+59598333444', 1))).toEqual(['registry/changed-meanwhile'])
    const found = valueOf<{ persons: { personId: string }[] }>(await ask('registry/find-persons', { text: '+595 98 111 222' }))
    expect(found.persons.map((one) => one.personId)).toEqual([personId])
  })

  test('a member joins and leaves; the focal point stays', async () => {
    const { persons, householdId } = await register()
    const added = valueOf<{ personId: string }>(
      await send('registry/add-member', {
        householdId,
        place: 'Puerto Ysapy',
        member: aPerson()
          .named('Nueva', 'Hernández')
          .bornOn('2026-04-01')
          .with({ relation: 'child', consentBy: 'guardian' })
          .build(),
      }),
    )
    expect(valueOf<{ members: unknown[] }>(await ask('registry/show-household', { householdId })).members).toHaveLength(5)
    expect((await send('registry/end-membership', { personId: added.personId, reason: 'mistake' })).ok).toBe(true)
    expect(codes(await send('registry/end-membership', { personId: persons[0], reason: 'moved' }))).toEqual([
      'registry/focal-point-stays',
    ])
  })

  test('a photo is drawn anew, and a file that lies about its type is refused', async () => {
    const { persons } = await register()
    const photo = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .toBuffer()
    expect((await send('registry/add-photo', { personId: persons[0], photo: photo.toString('base64') })).ok).toBe(true)
    const shown = valueOf<{ photo: string }>(await ask('registry/show-person', { personId: persons[0] }))
    expect(Buffer.from(shown.photo, 'base64').includes('secret place')).toBe(false)
    expect(
      codes(
        await send('registry/add-photo', {
          personId: persons[0],
          photo: Buffer.from('%PDF-1.7 not a picture').toString('base64'),
        }),
      ),
    ).toEqual(['registry/photo-type'])
  })
})

describe('code and PIN', () => {
  test('the slip lets a person set a PIN once and open only their own record', async () => {
    const { persons, householdId } = await register()
    const { slips } = valueOf<{ slips: { code: string; number: string }[] }>(await ask('registry/show-slips', { householdId }))
    const [slip] = slips
    const typed = { number: slip?.number.replaceAll('-', ' '), code: slip?.code.toLowerCase() }
    expect(codes(await send('registry/set-pin', { ...typed, pin: '123456' }, { kind: 'public' }))).toEqual([
      'accounts/pin-too-easy',
    ])
    expect(
      codes(await send('registry/set-pin', { ...typed, number: 'YS 0000001 0', pin: '480271' }, { kind: 'public' })),
    ).toEqual(['registry/number-and-code-differ'])
    expect((await send('registry/set-pin', { ...typed, pin: '480271' }, { kind: 'public' })).ok).toBe(true)
    expect(codes(await send('registry/set-pin', { ...typed, pin: '907316' }, { kind: 'public' }))).toEqual([
      'accounts/pin-already-set',
    ])
    expect(codes(await send('registry/enter', { code: slip?.code, pin: '480272' }, { kind: 'public' }))).toEqual([
      'registry/code-or-pin-wrong',
    ])
    expect((await send('registry/enter', { code: slip?.code, pin: '480 271' }, { kind: 'public' })).ok).toBe(true)
    expect(
      valueOf<{ slips: { code?: string }[] }>(await ask('registry/show-slips', { householdId })).slips[0]?.code,
    ).toBeUndefined()
    expect((await send('registry/renew-access-code', { personId: persons[0] })).ok).toBe(true)
    expect(codes(await send('registry/enter', { code: slip?.code, pin: '480271' }, { kind: 'public' }))).toEqual([
      'registry/code-or-pin-wrong',
    ])
  })
})
