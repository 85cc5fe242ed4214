import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databaseRefusals } from '../refusals.ts'
import { testDatabase, type TestDatabase } from '../testing/index.ts'
import { copySource, type CopiedSource } from './copy-source.ts'
import { isSource, readSource } from './source.ts'

let made: TestDatabase
let superuser: pg.Client
let folder = ''
const given = new Set<string>()

beforeAll(async () => {
  made = await testDatabase([])
  superuser = new pg.Client({ connectionString: made.superuserUrl })
  await superuser.connect()
  await superuser.query('create schema office; grant usage on schema office to convive_application')
})
afterAll(async () => {
  await superuser.end()
  await made.drop()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The address of the test database for a role that may nearly nothing, with what to read. */
function address(asked: Readonly<Record<string, string>>, url = made.applicationUrl): string {
  const whole = new URL(url)
  for (const [name, value] of Object.entries(asked)) whole.searchParams.set(name, value)
  return whole.toString()
}

type Copied = CopiedSource & { readonly cells: readonly (readonly string[])[] }

async function copied(asked: Readonly<Record<string, string>>, url?: string): Promise<Copied> {
  const source = readSource(address(asked, url))
  if (!source.ok) throw new Error(source.refusals[0].code)
  const file = join(folder, 'rows.csv')
  const result = await copySource(source.value, { file })
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return { ...result.value, cells: rowsOf(readFileSync(file, 'utf8')) }
}

/** Cells that all stand in quotation marks. */
function rowsOf(written: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  for (const [, cell = '', end] of written.matchAll(/"((?:[^"]|"")*)"([,\n])/g)) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'))
    if (end === '\n') rows.push([])
  }
  return rows.slice(0, -1)
}

/** Why it is refused; nothing stays on the disk. */
async function refused(word: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  const source = readSource(word)
  const file = join(folder, 'rows.csv')
  const result = source.ok ? await copySource(source.value, { file, signal }) : source
  if (result.ok) throw new Error('it was not refused')
  const [{ code, with: values }] = result.refusals
  given.add(code)
  expect(existsSync(file)).toBe(false)
  expect(JSON.stringify(result.refusals)).not.toContain('only-for-tests')
  return { code, ...values }
}

function query(text: string): Readonly<Record<string, string>> {
  const file = join(folder, 'people.sql')
  writeFileSync(file, text)
  return { query: file }
}

describe('what a table holds', () => {
  test('comes as texts: nothing known and empty are one, marks and lines stay in their cell, days are years first', async () => {
    await superuser.query(`
      create table office.people (id int, "Full Name" text, born date, seen timestamp, tags text[], more jsonb, photo bytea, sure bool);
      insert into office.people values
        (1, E'Ana "la Negra"\\r\\nPérez, hija', '1990-02-03', '2020-01-01', array['a b','c'], '{"x": 1}', '\\x00ff', true),
        (2, null, null, null, null, null, null, null), (3, '', 'infinity', '-infinity', '{}', 'null', '', false);
      grant select on office.people to convive_application; alter role convive_application set datestyle = 'German'`)
    const { columns, leftOut, rows, isPart, cells } = await copied({ table: 'office.people' })
    await superuser.query('alter role convive_application reset datestyle')
    expect(columns).toEqual(['id', 'Full Name', 'born', 'seen', 'tags', 'more', 'sure'])
    expect([leftOut, rows, isPart]).toEqual([['photo'], 3, false])
    expect(cells).toEqual([
      ['1', 'Ana "la Negra"\r\nPérez, hija', '1990-02-03', '2020-01-01 00:00:00', '{"a b",c}', '{"x": 1}', 'true'],
      ['2', '', '', '', '', '', ''],
      ['3', '', 'infinity', '-infinity', '{}', 'null', 'false'],
    ])
    expect(statSync(join(folder, 'rows.csv')).mode & 0o777).toBe(0o600)
  })

  test('a value of ten million letters is cut off, and leaves its line readable', async () => {
    const { cells, longest } = await copied(query(`select 1 as id, repeat('ñ"', 5000000) as scan, 'Ana' as name`))
    expect([longest, cells[0]?.[1]?.length, cells[0]?.[2]]).toEqual([2000, 2001, 'Ana'])
  })

  test('sixteen hundred columns of quotation marks stay in one line that can be read', async () => {
    const columns = Array.from({ length: 1600 }, (_, n) => `repeat('"', 5000) as c${n}`)
    const { cells, longest } = await copied(query(`select ${columns.join(', ')}`))
    expect([cells[0]?.length, cells[0]?.[9]?.length]).toEqual([1600, longest + 1])
    expect(statSync(join(folder, 'rows.csv')).size).toBeLessThan(2_000_000)
  })

  test('names are read as in SQL: small letters without marks, as they stand within', async () => {
    await superuser.query(
      'create table office."Big.Table" (id int); create view office.seen as select 7 as id; grant select on all tables in schema office to convive_application',
    )
    expect((await copied({ table: 'OFFICE.Seen' })).cells).toEqual([['7']])
    expect((await copied({ table: 'office."Big.Table"' })).rows).toBe(0)
  })

  test('rows that are hidden by row-level security are told to be missing', async () => {
    await superuser.query(`create table office.mine (id int, whose text); insert into office.mine values (1, 'us'), (2, 'them');
      alter table office.mine enable row level security; create policy own on office.mine for select using (whose = 'us');
      grant select on office.mine to convive_application`)
    expect(await copied({ table: 'office.mine' })).toMatchObject({ isPart: true, rows: 1 })
    expect(await copied({ table: 'office.mine' }, made.superuserUrl)).toMatchObject({ isPart: false, rows: 2 })
  })
})

describe('a query', () => {
  test('may end in a comment and a semicolon, and name two columns alike', async () => {
    const asked = query('with p as (select 1 as id, 2 as id) select * from p -- everybody\n;\n')
    expect(await copied(asked)).toMatchObject({ columns: ['id', 'id'], cells: [['1', '2']] })
  })

  test.each([
    ['select 1; drop table office.people', 'multiple commands|syntax error'],
    ['select 1) as q; commit; drop table office.people; select * from (select 1', 'multiple commands'],
    ['delete from office.people returning *', 'syntax error'],
    ["select nextval('office.counter')", 'read-only'],
    ['selec 1', 'syntax error'],
    ['', 'syntax error'],
  ])('%j is refused and changes nothing', async (text, why) => {
    await superuser.query(
      'create sequence if not exists office.counter; grant usage on sequence office.counter to convive_application',
    )
    const { code, says } = await refused(address(query(text), made.superuserUrl))
    expect([code, says]).toEqual(['database/source-query', expect.stringMatching(why)])
  })

  test('that fails at a value does not tell the value', async () => {
    const values = await refused(address(query("select ('Ana Pérez' || n)::int as id from generate_series(1, 3) n")))
    expect(values).toEqual({ code: 'database/source-value', called: expect.stringContaining('people.sql'), state: '22P02' })
  })
})

describe('what is not there, or not for everybody', () => {
  test('is refused by name, without the password', async () => {
    await superuser.query('create table office.closed (id int); create table office.bytes (photo bytea)')
    await superuser.query('grant select on office.bytes to convive_application')
    const host = new URL(made.applicationUrl)
    const without = Object.assign(new URL(made.applicationUrl), { password: '' }).toString()
    expect(await refused(address({ table: 'a' }, without))).toMatchObject({ code: 'database/source-no-password' })
    const wrong = Object.assign(new URL(made.applicationUrl), { password: 'wrong' }).toString()
    const elsewhere = Object.assign(new URL(made.applicationUrl), { pathname: '/nowhere' }).toString()
    expect(await refused(address({ table: 'office.closed' }))).toMatchObject({ code: 'database/source-not-allowed' })
    expect(await refused(address({ table: 'office.peple' }))).toMatchObject({
      code: 'database/source-no-table',
      known: expect.stringContaining('office.people'),
    })
    expect(await refused(address({ table: 'a.b.c.d' }))).toMatchObject({ code: 'database/source-no-table' })
    expect(await refused(address({ table: 'a; b' }))).toMatchObject({ code: 'database/source-no-table' })
    expect(await refused(address({ table: 'office.bytes' }))).toMatchObject({ code: 'database/source-no-columns' })
    expect(await refused(address({ table: 'a' }, wrong))).toMatchObject({ code: 'database/source-sign-in' })
    expect(await refused(address({ table: 'a' }, elsewhere))).toMatchObject({
      code: 'database/source-no-database',
      database: 'nowhere',
    })
    expect(await refused(`postgres://ana:only-for-tests@127.0.0.1:1/people?table=a`)).toMatchObject({
      code: 'database/source-unreachable',
      port: 1,
    })
    expect(await refused(`postgres://ana@127.0.0.1:${host.port}/people?query=${folder}/none.sql`)).toMatchObject({
      code: 'database/source-no-query-file',
    })
    expect(await refused('postgres:ana:only-for-tests@host/people')).toEqual({ code: 'database/source-address' })
    expect(await refused('postgres://ana@host/people')).toEqual({ code: 'database/source-table-or-query' })
  })

  test('a full server is told from one that is not there', async () => {
    await superuser.query('create role narrow login password $$only-for-tests$$ connection limit 0')
    const narrow = Object.assign(new URL(made.applicationUrl), { username: 'narrow' }).toString()
    expect(await refused(address({ table: 'a' }, narrow))).toMatchObject({ code: 'database/source-busy' })
    await superuser.query('drop role narrow')
  })
})

const endless = "select generate_series(1, 1000000000) as id, repeat('x', 1000) as name"

/** As soon as the first rows have come. */
async function onceItRuns(asked: Readonly<Record<string, string>>, then: () => void, signal?: AbortSignal): Promise<string> {
  const source = readSource(address(asked))
  if (!source.ok) throw new Error('no source')
  let isTold = false
  const told = (): void => {
    if (!isTold) then()
    isTold = true
  }
  const file = join(folder, 'rows.csv')
  const result = await copySource(source.value, { file, signal, told })
  expect(existsSync(file)).toBe(false)
  if (result.ok) throw new Error('it was not refused')
  given.add(result.refusals[0].code)
  return result.refusals[0].code
}

describe('a copy that is broken off', () => {
  test('by the server is refused, and nothing of it stays', async () => {
    const end = (): void =>
      void superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'convive'")
    expect(await onceItRuns(query(endless), end)).toBe('database/source-broken-off')
  })

  test('by whoever asked ends on the server too, also where no row has come yet', async () => {
    const stop = new AbortController()
    const halt = (): void => stop.abort(new Error('stopped here'))
    await expect(onceItRuns(query(endless), halt, stop.signal)).rejects.toThrow('stopped here')
    const slow = new AbortController()
    const source = readSource(address(query('select 1 as id from generate_series(1, 1000000000000) n having count(*) > 5')))
    if (!source.ok) throw new Error('no source')
    const waiting = copySource(source.value, { file: join(folder, 'rows.csv'), signal: slow.signal })
    const running = async (): Promise<number> =>
      (await superuser.query("select from pg_stat_activity where application_name = 'convive' and query like 'copy%'"))
        .rowCount ?? 0
    while ((await running()) === 0);
    slow.abort(new Error('stopped here'))
    await expect(waiting).rejects.toThrow('stopped here')
    while ((await running()) > 0);
  })
})

test('each refusal was given', () => {
  expect(Object.keys(databaseRefusals).filter((code) => !given.has(code))).toEqual([])
})

test.each([
  ['postgres://ana@host/people?table=a', true],
  ['postgresql://ana@host/people?table=a', true],
  ['jdbc:postgresql://host/people', true],
  ['postgres.csv', false],
])('whether %s is a database: %s', (word, expected) => expect(isSource(word)).toBe(expected))

test.each([
  ['postgres://ana:secret@host/people?table=a', true],
  ['postgres://ana@host/people?table=a&password=secret', true],
  ['postgres://ana@host:5432/people?table=a', false],
  ['postgres:///people?table=a&host=/run/postgresql', false],
])('whether %s shows a password: %s', (word, expected) => {
  const source = readSource(word)
  expect(source.ok && source.value.isPasswordSeen).toBe(expected)
  expect(source.ok && source.value.called).toBe('people a')
})
