import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { run } from './run.ts'

let made: TestDatabase
let office: pg.Client
let folder = ''
/** The password of the test's roles, which nothing may tell or write. */
const password = 'only-for-tests'

beforeAll(async () => {
  made = await testDatabase([])
  office = new pg.Client({ connectionString: made.superuserUrl })
  await office.connect()
  // Every fortieth comes again: some with a name of two lines, some with a photograph and a long note.
  await office.query(`create schema office;
    create table office.people as select n as id, 'Ana' || n % 40 as nombre, 'Pe' || n % 40 * 7 || E'rez\\n"Ñandutí"' as apellido,
      ('19' || 10 + n % 40 || '-01-02')::date as nacimiento, '\\x00'::bytea as foto, repeat('á"', n * 50) as nota from generate_series(1, 80) n;
    create table office.nameless as select nombre, apellido, nacimiento from office.people;
    grant usage on schema office to convive_application; grant select on office.people, office.nameless to convive_application`)
})
afterAll(async () => {
  await office.end()
  await made.drop()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'match-source-'))
})
afterEach(() => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const telling = files.filter((one) => readFileSync(join(one.parentPath, one.name), 'latin1').includes(password))
  rmSync(folder, { recursive: true, force: true })
  if (telling.length > 0) throw new Error(`${telling.map(({ name }) => name).join(', ')} tells the password`)
})

function address(asked: Readonly<Record<string, string>>): string {
  const whole = new URL(made.applicationUrl)
  for (const [name, value] of Object.entries(asked)) whole.searchParams.set(name, value)
  return whole.toString()
}

async function typed(...parameters: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = []
  const say = (line: string): unknown => said.push(line)
  const code = await run(parameters, { environment: {}, say, warn: say })
  expect(said.join('\n')).not.toContain(password)
  return { code, said: said.join('\n') }
}

function written(out: string, name: string): string {
  return readFileSync(join(folder, out, name), 'utf8')
}

test('a table of a database is matched as a file is, and what to know is told', async () => {
  const { code, said } = await typed(
    'match',
    address({ table: 'office.people' }),
    '--out',
    join(folder, 'out'),
    '--language',
    'es',
  )
  expect(said).toContain('office.people: 80 filas leídas, tal como estaban en un mismo momento')
  expect(said).toContain('No se leyó foto')
  expect(said).toContain('La contraseña está en la dirección')
  expect(said).toContain('60 valores eran más largos')
  expect(code).toBe(0)
  const { rows } = await office.query<{ id: number; nombre: string; apellido: string; nacimiento: string; nota: string }>(
    `select id, nombre, apellido, nacimiento::text, left(nota, 2001) as nota from office.people`,
  )
  const cell = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`
  const lines = rows.map((row) => [row.id, row.nombre, row.apellido, row.nacimiento, row.nota].map(cell).join(','))
  const file = join(folder, 'people.csv')
  writeFileSync(file, `${['id,nombre,apellido,nacimiento,nota', ...lines].join('\n')}\n`)
  expect((await typed('match', file, '--out', join(folder, 'same'))).code).toBe(0)
  for (const name of ['pairs.csv', 'clusters.csv', 'review.csv']) expect(written('out', name)).toBe(written('same', name))
  expect(written('out', 'pairs.csv')).toContain('1,41,')
  expect(readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.'))).toEqual([])
})

test('a query of a database is linked with a file', async () => {
  const sql = join(folder, 'first.sql')
  writeFileSync(sql, 'select id, nombre, apellido, nacimiento from office.people where id <= 40;')
  const file = join(folder, 'others.csv')
  const lines = Array.from({ length: 30 }, (_, n) => `${100 + n},Ana${n},"Pe${n * 7}rez Ñandutí",19${10 + n}-01-02`)
  writeFileSync(file, `${['id,nombre,apellido,fecha', ...lines].join('\n')}\n`)
  const { said: without } = await typed('match', address({ query: sql }), file, '--out', join(folder, 'out'), '--language', 'es')
  expect(without).toContain('no se compararon: nacimiento, fecha.')
  writeFileSync(file, `${['id,nombre,apellido,nacimiento', ...lines].join('\n')}\n`)
  const { code, said } = await typed('match', address({ query: sql }), file, '--one-to-one', '--out', join(folder, 'out'))
  expect([code, said]).toEqual([0, expect.stringContaining('first.sql: 40 rows read')])
  const likely = written('out', 'pairs.csv')
    .split('\n')
    .filter((line) => Number(line.split(',')[2]) > 0.5)
  expect(likely.length).toBe(30)
})

test('what a database holds is concealed, and the list that stays at home says from which table', async () => {
  const [secret, out] = [join(folder, 'secret'), join(folder, 'concealed')]
  await typed('conceal', '--new-secret', secret)
  const given = ['--secret', secret, '--project', 'ysapy', '--out', out]
  const { code, said } = await typed('conceal', address({ table: 'office.people' }), ...given)
  expect([code, said]).toEqual([0, expect.stringContaining('office.people: 80 rows read')])
  expect(written('concealed', 'keep/pseudonyms.csv').trim().split('\n')).toHaveLength(81)
  expect(written('concealed', 'keep/pseudonyms.csv')).toContain('office.people')
  expect([statSync(out).mode & 0o777, existsSync(join(out, '.source'))]).toEqual([0o700, false])
})

test('records that no column names are told to be called by a place that no database keeps', async () => {
  const { said } = await typed('match', address({ table: 'office.nameless' }), '--out', join(folder, 'out'), '--language', 'pt')
  expect(said).toContain('Nenhuma coluna dá nome aos registros')
})

test.each([
  [{ table: 'office.none' }, 'fr', 'office.nameless, office.people'],
  [{}, 'ht', 'Di ki sa pou nou li nan baz la'],
  [{ table: 'office.people', password: 'wrong' }, 'pt', 'não deixa “convive_application” entrar'],
])('%j is refused in %s: %s', async (asked, language, why) => {
  const out = join(folder, 'out')
  const { code, said } = await typed('match', address(asked), '--out', out, '--language', language)
  expect([code, said]).toEqual([1, expect.stringContaining(why)])
  expect(existsSync(join(out, '.source'))).toBe(false)
})

/** Runs the program itself and ends it with a signal when it says something. */
async function ended(
  out: string,
  by: NodeJS.Signals,
  at: string,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), 'match', address({ table: 'office.people' }), '--out', join(folder, out)],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LANG: 'en' } },
  )
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    // Only once: whoever presses twice ends it without clearing up.
    const isTold = said.includes(at)
    said += piece.toString()
    if (!isTold && said.includes(at)) child.kill(by)
  })
  await once(child, 'exit')
  expect(said).not.toContain(password)
  return { code: child.exitCode, said }
}

test('a run that was killed goes on with the same rows, one that was stopped leaves no copy, and other rows begin anew', async () => {
  expect((await ended('out', 'SIGKILL', 'pairs looked for')).code).toBeNull()
  expect(readdirSync(join(folder, 'out', '.source'))).toEqual(['rows0.csv'])
  const { code, said } = await ended('out', 'SIGINT', 'pairs looked for (from before)')
  expect([code, said]).toEqual([2, expect.stringContaining('The same command goes on')])
  expect(existsSync(join(folder, 'out', '.source'))).toBe(false)
  await office.query("insert into office.people values (81, 'Eva', 'Sosa', '1990-01-01', null, '')")
  const anew = await typed('match', address({ table: 'office.people' }), '--out', join(folder, 'out'))
  expect(anew.said).toContain('81 rows read')
  expect(anew.said).not.toContain('from before')
  expect(written('out', 'clusters.csv')).toContain('81,')
}, 120_000)
