import { verifyJournal } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceFrom } from './demo/chance.ts'
import { attestations } from './index.ts'
import { fileOf, sent } from './testing/imports.ts'
import { aWorld, type World } from './testing/index.ts'

let world: World
const children: ChildProcess[] = []
beforeAll(async () => {
  world = await aWorld()
  // The servers that are killed live by the clock on the wall, and the world's own leaves the work to them.
  world.clock.now = new Date()
  await world.running.importer.stop()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await world.close()
})

async function start(): Promise<{ readonly child: ChildProcess; readonly ended: Promise<unknown> }> {
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
  await new Promise((done, fail) => {
    child.stdout.once('data', done)
    child.once('close', () => fail(new Error('the server ended while it started')))
  })
  return { child, ended: new Promise((done) => child.once('close', done)) }
}

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

type Counts = { readonly state: string; readonly rowsDone: number; readonly persons: number; readonly refused: number }

test(
  'killed in the middle of an import, three times: the next server goes on, nobody is left out and nobody comes twice',
  { timeout: 240_000 },
  async () => {
    const chance = chanceFrom(17)
    const households = 800
    const rows = Array.from({ length: households }, (_, n) => [
      `${n},focal_point,Prueba${n},Muestra,F,1990-05-03,VEN,Centro`,
      `${n},child,Hija${n},Muestra,F,${n % 40 === 7 ? '2019-02-29' : '2016-02-29'},VEN,`,
    ]).flat()
    const { importId } = await sent(world, fileOf(...rows))
    await world.prepare('exchange/run-import', { importId, dryRun: false })
    const shown = () => world.read<Counts>('exchange/show-import', { importId })
    const reaches = async (least: number): Promise<void> => {
      for (;;) {
        const { rowsDone, state } = await shown()
        if (rowsDone >= least || state === 'done') return
        await new Promise((done) => setTimeout(done, 20))
      }
    }
    for (const share of [0.1, 0.4, 0.7]) {
      const server = await start()
      await reaches(households * 2 * share)
      await new Promise((done) => setTimeout(done, chance.between(1, 120)))
      server.child.kill('SIGKILL')
      await server.ended
      expect((await shown()).state).toBe('running')
      // Time passes: the dead server's hold on the import runs out.
      await asOwner("update exchange.import set lease = now() - interval '1 second' where state = 'running'")
    }
    const last = await start()
    await reaches(households * 2 + 1)
    last.child.kill('SIGTERM')
    await last.ended
    const bad = households / 40
    const good = (households - bad) * 2
    expect(await shown()).toMatchObject({ state: 'done', rowsDone: households * 2, persons: good, refused: bad * 2 })
    const stored = await readAsOwner(world.database.ownerUrl, async (tx) => {
      const counts = await tx.first(sql<{
        persons: number
        households: number
        pieces: number
      }>`select (select count(*)::int from registry.person) as persons,
      (select count(*)::int from registry.household) as households, (select count(*)::int from exchange.piece) as pieces`)
      return { ...counts, faults: (await verifyJournal(tx, { attests: attestations() })).faults }
    })
    expect(stored).toEqual({ persons: good, households: households - bad, pieces: 0, faults: [] })
    const lines: number[] = []
    for (let from: number | undefined = 0; from !== undefined;) {
      const page: { lines: { line: number }[]; next?: number } = await world.read('exchange/import-report', { importId, from })
      lines.push(...page.lines.map(({ line }) => line))
      from = page.next
    }
    expect(lines.toSorted((a, b) => a - b)).toEqual(rows.map((_, at) => at + 2))
  },
)
