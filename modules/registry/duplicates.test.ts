import { accessMigrations, openVault, type Actor } from '@convive/access'
import { accounts, foundOrganisation } from '@convive/accounts'
import { commandsMigrations, createDispatcher, verifyJournal, type Dispatcher } from '@convive/commands'
import { transactionOn } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import pg from 'pg'
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
const codes = (answer: unknown): readonly string[] =>
  (answer as { refusals?: { code: string }[] }).refusals?.map((one) => one.code) ?? []

describe('have we met?', () => {
  test('a second registration in other spelling is found with reasons; linking can be undone; another office only says that there is one', async () => {
    const first = await register(
      aHousehold(
        aPerson()
          .named('Guillermo', 'Yépez', 'Ibáñez')
          .bornOn('1984-11-04')
          .with({ sex: 'M', documents: [{ kind: 'national_id', country: 'VEN', number: '20456741' }] }),
        aPerson().named('Damaris', 'Suárez').bornOn('1986-03-09').with({ relation: 'partner' }),
      ),
    )
    const again = aHousehold(
      aPerson().named('Guiyermo', 'Ivanes', 'Llepez').bornOn('1984-04-11').with({ sex: 'M' }),
      aPerson().named('Damaris', 'Suares').bornOn('1986').with({ relation: 'partner' }),
    )
    const checked = valueOf<{
      people: { likely: { id: string; band: string; reasons: { field: string; level: string }[] }[]; elsewhere: boolean }[]
    }>(await ask('registry/check-duplicates', again))
    expect(checked.people[0]?.likely[0]).toMatchObject({ id: first.persons[0], band: 'very_likely' })
    expect(checked.people[0]?.likely[0]?.reasons.map((reason) => `${reason.field}.${reason.level}`)).toContain('birth.swapped')
    const stranger = valueOf<{ people: { likely: unknown[]; elsewhere: boolean }[] }>(
      await ask(
        'registry/check-duplicates',
        aHousehold(
          aPerson()
            .named('Otra', 'Persona')
            .bornOn('1999-01-02')
            .with({ documents: [{ kind: 'national_id', country: 'VEN', number: '20.456.741' }] }),
        ),
        other,
      ),
    )
    expect(stranger.people[0]).toMatchObject({ likely: [], elsewhere: true })
    const second = await register(again)
    const pair = { personId: first.persons[0], otherId: second.persons[0] }
    expect(codes(await send('registry/decide-duplicate', { ...pair, decision: 'same', reason: '' }))).toEqual([
      'registry/reason-required',
    ])
    expect((await send('registry/decide-duplicate', { ...pair, decision: 'same', reason: 'misma cédula' })).ok).toBe(true)
    expect(codes(await send('registry/decide-duplicate', { ...pair, decision: 'same', reason: 'otra vez' }))).toEqual([
      'registry/already-linked',
    ])
    const [survivor = '', alias = ''] = [pair.personId ?? '', pair.otherId ?? ''].toSorted()
    const linked = valueOf<{ person: { survivorId: string | null } }>(await ask('registry/show-person', { personId: alias }))
    expect(linked.person.survivorId).toBe(survivor)
    // A linked record is not linked to itself.
    const itself = { personId: pair.personId, otherId: pair.personId }
    expect(codes(await send('registry/undo-link', itself))).toEqual(['registry/not-linked'])
    expect((await send('registry/undo-link', pair)).ok).toBe(true)
    expect(codes(await send('registry/undo-link', pair))).toEqual(['registry/not-linked'])
  })

  test.each(['Jose', 'gonsales', 'Gonz', 'González José', 'jose gonzalez perez'])(
    '"%s" finds José González Pérez',
    async (text) => {
      const { persons } = await register(aHousehold(aPerson().named('José', 'González', 'Pérez').with({ sex: 'M' })))
      const found = valueOf<{ persons: { personId: string }[] }>(await ask('registry/find-persons', { text }))
      expect(found.persons.map((one) => one.personId)).toContain(persons[0])
    },
  )
})

test('the journal verifies, facts included, and notices a fact changed behind its back', async () => {
  await register()
  const client = new pg.Client({ connectionString: db.ownerUrl })
  await client.connect()
  try {
    const attests = registry.attests ?? []
    expect((await verifyJournal(transactionOn(client), { attests })).faults).toEqual([])
    await client.query('begin')
    await client.query(
      'update registry.facts set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where ctid = (select ctid from registry.facts limit 1)',
    )
    expect((await verifyJournal(transactionOn(client), { attests })).faults.map((fault) => fault.kind)).toEqual(['fact-changed'])
    await client.query('rollback')
  } finally {
    await client.end()
  }
})
