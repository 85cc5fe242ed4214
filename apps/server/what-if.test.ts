import { startSimulator } from '@convive/statistics'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { open, sessionOf } from './testing/browse.ts'
import { releaseMany } from './testing/released.ts'
import { aWorld, type World } from './testing/index.ts'

type Interval = { least: unknown; most: unknown }
type Shown = {
  state: string
  faults: { in: string; line: number; column: number; message: string }[]
  shown?: {
    people: number
    after: Interval
    gained: Interval
    lost: Interval
    by: { dimension: string; values: { value: string; people: unknown; after: Interval }[] }[]
  }
}

let world: World
let planner = ''
beforeAll(async () => {
  world = await aWorld()
  planner = await sessionOf(world, world.ours.officer)
})
afterAll(() => world.close())
beforeEach(() => world.running.simulator.settled())

const law = 'ysapy.regularisation'
const ask = (more: Readonly<Record<string, unknown>> = {}) =>
  world.post('statistics/ask-simulation', { procedureId: law, ...more }, { token: world.ours.officer.token, key: randomUUID() })
const asked = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  (await world.prepare<{ simulationId: string }>('statistics/ask-simulation', { procedureId: law, ...more })).simulationId
const shown = (simulationId: string) => world.read<Shown>('statistics/show-simulation', { simulationId })
async function found(more: Readonly<Record<string, unknown>> = {}): Promise<Shown> {
  const simulationId = await asked(more)
  await world.running.simulator.settled()
  return shown(simulationId)
}
const everybody = {
  entry_date: { kind: 'days', from: '2025-01-01', to: '2025-06-01' },
  ties: { kind: 'same', code: 'work' },
  criminal_record: { kind: 'yes', percent: 0 },
}

test('while too few people are counted nothing is simulated, and it says until when', async () => {
  expect(await ask()).toMatchObject({ status: 409, body: { refusals: [{ code: 'statistics/too-few-people' }] } })
  await releaseMany(world)
})

test('as the law is nobody gains or loses; without knowing anything of people the answer is a range', async () => {
  const { state, shown: result } = await found()
  expect(state).toBe('done')
  expect(result).toMatchObject({ gained: { least: 'none', most: 'none' }, lost: { least: 'none', most: 'none' } })
  expect(result?.after).toEqual({ least: 'none', most: result?.people })
})

test('a window that closed takes the right from all who had it', async () => {
  const before = await found({ assumptions: everybody })
  expect(before.shown?.after.least).toBe(before.shown?.people)
  const after = await found({ assumptions: everybody, window: { opens: '2026-01-01', closes: '2026-01-02' } })
  expect(after.shown).toMatchObject({ after: { least: 'none', most: 'none' }, lost: { least: before.shown?.people } })
})

test('fewer than five people are few, on the page and in the file as in the answer', async () => {
  const share = {
    ...everybody,
    criminal_record: { kind: 'yes', percent: 2 },
    sentence_end: { kind: 'days', from: '2026-10-01', to: '2026-10-01' },
  }
  const simulationId = await asked({ assumptions: share, conditions: {}, window: { opens: '2026-01-01' } })
  await world.running.simulator.settled()
  const numbers = JSON.stringify((await shown(simulationId)).shown).match(/(?<="(?:least|most|people|before|after)":)\d+/g) ?? []
  expect(numbers.length).toBeGreaterThan(5)
  expect(numbers.filter((one) => Number(one) > 0 && Number(one) < 5)).toEqual([])
  const page = await open(world, `/en/desk/what-if/${simulationId}`, planner)
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('Who would have the right')])
  const csv = await open(world, `/en/desk/what-if/${simulationId}/csv`, planner)
  expect(csv.html.match(/,[1-4](?=[,\r])/g)).toBeNull()
  expect(csv.html).toContain('Age')
})

test('what cannot be read is told by condition and place, and typed again it is still there', async () => {
  const conditions = { ninety_days: 'entry_dat + duration("P90D") <= today' }
  const [known] = Object.keys(conditions)
  const form = await world.read<{ chosen: { conditions: { id: string }[] } }>('statistics/what-if-form', { procedureId: law })
  const [first] = form.chosen.conditions
  const simulationId = await asked({ conditions: { [first?.id ?? known ?? '']: 'entry_dat <= today' } })
  await world.running.simulator.settled()
  expect(await shown(simulationId)).toMatchObject({
    state: 'refused',
    faults: [{ in: first?.id, line: 1, column: 1, message: expect.stringContaining('entry_dat') }],
  })
  const again = await open(world, `/es/desk/what-if?again=${simulationId}`, planner)
  expect(again.html).toContain('entry_dat &lt;= today')
})

test.each([
  [{ procedureId: 'no.such' }, 404, 'statistics/procedure-not-found'],
  [{ conditions: { nonsense: null } }, 422, 'statistics/part-not-found'],
  [{ fees: { nonsense: 1 } }, 422, 'statistics/part-not-found'],
  [{ assumptions: { age: { kind: 'numbers', least: 1, most: 2 } } }, 422, 'statistics/part-not-found'],
  [{ assumptions: { ties: { kind: 'same', code: 'nonsense' } } }, 422, 'statistics/part-not-found'],
  [{ window: { opens: '2026-02-30' } }, 422, 'statistics/day-impossible'],
  [{ window: { opens: '2026-02-02', closes: '2026-02-01' } }, 422, 'statistics/range-reversed'],
  [{ conditions: { entered: 'x'.repeat(1501) } }, 422, 'statistics/condition-too-long'],
])('%j is refused', async (input, status, code) => {
  expect(await ask(input)).toMatchObject({ status, body: { refusals: [{ code }] } })
})

test('another organisation neither sees nor stops it', async () => {
  const simulationId = await asked()
  const call = { token: world.theirs.officer.token, key: randomUUID() }
  for (const name of ['statistics/show-simulation', 'statistics/cancel-simulation', 'statistics/what-if-form'])
    expect(await world.post(name, { simulationId }, call)).toMatchObject({ status: 404 })
  const { simulations } = await world.read<{ simulations: unknown[] }>(
    'statistics/list-simulations',
    {},
    world.theirs.officer.actor,
  )
  expect(simulations).toEqual([])
})

test('one that is cancelled ends, and cannot be cancelled twice', async () => {
  const simulationId = await asked()
  await world.prepare('statistics/cancel-simulation', { simulationId })
  await world.running.simulator.settled()
  expect(await shown(simulationId)).toMatchObject({ state: 'cancelled', shown: undefined })
  const again = await world.post(
    'statistics/cancel-simulation',
    { simulationId },
    { token: world.ours.officer.token, key: randomUUID() },
  )
  expect(again).toMatchObject({ status: 409 })
})

test('only a few wait at once', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask()))
  expect(answers.some((one) => one.status === 429)).toBe(true)
  expect(answers.filter((one) => one.status === 200).length).toBeLessThanOrEqual(8)
  expect(answers.filter((one) => one.status === 200).length).toBeGreaterThan(0)
})

test('what a server left behind when it was killed begins again at another', async () => {
  await world.running.simulator.stop()
  const simulationId = await asked()
  const client = new pg.Client({ connectionString: world.database.ownerUrl })
  await client.connect()
  await client.query(
    `update statistics.simulation set state = 'running', progress = 0.5, worker = gen_random_uuid(), lease = clock_timestamp() - interval '1 minute'
      where simulation_id = $1`,
    [simulationId],
  )
  await client.end()
  const { database, clock } = world.running.installation
  const other = startSimulator({ database, clock, failed: (error) => expect(error).toBeUndefined() })
  await other.settled()
  await other.stop()
  expect(await shown(simulationId)).toMatchObject({ state: 'done' })
})
