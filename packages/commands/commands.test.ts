import { accessMigrations, members, openVault, anyone, type Actor } from '@convive/access'
import { isDatabaseError, sql, transactionOn, type Transaction } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { ok, parseId, refuse, type MemberId, type OrganisationId } from '@convive/kernel'
import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  checkpointHolds,
  command,
  commandsMigrations,
  createDispatcher,
  makeCheckpoint,
  module,
  query,
  verifyJournal,
  type Dispatcher,
  type SignedCheckpoint,
} from './index.ts'

/** A room of its own for these tests: it notes, tells, and refuses when asked to. */
const office = members('registrar').onTheirOrganisation().forPurpose('registration', 'protection')
let runs = 0
const note = command({
  name: 'notes/note',
  about: 'Note something.',
  input: z.object({ text: z.string().min(1, 'notes/empty').max(20), wait: z.boolean().default(false) }),
  may: office,
  refusals: ['notes/empty', 'notes/unwanted'],
  async run(work) {
    runs += 1
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    work.journal(work.actor.organisationId, { fields: ['note'], digests: { [`note/${runs}`]: 'ab' } })
    work.tell('notes/noted', { length: work.input.text.length })
    if (work.input.wait) await work.tx.rows(sql`select pg_sleep(0.05)`)
    return work.input.text === 'unwanted' ? refuse('notes/unwanted') : ok({ noted: work.newId<'note'>() })
  },
})
const look = query({
  name: 'notes/look',
  about: 'Look at somebody.',
  input: z.object({ person: z.uuid() }),
  may: office,
  refusals: [],
  async run(reading) {
    reading.shows(reading.input.person)
    return ok(reading.today)
  },
})
// The databases of tests never wait for the disk: who said so tells the difference.
const flushes = async (reading: { readonly tx: Transaction; shows(person: string): void }) => {
  reading.shows('01900000-0000-7000-8000-0000000000fe')
  const row = await reading.tx.first(
    sql<{ said: string }>`select setting || ' by ' || source as said from pg_settings where name = 'synchronous_commit'`,
  )
  return ok(row?.said === 'off by session')
}
const soon = query({ name: 'notes/soon', about: 'Now.', input: z.object({}), may: office, refusals: [], run: flushes })
const hurried = query({ ...soon, name: 'notes/hurried', flush: 'later' })
const hello = query({
  name: 'notes/hello',
  about: 'Anyone.',
  input: z.object({}),
  may: anyone(),
  refusals: [],
  run: async () => ok('hello'),
})
const notes = module({
  name: 'notes',
  after: [],
  commands: [note],
  queries: [look, hello, soon, hurried],
  refusals: { 'notes/empty': 422, 'notes/unwanted': 409 },
  events: ['notes/noted'],
})

let db: TestDatabase
let dispatcher: Dispatcher
const organisation = (n: number): OrganisationId => parseId<'organisation'>(`01900000-0000-7000-8000-00000000000${n}`) ?? raise()
const memberOf = (n: number): MemberId => parseId<'member'>(`01900000-0000-7000-8000-0000000000a${n}`) ?? raise()
const registrar = (n: number): Actor => ({
  kind: 'member',
  memberId: memberOf(n),
  organisationId: organisation(n),
  name: 'R',
  roles: ['registrar'],
})

function raise(): never {
  throw new Error('bad fixture')
}

beforeAll(async () => {
  db = await testDatabase([accessMigrations, commandsMigrations])
  dispatcher = createDispatcher([notes], {
    database: db.database,
    vault: openVault(Buffer.alloc(32, 1)),
    clock: () => new Date('2026-01-01T01:30:00Z'),
    timeZone: 'America/Asuncion',
  })
})
afterAll(() => db.drop())

async function asOwner<T>(work: (tx: ReturnType<typeof transactionOn>) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: db.ownerUrl })
  await client.connect()
  try {
    return await work(transactionOn(client))
  } finally {
    await client.end()
  }
}

describe('dispatch', () => {
  test('a command sent twice, or twice at once, happens once and answers the same', async () => {
    const ask = { actor: registrar(1), key: 'twice-0001' }
    const answers = await Promise.all([1, 2, 3].map(() => dispatcher.dispatch('notes/note', { text: 'hola', wait: true }, ask)))
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    const counted = await asOwner((tx) =>
      tx.first(sql<{ n: number }>`select count(*)::int as n from journal.entry where stream_id = ${organisation(1)}`),
    )
    expect(counted?.n).toBe(1)
    expect(await dispatcher.dispatch('notes/note', { text: 'otra' }, ask)).toMatchObject({
      ok: false,
      refusals: [{ code: 'commands/key-reused' }],
    })
  })

  test('a refusal leaves nothing behind and may be tried again under the same key', async () => {
    const ask = { actor: registrar(2), key: 'again-0001' }
    expect(await dispatcher.dispatch('notes/note', { text: 'unwanted' }, ask)).toMatchObject({
      ok: false,
      refusals: [{ code: 'notes/unwanted' }],
    })
    expect(await dispatcher.dispatch('notes/note', { text: '' }, ask)).toMatchObject({
      ok: false,
      refusals: [{ code: 'notes/empty', at: 'text' }],
    })
    const left = await asOwner((tx) =>
      tx.first(sql<{ n: number }>`select (select count(*) from journal.entry where stream_id = ${organisation(2)})::int
      + (select count(*) from commands.outbox where organisation_id = ${organisation(2)})::int as n`),
    )
    expect(left?.n).toBe(0)
    expect(await dispatcher.dispatch('notes/note', { text: 'hola' }, ask)).toMatchObject({ ok: true })
  })

  test('who may not is refused before their input is looked at', async () => {
    expect(await dispatcher.dispatch('notes/note', { nonsense: 1 }, { actor: { kind: 'public' } })).toMatchObject({
      refusals: [{ code: 'commands/sign-in-needed' }],
    })
    const planner: Actor = {
      ...registrar(1),
      kind: 'member',
      memberId: memberOf(1),
      organisationId: organisation(1),
      name: 'P',
      roles: ['planner'],
    }
    expect(await dispatcher.dispatch('notes/note', { nonsense: 1 }, { actor: planner, key: 'planner-1' })).toMatchObject({
      refusals: [{ code: 'commands/not-allowed' }],
    })
    expect(
      await dispatcher.dispatch('notes/note', { text: 'x' }, { actor: registrar(1), key: 'purpose-1', purpose: 'statistics' }),
    ).toMatchObject({ refusals: [{ code: 'commands/not-allowed' }] })
    const token: Actor = {
      ...registrar(1),
      kind: 'member',
      memberId: memberOf(1),
      organisationId: organisation(1),
      name: 'T',
      roles: ['registrar'],
      scope: ['notes/look'],
    }
    expect(await dispatcher.dispatch('notes/note', { text: 'x' }, { actor: token, key: 'token-0001' })).toMatchObject({
      refusals: [{ code: 'commands/not-allowed' }],
    })
    expect(await dispatcher.dispatch('notes/note', { text: 'x' }, { actor: registrar(1) })).toMatchObject({
      refusals: [{ code: 'commands/key-needed' }],
    })
    expect(await dispatcher.query('notes/hello', {}, { actor: { kind: 'public' } })).toEqual(ok('hello'))
  })

  test('today is the day of the office, and every look at a person is logged', async () => {
    const person = '01900000-0000-7000-8000-0000000000ff'
    expect(await dispatcher.query('notes/look', { person }, { actor: registrar(1) })).toEqual(ok('2025-12-31'))
    expect(await dispatcher.query('notes/look', { person }, { actor: registrar(1), timeZone: 'UTC' })).toEqual(ok('2026-01-01'))
    const log = await asOwner((tx) =>
      tx.rows(sql<{ query: string }>`select query from access.reading where persons @> array[${person}::uuid]`),
    )
    expect(log).toHaveLength(2)
  })

  test('only a query that says so does not wait for the disk, and its look is logged all the same', async () => {
    const asked = async (name: string) => dispatcher.query(name, {}, { actor: registrar(1) })
    expect(await asked('notes/hurried')).toEqual(ok(true))
    expect(await asked('notes/soon'), 'on the same connections').toEqual(ok(false))
    const log = await asOwner((tx) =>
      tx.rows(
        sql<{ query: string }>`select query from access.reading where '01900000-0000-7000-8000-0000000000fe' = any (persons)`,
      ),
    )
    expect(log.map((row) => row.query)).toEqual(['notes/hurried', 'notes/soon'])
  })

  test('the application role can neither write the journal by itself nor append to what is not its own', async () => {
    const session = {
      actor: memberOf(1),
      grantee: organisation(1),
      organisation: organisation(1),
      purpose: 'registration',
    } as const
    const attempts = [
      sql`update journal.entry set body = body`,
      sql`delete from journal.entry`,
      sql`update journal.stream set length = 0`,
      sql`delete from access.reading`,
      sql`select journal.append(array[${organisation(2)}::uuid], array['\\x00'::bytea])`,
    ]
    for (const attempt of attempts) {
      const error = await db.database
        .transaction(session, (tx) => tx.run(attempt))
        .then(
          () => undefined,
          (reason: unknown) => reason,
        )
      expect(isDatabaseError(error) && error.code).toBe('42501')
    }
  })
})

describe('journal verify', () => {
  const attests = [
    {
      name: 'notes',
      select:
        "select stream_id, 'note/' || n as name, 'ab' as digest from (select null::uuid as stream_id, 0 as n where false) none",
    },
  ]
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  let sealed: SignedCheckpoint

  test('a sound journal verifies, and the checkpoint carries a valid signature', async () => {
    for (let n = 0; n < 5; n += 1)
      await dispatcher.dispatch('notes/note', { text: `nota ${n}` }, { actor: registrar(3), key: `verify-000${n}` })
    sealed = await asOwner((tx) => makeCheckpoint(tx, privateKey, new Date('2026-01-02T00:00:00Z')))
    expect(checkpointHolds(sealed, publicKey)).toBe(true)
    expect(checkpointHolds({ ...sealed, checkpoint: { ...sealed.checkpoint, at: '2027-01-01T00:00:00.000Z' } }, publicKey)).toBe(
      false,
    )
    const report = await asOwner((tx) => verifyJournal(tx, { attests, checkpoint: sealed.checkpoint }))
    expect(report.faults.filter((fault) => fault.kind !== 'fact-missing')).toEqual([])
    expect(report.entries).toBeGreaterThanOrEqual(7)
  })

  test('a checkpoint covers no row of the access log that might not last', async () => {
    // The clock of these tests stands at half past one.
    const covered = async (at: string) =>
      (await asOwner((tx) => makeCheckpoint(tx, privateKey, new Date(at)))).checkpoint.readings.count
    expect(await covered('2026-01-01T01:30:05Z')).toBe(0)
    expect(await covered('2026-01-01T01:30:11Z')).toBe(sealed.checkpoint.readings.count)
    expect(sealed.checkpoint.readings.count).toBeGreaterThan(0)
  })

  const harm = [
    [
      'a changed byte',
      'update journal.entry set body = set_byte(body, 10, get_byte(body, 10) # 1) where stream_id = $1 and seq = 2',
      'changed',
    ],
    ['a deleted row', 'delete from journal.entry where stream_id = $1 and seq = 3', 'missing'],
    ['a deleted last row', 'delete from journal.entry where stream_id = $1 and seq = 5', 'head'],
    [
      'swapped rows',
      'update journal.entry e set body = o.body from journal.entry o where e.stream_id = $1 and o.stream_id = $1 and e.seq in (2, 3) and o.seq = 5 - e.seq',
      'changed',
    ],
    [
      'a tail cut off together with its head',
      'with cut as (delete from journal.entry where stream_id = $1 and seq > 3) update journal.stream set length = 3, head = (select hash from journal.entry where stream_id = $1 and seq = 3) where stream_id = $1',
      'truncated',
    ],
    [
      'a row of the access log',
      "update access.reading set query = 'other' where reading_id = (select min(reading_id) from access.reading)",
      'access-log',
    ],
  ] as const

  test.each(harm)('%s is found', async (_name, statement, kind) => {
    const client = new pg.Client({ connectionString: db.ownerUrl })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(statement.includes('$1') ? { text: statement, values: [organisation(3)] } : statement)
      const report = await verifyJournal(transactionOn(client), { attests, checkpoint: sealed.checkpoint })
      expect(report.faults.map((fault) => fault.kind)).toContain(kind)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })
})
