import type { Actor } from '@convive/access'
import { readAsOwner, sql } from '@convive/database'
import { parseId } from '@convive/kernel'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from './modules.ts'
import { aWorld, herself, samples, type World } from './testing/index.ts'

const definitions = modules.flatMap((room) => [...room.commands, ...room.queries])
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

/** The same input with every id replaced by one that nothing has. */
function unknownIds(input: unknown): unknown {
  const known = new Map<string, string>()
  const another = (id: string): string => {
    const made = known.get(id) ?? `01900000-0000-7000-8000-${randomUUID().slice(24)}`
    known.set(id, made)
    return made
  }
  const replaced: unknown = JSON.parse(JSON.stringify(input).replaceAll(uuid, another))
  return replaced
}

/** Ids in an answer, such as those of what was asked for, are no difference. */
function withoutIds(body: unknown): unknown {
  const blank: unknown = JSON.parse(JSON.stringify(body ?? null).replaceAll(uuid, 'id'))
  return blank
}

async function entries(): Promise<number> {
  const count = sql<{ n: number }>`select count(*)::int as n from journal.entry`
  return (await readAsOwner(world.database.ownerUrl, (tx) => tx.first(count)))?.n ?? 0
}

describe('an id of another office is answered exactly like one that does not exist', () => {
  test.each(definitions.map((one) => one.name))('%s', async (name) => {
    const { call, input } = (await samples[name]?.(world)) ?? { call: {}, input: {} }
    const unknown = unknownIds(input)
    if (JSON.stringify(unknown) === JSON.stringify(input)) return
    const { headers } = call
    const strangers = [
      { token: world.theirs.officer.token, ...(headers === undefined ? {} : { headers }) },
      ...(/\/(my-|known-answers)/.test(name) ? [{ cookie: (await herself(world)).cookie }] : []),
    ]
    for (const stranger of strangers) {
      const before = await entries()
      const theirs = await world.post(name, input, { ...stranger, key: randomUUID() })
      const nobodys = await world.post(name, unknown, { ...stranger, key: randomUUID() })
      expect(withoutIds(theirs.body)).toEqual(withoutIds(nobodys.body))
      expect(theirs.status).toBe(nobodys.status)
      expect(await entries(), 'nothing was noted as done').toBe(before)
    }
    const owner = await world.post(name, input, { ...call, key: randomUUID() })
    expect(owner.status, 'while the office it belongs to is served').toBe(200)
  })

  test('a person with their own code reaches neither another person nor a member’s page', async () => {
    const { personId } = await herself(world)
    const parsed = parseId<'person'>(personId)
    if (parsed === undefined) throw new Error('no person')
    const stranger: Actor = { kind: 'person', personId: parsed, represents: [] }
    for (const { name, kind } of definitions) {
      const { input } = (await samples[name]?.(world)) ?? { input: {} }
      if (JSON.stringify(unknownIds(input)) === JSON.stringify(input) || name.startsWith('accounts/')) continue
      const { dispatcher } = world.running.installation
      const asked = (what: unknown) =>
        kind === 'query'
          ? dispatcher.query(name, what, { actor: stranger })
          : dispatcher.dispatch(name, what, { actor: stranger, key: randomUUID() })
      expect(withoutIds(await asked(input)), name).toEqual(withoutIds(await asked(unknownIds(input))))
    }
  }, 120_000)
})
