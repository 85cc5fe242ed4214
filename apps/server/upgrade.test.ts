import { databaseMigrations, migrate, readAsOwner, sql, type Migrations } from '@convive/database'
import { testDatabase } from '@convive/database/testing'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrationsOf } from './installation.ts'

type Step = { readonly room: string; readonly file: string; readonly directory: string }

/** Every migration of every room, a step each: first those numbered 1, as the first version had them, then the 2s, and so on. */
const steps: readonly Step[] = migrationsOf()
  .flatMap(({ room, directory }) =>
    readdirSync(directory)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => ({ room, file, directory })),
  )
  .map((step, at) => ({ step, at }))
  .toSorted((a, b) => a.step.file.slice(0, 4).localeCompare(b.step.file.slice(0, 4)) || a.at - b.at)
  .map(({ step }) => step)
const firstVersion = steps.filter((step) => step.file.startsWith('0001')).length

let folder = ''
let fresh = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'convive-upgrade-'))
  fresh = await schemaAfter(async (ownerUrl) => {
    await migrate(ownerUrl, migrationsOf())
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The rooms as they were when only the first `count` files existed. */
function roomsAt(count: number): readonly Migrations[] {
  const at = join(folder, String(count))
  for (const { room, file, directory } of steps.slice(0, count)) {
    mkdirSync(join(at, room), { recursive: true })
    cpSync(join(directory, file), join(at, room, file))
  }
  return migrationsOf()
    .filter(({ room }) => steps.slice(0, count).some((step) => step.room === room))
    .map(({ room }) => ({ room, directory: join(at, room) }))
}

/** Everything that makes a schema, as text: columns, constraints, indexes, policies, functions, grants. */
async function schemaAfter(work: (ownerUrl: string) => Promise<void>): Promise<string> {
  const db = await testDatabase([])
  try {
    await work(db.ownerUrl)
    const rows = await readAsOwner(db.ownerUrl, (tx) =>
      tx.rows(sql<{ line: string }>`
      with ours as (select oid, nspname from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema')
      select o.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
        || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(a.attacl::text, '') as line
        from pg_attribute a join pg_class c on c.oid = a.attrelid join ours o on o.oid = c.relnamespace
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'S')
      union all select o.nspname || '.' || c.relname || ' ' || c.relkind::text || ' ' || c.relrowsecurity || c.relforcerowsecurity || ' '
        || coalesce(c.relacl::text, '') || ' ' || coalesce(c.reloptions::text, '') from pg_class c join ours o on o.oid = c.relnamespace
      union all select o.nspname || ' ' || conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join ours o on o.oid = k.connamespace
      union all select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join ours o on o.oid = c.relnamespace
      union all select schemaname || '.' || tablename || ' ' || policyname || ' ' || cmd || ' ' || roles::text || ' ' || coalesce(qual, '')
        || ' ' || coalesce(with_check, '') from pg_policies
      union all select pg_get_functiondef(p.oid) || ' ' || p.proowner::regrole::text || ' ' || coalesce(p.proacl::text, '')
        from pg_proc p join ours o on o.oid = p.pronamespace
      order by 1`),
    )
    return rows.map((row) => row.line).join('\n')
  } finally {
    await db.drop()
  }
}

test('the migrations of a room are numbered 1, 2, 3 …, each number once', () => {
  for (const [room, own] of Map.groupBy(steps, (step) => step.room))
    expect([room, own.map(({ file }) => Number(file.slice(0, 4)))]).toEqual([room, own.map((_, at) => at + 1)])
})

test('there are migrations, and the schema they make is more than a few lines', () => {
  expect(databaseMigrations.room).toBe(steps[0]?.room)
  expect(steps.length).toBeGreaterThan(8)
  expect(fresh.split('\n').length).toBeGreaterThan(200)
})

test.each(Array.from({ length: steps.length - firstVersion + 1 }, (_, n) => [firstVersion + n] as const))(
  'from the version with %i of its migrations the upgrade leads to the same schema as a fresh start',
  async (count) => {
    const upgraded = await schemaAfter(async (ownerUrl) => {
      const before = await migrate(ownerUrl, roomsAt(count))
      const after = await migrate(ownerUrl, migrationsOf())
      // The sessions' own room was there already.
      expect(before.length + after.length).toBe(steps.filter(({ room }) => room !== databaseMigrations.room).length)
    })
    expect(upgraded).toBe(fresh)
  },
)
