import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from './modules.ts'
import { aWorld, samples, type World } from './testing/index.ts'

const definitions = modules.flatMap((room) => [...room.commands, ...room.queries])
const once = modules.flatMap((room) => room.commands).filter((one) => one.repeat !== 'anytime')
let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const sampleOf = (name: string) => (samples[name] ?? raise(name))(world)
function raise(name: string): never {
  throw new Error(`${name} has no line in apps/server/testing/samples.ts`)
}

test('every command and query has a sample call, and no other', () => {
  expect(Object.keys(samples).toSorted()).toEqual(definitions.map((one) => one.name).toSorted())
})

describe('over HTTP', () => {
  test.each(definitions.map((one) => one.name))('%s answers its sample', async (name) => {
    const { call, input } = await sampleOf(name)
    const answer = await world.post(name, input, { ...call, key: randomUUID() })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test.each(once.map((one) => one.name))(
    '%s sent twice, and twice at once, happens once; its key holds no other input',
    async (name) => {
      const [first, other] = [await sampleOf(name), await sampleOf(name)]
      const call = { ...first.call, key: randomUUID() }
      const answers = await Promise.all([1, 2].map(() => world.post(name, first.input, call)))
      const again = await world.post(name, first.input, call)
      expect(again).toMatchObject({ status: 200 })
      for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 200, body: again.body })
      const changed = { ...other.input, ...(JSON.stringify(other.input) === JSON.stringify(first.input) ? different(name) : {}) }
      const reused = await world.post(name, changed, call)
      expect(reused).toMatchObject({ status: 409, body: { refusals: [{ code: 'commands/key-reused' }] } })
      expect(await world.post(name, first.input, first.call)).toMatchObject({
        status: 400,
        body: { refusals: [{ code: 'commands/key-needed' }] },
      })
    },
  )
})

/** Where two samples are alike word for word, one word that makes the difference. */
function different(name: string): Record<string, unknown> {
  if (name === 'papers/retire-key') return { stolen: true }
  if (name === 'statistics/ask-simulation') return { minutes: 61 }
  if (name === 'registry/begin-duplicate-run') return { when: 'night' }
  return name === 'registry/register-household' ? { place: 'Otro lugar' } : {}
}
