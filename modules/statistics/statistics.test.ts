import { accessMigrations, openVault, type Actor } from '@convive/access'
import { accounts, foundOrganisation } from '@convive/accounts'
import { commandsMigrations, createDispatcher, type Dispatcher } from '@convive/commands'
import { countsOf, pTable, toCsv, type SafeTable } from '@convive/disclosure'
import { againstCellKeys, aPopulation, cellId, differencingAttack } from '@convive/disclosure/testing'
import { sql } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { dayIn, idFrom } from '@convive/kernel'
import { registry } from '@convive/registry'
import { aHousehold, aPerson } from '@convive/registry/testing'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { dimensions, noise } from './domain/dimensions.ts'
import { releaseCounts, statistics } from './index.ts'
import { askedBy } from './pages/asked.ts'

type Member = Extract<Actor, { kind: 'member' }>
type Counted = { readonly by: readonly string[]; readonly table: SafeTable; readonly on: string }

const vault = openVault(Buffer.alloc(32, 3))
let now = new Date('2026-11-24T15:00:00Z')
const opened: TestDatabase[] = []
let db: TestDatabase
let dispatcher: Dispatcher
let officer: Member
let planner: Member
let keys = 0

beforeEach(async () => {
  now = new Date('2026-11-24T15:00:00Z')
  const modules = [accounts, registry, statistics]
  const rooms = modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations]))
  db = await testDatabase([accessMigrations, commandsMigrations, ...rooms])
  opened.push(db)
  dispatcher = createDispatcher(modules, { database: db.database, vault, clock: () => now, timeZone: 'America/Asuncion' })
  const founding = {
    name: 'one',
    country: 'YSA',
    timeZone: 'America/Asuncion',
    officePrefix: 'YS',
    isDemo: false,
    administrator: { name: 'one', signInName: 'one' },
  }
  const { memberId, organisationId } = await foundOrganisation(db.database, vault, { founding, now })
  officer = { kind: 'member', memberId, organisationId, name: 'one', roles: ['registrar', 'protection_officer'] }
  planner = { ...officer, memberId: idFrom<'member'>(1, new Uint8Array(10).fill(9)), roles: ['planner'] }
})
afterAll(async () => {
  for (const one of opened) await one.drop()
})

const send = (name: string, input: unknown) => dispatcher.dispatch(name, input, { actor: officer, key: `counts-${(keys += 1)}` })
function valueOf<T>(answer: { ok: boolean; value?: unknown }): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.value as T
}
type Answer = { readonly by: readonly string[]; readonly released?: Omit<Counted, 'by'>; readonly next: string }
const ask = async (...by: readonly string[]): Promise<Answer> =>
  valueOf<Answer>(await dispatcher.query('statistics/safe-table', { by }, { actor: planner }))
async function count(...by: readonly string[]): Promise<Counted> {
  const { released, by: counted } = await ask(...by)
  if (released === undefined) throw new Error('nothing is released')
  return { by: counted, ...released }
}
/** What the server does on its clock. */
const release = (): Promise<void> => releaseCounts(db.database, { today: dayIn(now, 'America/Asuncion') })

async function asOwner<Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: db.ownerUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}
const projected = () =>
  asOwner<Record<string, string>>(
    `select population_group, need, sex, age_group, nationality, place, counted from statistics.person`,
  )

type Coarse = Readonly<Record<(typeof dimensions)[number], string>>
/** Rows of the projection, as many people as it takes, without registering each. */
async function fill(people: readonly (Coarse & { readonly key: bigint })[], month = '2026-10'): Promise<void> {
  await asOwner(
    `insert into statistics.person (row_ref, record_key, population_group, need, sex, age_group, nationality, place, month)
     select decode(md5(r.key), 'hex'), r.key::bigint, r.population_group, r.need, r.sex, r.age_group, r.nationality, r.place, $2
     from jsonb_to_recordset($1) as r (key text, population_group text, need text, sex text, age_group text, nationality text, place text)`,
    [JSON.stringify(people.map((one) => ({ ...one, key: String(one.key) }))), month],
  )
}
const coarse: Coarse = {
  population_group: 'refugee',
  need: 'none',
  sex: 'F',
  age_group: '25-59',
  nationality: 'VEN',
  place: 'Puerto Ysapy',
}

function choices(): readonly (readonly string[])[] {
  const all = dimensions.reduce<readonly (readonly string[])[]>(
    (built, name) => [...built, ...built.map((one) => [...one, name])],
    [[]],
  )
  return all.filter(({ length }) => length >= 1 && length <= 3)
}

/** What somebody who downloads a CSV gets: the numbers as they stand in the file. */
function download({ by, table }: Counted): SafeTable {
  const words = { dimension: (name: string) => name, value: (_: string, value: string) => value, all: '*', count: 'n' }
  const cells = toCsv(table, words)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
    .map((fields) => ({
      at: Object.fromEntries(by.map((name, place) => [name, fields[place] === '*' ? null : (fields[place] ?? '')])),
      count: Number(fields.at(-1)),
    }))
  return { ...table, cells }
}

describe('a differencing attack on every download that the page offers', () => {
  test('pins no small cell, whichever tables are laid side by side', async () => {
    const ages = ['25-59', '5-11', '0-4', '18-24', '12-17', '60+', 'unknown']
    const needs = ['none', 'DS', 'SM', 'PG', 'ER', 'SP', 'LP', 'CR', 'unspecified']
    const numberOf = (value: string | readonly string[] | undefined): number => Number(String(value).split('-')[1])
    const people = aPopulation(1000, 11).map(({ values, recordKey: key }, index) => ({
      key,
      population_group: String(values['group']),
      need: needs[numberOf(values['need'])] ?? 'none',
      sex: { female: 'F', male: 'M' }[String(values['sex'])] ?? 'unknown',
      age_group: ages[numberOf(values['age'])] ?? 'unknown',
      nationality: String(values['nationality']),
      place: index < 5 ? 'a hut by the river' : String(values['place']),
    }))
    await fill(people)
    await release()
    const tables: SafeTable[] = []
    for (const by of choices()) tables.push(download(await count(...by)))
    expect(tables).toHaveLength(41)
    const named = new Set(tables.flatMap((one) => one.dimensions.flatMap(({ name, values }) => (name === 'place' ? values : []))))
    expect(named.has('elsewhere')).toBe(true)
    const truth = new Map<string, number>()
    for (const by of choices())
      for (const one of people) {
        const values = { ...one, place: named.has(one.place) ? one.place : 'elsewhere' }
        const id = cellId(Object.fromEntries(dimensions.flatMap((name) => (by.includes(name) ? [[name, values[name]]] : []))))
        truth.set(id, (truth.get(id) ?? 0) + 1)
      }
    truth.set('', people.length)
    const report = differencingAttack(tables, { truth, method: againstCellKeys(pTable(noise)) })
    expect(report.smallCells).toBeGreaterThan(1000)
    expect(report.misled).toBe(0)
    expect(report.pinned).toBe(0)
    expect(report.narrowest).toBeGreaterThan(1)
    expect(report.best).toBeLessThan(report.baseline + 0.08)
  }, 120_000)

  test('one person more or less changes no number in a way that shows them, and the same question has one answer', async () => {
    await fill(Array.from({ length: 140 }, (_, n) => ({ ...coarse, key: BigInt(n + 1) << 40n })))
    await release()
    const first = await count('sex', 'place')
    expect(await count('place', 'sex')).toEqual(first)
    expect(countsOf(first.table)({})).toBe(countsOf((await count('need')).table)({}))
    expect(first.table.cells.every((cell) => cell.count > noise.js)).toBe(true)
  })

  test('counts who was registered when the month before ended, by the clock: neither who looks nor who comes in between changes it', async () => {
    const many = (sex: string, sign: bigint) =>
      Array.from({ length: 140 }, (_, n) => ({ ...coarse, sex, key: sign * (BigInt(n + 1) << 45n) }))
    await fill(many('F', 1n))
    expect(await ask('sex'), 'looking releases nothing').toMatchObject({ next: '2026-12-01' })
    expect((await ask('sex')).released).toBeUndefined()
    await fill(many('M', -1n), '2026-11')
    await release()
    const before = await count('sex')
    expect(before).toMatchObject({ on: '2026-10-31' })
    expect(countsOf(before.table)({ sex: 'M' }), 'who came this month').toBe(0)
    now = new Date('2026-11-30T23:00:00Z')
    await release()
    expect(await count('sex')).toEqual(before)
    now = new Date('2026-12-01T15:00:00Z')
    expect(await count('sex'), 'until the clock has released it').toEqual(before)
    await release()
    const after = await count('sex')
    expect(after).toMatchObject({ on: '2026-11-30' })
    expect(countsOf(after.table)({ sex: 'M' })).toBeGreaterThan(130)
    expect((await ask('sex')).next).toBe('2027-01-01')
  })

  test('of a handful nothing is released, and what was released before is not shown instead', async () => {
    const people = Array.from({ length: 100 }, (_, n) => ({ ...coarse, key: BigInt(n + 1) << 45n }))
    await fill(people.slice(0, 99))
    await release()
    expect((await ask('sex')).released).toBeUndefined()
    expect(await asOwner('select 1 as one from statistics.frozen')).toEqual([])
    await fill(people.slice(99))
    await release()
    expect((await ask('sex')).released, 'once a month').toBeUndefined()
    now = new Date('2026-12-01T15:00:00Z')
    await release()
    expect((await ask('sex')).released).toBeDefined()
    await asOwner('delete from statistics.person where row_ref in (select row_ref from statistics.person limit 5)')
    now = new Date('2027-01-01T15:00:00Z')
    await release()
    expect((await ask('sex')).released).toBeUndefined()
  })

  test('a copy of today is made of a demonstration only, and by nobody but the installation', async () => {
    await expect(releaseCounts(db.database, { today: dayIn(now, 'UTC'), everybody: true })).resolves.toBeUndefined()
    valueOf(await send('registry/register-household', aHousehold()))
    await expect(releaseCounts(db.database, { today: dayIn(now, 'UTC'), everybody: true })).rejects.toThrow('for real')
    const session = {
      actor: planner.memberId,
      organisation: planner.organisationId,
      grantee: planner.organisationId,
      purpose: 'statistics' as const,
    }
    const byHand = db.database.transaction(session, (tx) =>
      tx.run(sql`select statistics.make_release('2026-11-24'::date, 1, false)`),
    )
    await expect(byHand).rejects.toThrow('released by the installation')
  })

  test('a place where few live is not named, in no table and no download', async () => {
    await fill([
      ...Array.from({ length: 160 }, (_, n) => ({ ...coarse, key: BigInt(n + 1) << 45n })),
      ...Array.from({ length: 4 }, (_, n) => ({ ...coarse, place: 'Casa de doña Ejemplina', key: -(BigInt(n + 1) << 50n) })),
    ])
    await release()
    for (const by of choices()) expect(JSON.stringify(await count(...by))).not.toContain('Ejemplina')
  })

  test('a place that a spreadsheet would run is written as text', async () => {
    const place = '=cmd|"/c calc"!A1'
    await fill(Array.from({ length: 160 }, (_, n) => ({ ...coarse, place, key: BigInt(n + 1) << 45n })))
    await release()
    const { table } = await count('place')
    const words = { dimension: (name: string) => name, value: (_: string, value: string) => value, all: '*', count: 'n' }
    expect(toCsv(table, words).split('\r\n')[1]).toMatch(/^"'=cmd\|""\/c calc""!A1",\d+$/)
  })
})

describe('what is counted', () => {
  test('follows registration, correction, needs recorded later, and who joins a household', async () => {
    const made = valueOf<{ householdId: string; persons: string[] }>(
      await send('registry/register-household', aHousehold(aPerson().bornOn('1990-05-03'))),
    )
    const [personId = ''] = made.persons
    expect(await projected()).toMatchObject([{ sex: 'F', need: 'none', age_group: '25-59', place: 'Puerto Ysapy' }])
    const correct = async (fact: string, value: unknown, basedOn: number) =>
      valueOf(await send('registry/correct-fact', { personId, fact, answer: { state: 'value', value }, basedOn }))
    await correct('birth_date', '2010-05-03', 1)
    await correct('place', 'Villa Serena', 1)
    valueOf(
      await dispatcher.dispatch(
        'registry/record-needs',
        { personId, codes: ['DS-BD', 'DS-MM', 'SM-CI'], basedOn: 1 },
        { actor: officer, key: `counts-${(keys += 1)}`, purpose: 'protection' },
      ),
    )
    await correct('sex', 'X', 2)
    expect(await projected()).toMatchObject([{ sex: 'X', need: 'DS+SM', age_group: '12-17', place: 'Villa Serena' }])
    const member = aPerson().bornOn('2024-01-01').with({ relation: 'child', consentBy: 'guardian' }).build()
    valueOf(await send('registry/add-member', { householdId: made.householdId, place: 'Villa Serena', member }))
    expect(await projected()).toHaveLength(2)
  })

  test('a person with two linked records once, with both again when the link is undone, the dead not at all', async () => {
    const { persons } = valueOf<{ persons: string[] }>(await send('registry/register-household', aHousehold()))
    const counted = async () => (await projected()).filter((row) => row['counted']).length
    expect(await counted()).toBe(4)
    const [personId = '', otherId = '', child = ''] = persons
    valueOf(await send('registry/decide-duplicate', { personId, otherId, decision: 'same', reason: 'misma persona' }))
    expect(await counted()).toBe(3)
    valueOf(await send('registry/undo-link', { personId, otherId }))
    expect(await counted()).toBe(4)
    valueOf(await send('registry/end-membership', { personId: child, reason: 'died' }))
    expect(await counted()).toBe(3)
    valueOf(await send('registry/end-membership', { personId: otherId, reason: 'separated' }))
    expect(await counted()).toBe(3)
  })

  test('whoever has two needs is in both and once in the total; needs of violence have no line of their own', async () => {
    const people = Array.from({ length: 180 }, (_, n) => ({
      ...coarse,
      need: ['DS+SM', 'DS+SV', 'TR+WR'][n % 3] ?? '',
      key: BigInt(n + 1) << 47n,
    }))
    await fill(people)
    await release()
    const { table } = await count('need')
    const at = countsOf(table)
    for (const [need, truth] of [
      ['DS', 120],
      ['SM', 60],
      ['other', 120],
      [null, 180],
    ] as const)
      expect(Math.abs(at({ need }) - truth), String(need)).toBeLessThanOrEqual(noise.D)
    expect(JSON.stringify(table)).not.toMatch(/"(?:SV|TR|WR)"/)
  })
})

describe('who sees what', () => {
  test('a planner sees no person, and nobody else sees the counts', async () => {
    const { persons } = valueOf<{ persons: string[] }>(await send('registry/register-household', aHousehold()))
    for (const [name, input] of [
      ['registry/find-persons', { text: 'Moreno' }],
      ['registry/show-person', { personId: persons[0] }],
      ['registry/list-households', {}],
      ['registry/show-restricted', { personId: persons[0] }],
    ] as const)
      expect(await dispatcher.query(name, input, { actor: planner }), name).toMatchObject({
        ok: false,
        refusals: [{ code: 'commands/not-allowed' }],
      })
    for (const actor of [officer, { kind: 'public' } as const])
      expect((await dispatcher.query('statistics/safe-table', { by: ['sex'] }, { actor })).ok).toBe(false)
  })

  test('the statistics role reads the projection and nothing else; the application cannot read it', async () => {
    valueOf(await send('registry/register-household', aHousehold()))
    const client = new pg.Client({ connectionString: db.applicationUrl })
    await client.connect()
    for (const table of ['person', 'frozen'])
      await expect(client.query(`select * from statistics.${table}`)).rejects.toThrow('permission denied')
    await client.query('set role convive_statistics')
    expect((await client.query('select from statistics.person')).rowCount, 'for no purpose').toBe(0)
    await client.query("set app.purpose = '5'")
    expect((await client.query('select from statistics.person')).rowCount).toBe(4)
    for (const table of ['registry.person', 'registry.facts', 'registry.person_key', 'access.person_access', 'journal.entry'])
      await expect(client.query(`select from ${table}`), table).rejects.toThrow('permission denied')
    await expect(client.query('update statistics.person set place = place')).rejects.toThrow('permission denied')
    await client.end()
    const [row = {}] = await asOwner('select * from statistics.person limit 1')
    expect(Object.keys(row)).not.toContain('person_id')
  })

  test('an address that asks for too much or for nonsense is answered with what there is, and a reason', () => {
    expect(askedBy('https://x.example/es/desk/counts')).toEqual({ by: ['sex', 'age_group'], refusals: [] })
    expect(askedBy('https://x.example/es/desk/counts?by=place&by=name').by).toEqual(['place'])
    const four = askedBy('https://x.example/c?by=place&by=sex&by=need&by=nationality')
    expect(four).toMatchObject({ by: { length: 3 }, refusals: [{ code: 'statistics/dimensions-required' }] })
  })
})
