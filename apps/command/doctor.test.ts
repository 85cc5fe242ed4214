import { aWorld, samples, type World } from '@convive/server/testing'
import { chmodSync, mkdtempSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './run.ts'

let world: World
let owner: pg.Client
beforeAll(async () => {
  world = await aWorld()
  await world.prepare('registry/register-household', (await samples['registry/register-household']?.(world))?.input)
  owner = new pg.Client({ connectionString: world.database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

async function examined(environment: Readonly<Record<string, string>> = {}, ...parameters: readonly string[]) {
  const [said, warned]: [string[], string[]] = [[], []]
  const exit = await run(['doctor', ...parameters], {
    environment: { CONVIVE_HOME: world.home, CONVIVE_URL: world.address, ...environment },
    say: (line) => void said.push(line),
    warn: (line) => void warned.push(line),
  })
  return { exit, said: said.join('\n'), warned: warned.join('\n') }
}

/** The cluster of tests forgets what it acknowledged, to be quick: the one fault that is always there, and rightly. */
const forgetful = '✕ fsync, full_page_writes or synchronous_commit is off: a power cut loses registrations. Turn them on.'
const noCheckpoint = '! The journal has no checkpoint. Make one with: convive journal checkpoint, and copy it to another machine.'

test('an installation in order: every check says so, and what is only advice is no fault', async () => {
  const { exit, said, warned } = await examined()
  expect([exit, warned.split('\n')]).toEqual([1, [noCheckpoint, forgetful]])
  expect(said.split('\n').map((line) => line.replaceAll(/[\d.]+/g, '#'))).toEqual([
    '✓ Keys and passwords can be read by this account only#',
    `✓ # GB are free where ${world.home.replaceAll(/[\d.]+/g, '#')} lies#`,
    '✓ PostgreSQL # answers#',
    '✓ Row-level security is forced on every table#',
    '✓ The role that serves cannot go round it#',
    '✓ Both clocks agree#',
    '✓ The master key opens the records tried: #',
    '✓ The database is of this version#',
    `✓ The server at http://#:# is ready#`,
    '# to mend now; # to think about#',
  ])
})

test('a master key of another database is told', async () => {
  const key = join(world.home, 'master.key')
  const right = readFileSync(key, 'utf8')
  writeFileSync(key, `${'ab'.repeat(32)}\n`)
  try {
    const { exit, warned } = await examined()
    expect([exit, warned]).toEqual([1, expect.stringMatching(/✕ The master key does not open (\d+) of \1 records/)])
  } finally {
    writeFileSync(key, right)
  }
})

test('a key that others can read is a fault, and the remedy is a command', async () => {
  const key = join(world.home, 'master.key')
  chmodSync(key, 0o644)
  try {
    const { exit, warned } = await examined()
    expect([exit, warned]).toEqual([
      1,
      expect.stringContaining(`✕ Others on this machine can read master.key. Run: chmod 600 ${key}`),
    ])
  } finally {
    chmodSync(key, 0o600)
  }
})

test('a table that guards nothing is named', async () => {
  await owner.query('alter table registry.photo no force row level security')
  try {
    const { exit, warned } = await examined()
    expect([exit, warned]).toEqual([1, expect.stringContaining('✕ These tables show rows to anybody: registry.photo.')])
  } finally {
    await owner.query('alter table registry.photo force row level security')
  }
})

test('a table of the role that serves is a fault', async () => {
  await owner.query(
    'create table registry.stray (n int); alter table registry.stray enable row level security; alter table registry.stray force row level security',
  )
  const superuser = new pg.Client({ connectionString: world.database.superuserUrl })
  await superuser.connect()
  await superuser.query('alter table registry.stray owner to convive_statistics')
  try {
    const { exit, warned } = await examined()
    expect([exit, warned]).toEqual([1, expect.stringContaining('✕ The role convive_statistics owns tables')])
  } finally {
    await superuser.query('drop table registry.stray')
    await superuser.end()
  }
})

test('a database of an older version is told, with what to do first', async () => {
  const { rows } = await owner.query<Record<string, string>>(
    "delete from convive.migration where room = 'papers' returning room, number::text, name, digest",
  )
  try {
    const { exit, warned } = await examined()
    expect([exit, warned]).toEqual([
      1,
      expect.stringMatching(/! The database lacks papers\/0001-\S+(?:, papers\/\S+)*: make a backup/),
    ])
  } finally {
    for (const { room, number, name, digest } of rows)
      await owner.query('insert into convive.migration (room, number, name, digest) values ($1, $2, $3, $4)', [
        room,
        number,
        name,
        digest,
      ])
  }
})

test('an old checkpoint is advice, a new one is not mentioned', async () => {
  const folder = join(world.home, 'checkpoints')
  mkdirSync(folder)
  const file = join(folder, '2026-01-01.json')
  writeFileSync(file, '{}')
  const before = new Date(Date.now() - 30 * 86_400_000)
  utimesSync(file, before, before)
  expect((await examined()).warned).toContain('! The last checkpoint is 30 days old')
  utimesSync(file, new Date(), new Date())
  expect((await examined()).warned).not.toContain('checkpoint')
  rmSync(folder, { recursive: true })
})

test('a server that does not answer, or only in the open, is a fault', async () => {
  const away = await examined({ CONVIVE_URL: 'http://127.0.0.1:9' })
  expect([away.exit, away.warned]).toEqual([
    1,
    expect.stringContaining('✕ No server that is ready answers at http://127.0.0.1:9'),
  ])
  const open = await examined({ CONVIVE_URL: 'http://0.0.0.0:9' })
  expect(open.warned).toContain('http://0.0.0.0:9 is not encrypted')
})

test('in a folder of no server, and with words it does not know, the call itself was wrong', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'convive-doctor-'))
  expect(await examined({ CONVIVE_HOME: empty })).toMatchObject({
    exit: 2,
    warned: expect.stringContaining('is not the folder of a server'),
  })
  expect(await examined({}, '--fix')).toMatchObject({ exit: 2, warned: 'doctor takes nothing, not "--fix"' })
  rmSync(empty, { recursive: true })
})
