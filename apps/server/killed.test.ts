import { verifyJournal } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceFrom } from './demo/chance.ts'
import { attestations } from './index.ts'
import { aWorld, type World } from './testing/index.ts'

/** How often the server is killed; the record in docs/benchmarks.md is of 200. */
const rounds = Number(process.env['CONVIVE_KILLS'] ?? 25)
const callers = 4

let world: World
let token = ''
const children: ChildProcess[] = []
beforeAll(async () => {
  world = await aWorld()
  // The servers that are killed live by the clock on the wall.
  world.clock.now = new Date()
  const ask = { label: 'load', scope: ['registry/register-household'], days: 1 }
  token = (await world.prepare<{ secret: string }>('accounts/issue-token', ask)).secret
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await world.close()
})

type Server = { readonly child: ChildProcess; readonly address: string; readonly ended: Promise<unknown> }

/** Another server on the database and with the keys of the world's own. */
async function start(): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/serve-alone.ts')], {
    env: {
      ...process.env,
      CONVIVE_HOME: world.home,
      DATABASE_URL: world.database.applicationUrl,
      DATABASE_OWNER_URL: world.database.ownerUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const ended = new Promise((done) => child.once('close', done))
  const address = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (piece: Buffer) => done(piece.toString().trim()))
    child.once('close', () => fail(new Error('the server ended while it started')))
  })
  return { child, address, ended }
}

type Answer = { readonly status: number; readonly body: unknown }

async function register(address: string, n: number): Promise<Answer> {
  const household = aHousehold(
    aPerson().named(`Prueba ${n}`, 'Muestra'),
    aPerson().named(`Segunda ${n}`, 'Muestra').bornOn('2016-02-29').with({ relation: 'child', consentBy: 'guardian' }),
  )
  const response = await fetch(`${address}/api/registry/register-household`, {
    method: 'POST',
    body: JSON.stringify(household),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': `household-${n}`,
    },
  })
  return { status: response.status, body: await response.json() }
}

async function stored() {
  return readAsOwner(world.database.ownerUrl, async (tx) => {
    const counts = await tx.first(sql<{ households: number; persons: number; done: number; halves: number }>`select
      (select count(*)::int from registry.household) as households, (select count(*)::int from registry.person) as persons,
      (select count(*)::int from commands.done where command = 'registry/register-household') as done,
      (select count(*)::int from (select household_id from registry.household_member group by 1 having count(*) <> 2) h) as halves`)
    return { ...counts, faults: (await verifyJournal(tx, { attests: attestations(), checkpoint: undefined })).faults }
  })
}

test(
  `killed under load at ${rounds} moments: nothing acknowledged is lost, nothing is half, what is sent again adds nothing`,
  { timeout: 60_000 + rounds * 20_000 },
  async () => {
    const chance = chanceFrom(9)
    const acknowledged = new Map<number, unknown>()
    const unanswered = new Set<number>()
    let next = 0
    for (let round = 0; round < rounds; round += 1) {
      const server = await start()
      // What the server before this one did not answer is sent again, by the same key.
      for (const n of unanswered) {
        const answer = await register(server.address, n)
        expect(answer.status).toBe(200)
        acknowledged.set(n, answer.body)
      }
      unanswered.clear()
      const traffic = { isOn: true }
      const load = Array.from({ length: callers }, async () => {
        while (traffic.isOn) {
          const n = (next += 1)
          unanswered.add(n)
          const answer = await register(server.address, n).catch(() => undefined)
          if (answer === undefined) return
          expect(answer.status).toBe(200)
          acknowledged.set(n, answer.body)
          unanswered.delete(n)
        }
      })
      await new Promise((done) => setTimeout(done, chance.between(1, 400)))
      traffic.isOn = false
      server.child.kill('SIGKILL')
      await Promise.all([...load, server.ended])
    }
    const last = await start()
    for (const n of unanswered) acknowledged.set(n, (await register(last.address, n)).body)
    // Everything once more: the same answers, and nothing new.
    for (const [n, body] of acknowledged) expect(await register(last.address, n)).toEqual({ status: 200, body })
    last.child.kill('SIGTERM')
    await last.ended
    expect(acknowledged.size).toBe(next)
    expect(next).toBeGreaterThan(rounds)
    expect(await stored()).toEqual({ households: next, persons: next * 2, done: next, halves: 0, faults: [] })
  },
)
