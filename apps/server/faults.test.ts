import { verifyJournal } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { attestations } from './index.ts'
import { startServer, type RunningServer } from './start-server.ts'
import { aWorld, type World } from './testing/index.ts'

let world: World
let way: Way
let other: RunningServer
let n = 0

/** A second server on the world's database, which it reaches by a way that the test can cut. */
beforeAll(async () => {
  world = await aWorld()
  way = await aWay(new URL(world.database.applicationUrl))
  const config = readConfig(['--empty', '--port', '0'], environmentOfWorld())
  other = await startServer(config, { clock: () => world.clock.now, mostPerMinute: 1_000_000, sink: () => undefined })
})
afterAll(async () => {
  await way.mend()
  await other.close()
  way.server.close()
  await world.close()
})
beforeEach(() => way.mend())

function environmentOfWorld(): Readonly<Record<string, string>> {
  const url = new URL(world.database.applicationUrl)
  url.host = `127.0.0.1:${way.port}`
  url.search = ''
  return { CONVIVE_HOME: world.home, DATABASE_URL: url.toString(), DATABASE_OWNER_URL: world.database.ownerUrl }
}

type Way = { readonly server: Server; readonly port: number; cut(): void; mend(): Promise<void> }

/** A TCP way to PostgreSQL; while it is cut, what was connected is lost and nothing new comes through. */
async function aWay(to: URL): Promise<Way> {
  const open = new Set<Socket>()
  let isCut = false
  const socket = to.searchParams.get('host')
  const server = createServer((from) => {
    from.on('error', () => undefined)
    if (isCut) return void from.destroy()
    const target = socket === null ? connect(Number(to.port), to.hostname) : connect(`${socket}/.s.PGSQL.${to.port}`)
    for (const one of [from, target]) {
      open.add(one)
      one.on('error', () => undefined).on('close', () => open.delete(one))
    }
    from.pipe(target).pipe(from)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const at = server.address()
  return {
    server,
    port: at !== null && typeof at === 'object' ? at.port : 0,
    cut() {
      isCut = true
      for (const one of open) one.destroy()
    },
    async mend() {
      isCut = false
    },
  }
}

function aFamily(name: string) {
  return aHousehold(
    aPerson().named(name, 'Muestra'),
    aPerson().named('Hija', name).bornOn('2016-02-29').with({ relation: 'child', consentBy: 'guardian' }),
  )
}

function register(address: string, key: string, name = 'Prueba', signal?: AbortSignal): Promise<Response> {
  return fetch(`${address}/api/registry/register-household`, {
    method: 'POST',
    body: JSON.stringify(aFamily(name)),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${world.ours.officer.token}`, 'idempotency-key': key },
    ...(signal === undefined ? {} : { signal }),
  })
}

async function households(): Promise<number> {
  return readAsOwner(
    world.database.ownerUrl,
    async (tx) => (await tx.first(sql<{ n: number }>`select count(*)::int as n from registry.household`))?.n ?? 0,
  )
}
const faults = () =>
  readAsOwner(
    world.database.ownerUrl,
    async (tx) => (await verifyJournal(tx, { attests: attestations(), checkpoint: undefined })).faults,
  )
const key = (): string => `fault-${(n += 1)}-key`

describe('a database that cannot be reached', () => {
  test('is told plainly at both doors, in the reader’s language, and the server recovers by itself', async () => {
    const before = await households()
    expect((await register(other.address, key())).status).toBe(200)
    way.cut()
    const kept = key()
    const refused = await register(other.address, kept)
    expect([refused.status, await refused.json()]).toEqual([
      500,
      { refusals: [{ code: 'commands/out-of-order', text: expect.any(String) }] },
    ])
    const page = await fetch(`${other.address}/fr/desk`, { headers: { cookie: 'session=x', 'accept-language': 'fr' } })
    expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8'])
    expect(await page.text()).toMatch(/<html lang="fr"/)
    expect((await fetch(`${other.address}/health`)).status).toBe(200)
    expect((await fetch(`${other.address}/ready`)).status).toBe(503)
    await way.mend()
    await expect.poll(async () => (await fetch(`${other.address}/ready`)).status, { timeout: 20_000 }).toBe(200)
    expect((await register(other.address, kept)).status).toBe(200)
    expect(await households()).toBe(before + 2)
  })

  test('cut in the middle of the work of many, it keeps all or nothing of each, and the same keys add what is missing once', async () => {
    const before = await households()
    const keys = Array.from({ length: 24 }, key)
    const sent = keys.map((one) =>
      register(other.address, one).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    setTimeout(() => way.cut(), 60)
    const first = await Promise.all(sent)
    await way.mend()
    const kept = (await households()) - before
    expect(kept).toBeGreaterThanOrEqual(first.filter((status) => status === 200).length)
    await expect.poll(async () => (await fetch(`${other.address}/ready`)).status, { timeout: 20_000 }).toBe(200)
    for (const one of keys) expect((await register(other.address, one)).status).toBe(200)
    expect(await households()).toBe(before + keys.length)
    expect(await faults()).toEqual([])
  })
})

test('a connection lost between send and answer: the same key gives the answer, and one household is there', async () => {
  const before = await households()
  for (let wait = 0; wait < 40; wait += 4) {
    const [one, gone] = [key(), new AbortController()]
    const lost = register(world.address, one, 'Perdida', gone.signal).catch(() => undefined)
    setTimeout(() => gone.abort(), wait)
    await lost
    expect((await register(world.address, one, 'Perdida')).status).toBe(200)
  }
  expect(await households()).toBe(before + 10)
})

test('two servers on one database: the same key at both at once is one household, different keys are all there', async () => {
  const before = await households()
  const shared = key()
  const both = await Promise.all(
    [world.address, other.address, world.address, other.address].map((address) => register(address, shared)),
  )
  expect(both.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const ids = await Promise.all(both.map(async (response) => ((await response.json()) as { householdId: string }).householdId))
  expect(new Set(ids).size).toBe(1)
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, at) => register(at % 2 === 0 ? world.address : other.address, key())),
  )
  expect(many.every(({ status }) => status === 200)).toBe(true)
  expect(await households()).toBe(before + 21)
  expect(await faults()).toEqual([])
})

test('a disk that is full: the refusal says that it is not their fault, and nothing is kept', async () => {
  const owner = new Client({ connectionString: world.database.ownerUrl })
  await owner.connect()
  await owner.query(`create function registry.full() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100', message = 'no space left on device'; end $$;
    create trigger full_disk before insert on registry.facts execute function registry.full()`)
  const before = await households()
  const one = key()
  try {
    const refused = await register(world.address, one)
    expect([refused.status, await refused.json()]).toEqual([
      500,
      { refusals: [{ code: 'commands/out-of-order', text: expect.any(String) }] },
    ])
    expect(await households()).toBe(before)
  } finally {
    await owner.query('drop trigger full_disk on registry.facts; drop function registry.full()')
    await owner.end()
  }
  expect((await register(world.address, one)).status).toBe(200)
  expect(await households()).toBe(before + 1)
})

test('a clock that jumps a day back and two forward: work goes on, numbers stay unique, the journal adds up', async () => {
  const start = world.clock.now
  for (const hours of [-24, 0, 20, -1]) {
    world.clock.now = new Date(start.getTime() + hours * 3_600_000)
    expect([hours, (await register(world.address, key(), `Salto ${hours}`)).status]).toEqual([hours, 200])
  }
  world.clock.now = start
  expect(await faults()).toEqual([])
})

test('a hundred sign-ins at once: each is answered, the door stays open for others, and the owner still gets in', async () => {
  const wrong = Array.from({ length: 100 }, () =>
    fetch(`${world.address}/api/accounts/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signInName: 'officer-theirs', password: 'a wrong guess', code: '000000' }),
    }).then(({ status }) => status),
  )
  expect((await fetch(`${world.address}/health`)).status).toBe(200)
  const statuses = await Promise.all(wrong)
  expect(statuses.filter((status) => status >= 500 || status === 200)).toEqual([])
  expect((await register(world.address, key())).status).toBe(200)
})

test('fifty slow clients that never finish their requests do not keep others out', async () => {
  const { port, hostname } = new URL(world.address)
  const slow = Array.from({ length: 50 }, () => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(
      'POST /api/registry/register-household HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"pla',
    )
    return socket
  })
  expect((await register(world.address, key())).status).toBe(200)
  for (const socket of slow) socket.destroy()
})
