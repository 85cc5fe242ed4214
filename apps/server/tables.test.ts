import { readAsOwner, sql, isDatabaseError, type Session } from '@convive/database'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, samples, type World } from './testing/index.ts'

/** Tables that this story leaves empty, with the reason; a new table that nothing writes to has to be named here. */
const untouched: Readonly<Record<string, string>> = {
  'registry.check_waiting': 'nobody is in doubt for longer than a registration may take',
  'registry.name_count': 'names are told once five hundred were counted',
}

let world: World
let tables: readonly string[] = []
beforeAll(async () => {
  world = await aWorld()
  for (const [name, sample] of Object.entries(samples)) {
    const { call, input } = await sample(world)
    const answer = await world.post(name, input, { ...call, key: randomUUID() })
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`)
  }
  await world.post('accounts/sign-in', { signInName: 'nobody', password: 'a wrong guess', code: '000000' })
  tables = await readAsOwner(world.database.ownerUrl, async (tx) =>
    (
      await tx.rows(sql<{ name: string }>`select n.nspname || '.' || c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm')
        and n.nspname not in ('pg_catalog', 'information_schema', 'convive') and n.nspname not like 'pg\\_%' order by 1`)
    ).map((row) => row.name),
  )
})
afterAll(() => world.close())

/** How many rows raw SQL sees as the application; a table it may not read at all shows none. */
async function seen(table: string, session?: Session): Promise<number> {
  const { database } = world.running.installation
  const count = sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`
  try {
    if (session === undefined) return (await database.alone(count))[0]?.n ?? 0
    return (await database.transaction(session, (tx) => tx.first(count)))?.n ?? 0
  } catch (error) {
    if (isDatabaseError(error) && error.code === '42501') return 0
    throw error
  }
}

describe('raw SQL as the application role', () => {
  test('there are tables, each with row-level security forced, and each was written to', async () => {
    expect(tables.length).toBeGreaterThan(25)
    const facts = await readAsOwner(world.database.ownerUrl, async (tx) => {
      const found = new Map<string, { forced: boolean; rows: number }>()
      for (const table of tables) {
        const row = await tx.first(sql<{ forced: boolean; rows: number }>`select
          (select relrowsecurity and relforcerowsecurity from pg_class where oid = ${table}::regclass) as forced,
          (select count(*)::int from ${sql.table(table)}) as rows`)
        found.set(table, row ?? { forced: false, rows: 0 })
      }
      return found
    })
    expect([...facts].filter(([, { forced }]) => !forced).map(([name]) => name)).toEqual([])
    expect([...facts].filter(([, { rows }]) => rows === 0).map(([name]) => name)).toEqual(Object.keys(untouched))
  })

  test('with nothing set sees no row of any table, on connections that others have used', async () => {
    for (const table of tables) {
      expect(await seen(table), table).toBe(0)
      expect(await seen(table, { purpose: 'operation' }), table).toBe(0)
    }
  })

  test('as an office that knows nobody sees no row of ours in any table', async () => {
    const actor = randomUUID()
    const organisation = randomUUID()
    for (const purpose of ['registration', 'protection', 'casework', 'papers', 'statistics', 'self', 'operation'] as const)
      for (const table of tables)
        expect(await seen(table, { actor, organisation, grantee: organisation, purpose }), `${table} for ${purpose}`).toBe(0)
  })

  test('as the statistics role sees nothing but for the purpose of statistics', async () => {
    const counted = (session: Session) =>
      world.running.installation.database.transaction(session, async (tx) => {
        await tx.run(sql`set local role convive_statistics`)
        return (await tx.first(sql<{ n: number }>`select count(*)::int as n from statistics.person`))?.n
      })
    expect(await counted({ purpose: 'operation' })).toBe(0)
    expect(await counted({ purpose: 'statistics' })).toBeGreaterThan(10)
  })
})
