import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, sql } from './index.ts'
import { beginStatement } from './session.ts'
import { testDatabase, type TestDatabase } from './testing/index.ts'

let test1: TestDatabase
beforeAll(async () => {
  test1 = await testDatabase([])
})
afterAll(() => test1.drop())

describe('a transaction', () => {
  test('carries its session to row-level security and forgets it afterwards', async () => {
    const id = '01900000-0000-7000-8000-000000000001'
    const inside = await test1.database.transaction({ actor: id, grantee: id, purpose: 'registration' }, (tx) =>
      tx.first(sql<{ actor: string; purpose: number }>`select app.actor() as actor, app.purpose() as purpose`),
    )
    expect(inside).toEqual({ actor: id, purpose: 1 })
    const after = await test1.database.transaction({ purpose: 'information' }, (tx) =>
      tx.first(sql<{ actor: string | null }>`select app.actor() as actor`),
    )
    expect(after?.actor).toBeNull()
  })

  test('refuses an actor that is not an id, so that nothing can be smuggled into the settings', () => {
    expect(() => beginStatement({ actor: "x'; drop schema app; --", purpose: 'operation' })).toThrow(TypeError)
  })

  test('keeps nothing when the answer says so', async () => {
    const made = await test1.database.transaction(
      { purpose: 'operation' },
      async (tx) => {
        await tx.run(sql`create temporary table scratch (n int) on commit preserve rows`)
        return 'no'
      },
      (answer) => answer === 'yes',
    )
    expect(made).toBe('no')
    const { exists } = (await test1.database.transaction({ purpose: 'operation' }, (tx) =>
      tx.first(sql<{ exists: boolean }>`select to_regclass('scratch') is not null as exists`),
    )) ?? { exists: true }
    expect(exists).toBe(false)
  })
})

describe('a connection that is lost', () => {
  test('while nobody asks anything of it fails its transaction, not the process, and the next one has another', async () => {
    const superuser = openDatabase(test1.superuserUrl, { connections: 1 })
    const lost = test1.database.transaction({ purpose: 'operation' }, async (tx) => {
      const row = await tx.first(sql<{ pid: number }>`select pg_backend_pid() as pid`)
      await superuser.alone(sql`select pg_terminate_backend(${row?.pid ?? 0}, 5000)`)
      // The news arrives while the work is thinking.
      await superuser.alone(sql`select pg_sleep(0.05)`)
      return tx.first(sql`select 1`)
    })
    await expect(lost).rejects.toThrow(/terminat|not queryable/)
    const next = await test1.database.transaction({ purpose: 'operation' }, (tx) => tx.first(sql<{ n: number }>`select 1 as n`))
    expect(next).toEqual({ n: 1 })
    await superuser.close()
  })
})

describe('the day of PostgreSQL', () => {
  test('is that of the offices, wherever on earth they are', async () => {
    // Twenty-six hours apart: never the same day.
    const days = await Promise.all(
      ['Pacific/Kiritimati', 'Etc/GMT+12'].map(async (timeZone) => {
        const database = openDatabase(test1.applicationUrl, { connections: 1, timeZone })
        const [row] = await database.alone(sql<{ day: string }>`select current_date::text as day`)
        await database.close()
        return [row?.day, new Intl.DateTimeFormat('sv', { timeZone }).format(new Date())]
      }),
    )
    for (const [day, expected] of days) expect(day).toBe(expected)
    expect(days[0]?.[0]).not.toBe(days[1]?.[0])
  })
})
