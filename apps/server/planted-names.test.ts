import { readAsOwner, sql } from '@convive/database'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, type Answered, type World } from './testing/index.ts'

const given = 'Xochiplantada'
const family = 'Ñanduvaleriano'
const number = 'PLN7788991'
const phone = '+595981777333'
const planted = [given, family, number, phone.slice(4)] as const

let world: World
let answers: string[] = []
let personId = ''

beforeAll(async () => {
  world = await aWorld()
  const household = aHousehold(
    aPerson()
      .named(given, family)
      .with({ phone, documents: [{ kind: 'passport', country: 'VEN', number }] }),
  )
  const registered = await post('registry/register-household', household)
  if (registered.status !== 200) throw new Error(JSON.stringify(registered.body))
  personId = (registered.body as { persons: string[] }).persons[0] ?? ''
})
afterAll(() => world.close())

function post(name: string, input: unknown): Promise<Answered> {
  return world.post(name, input, { token: world.ours.officer.token, key: randomUUID() })
}

/** Every way in which a value could be written down: as it is, folded, as bytes, for an address. */
function tracesIn(text: string): readonly string[] {
  const low = text.toLowerCase()
  return planted.filter((value) =>
    [
      value,
      Buffer.from(value).toString('hex'),
      Buffer.from(value).toString('base64').slice(0, -4),
      encodeURIComponent(value),
    ].some((form) => low.includes(form.toLowerCase())),
  )
}

describe('names of a registered woman', () => {
  test('are found by who may search, so that they really are inside', async () => {
    const found = await post('registry/find-persons', { text: `${given} ${family}` })
    expect(JSON.stringify(found.body)).toContain(family)
    expect(tracesIn(JSON.stringify(found.body))).not.toEqual([])
  })

  test('stand in no log line and no refusal, whatever goes wrong', async () => {
    const json = { 'content-type': 'application/json', authorization: `Bearer ${world.ours.officer.token}` }
    const wrong: readonly (readonly [string, RequestInit])[] = [
      [`/es/desk/persons/${encodeURIComponent(given)}?name=${encodeURIComponent(family)}`, {}],
      [`/es/${given}/${family}`, {}],
      [`/api/registry/${given}`, { method: 'POST', headers: json, body: '{}' }],
      ['/api/registry/find-persons', { method: 'POST', headers: json, body: `{"text":"${given}` }],
      ['/api/registry/find-persons', { method: 'POST', headers: json, body: JSON.stringify({ [family]: given }) }],
      ['/api/registry/correct-fact', { method: 'POST', headers: json, body: JSON.stringify({ personId: given, fact: family }) }],
      ['/api/registry/find-persons', { method: 'POST', headers: json, body: JSON.stringify({ text: given.repeat(200_000) }) }],
      [
        '/api/accounts/sign-in',
        { method: 'POST', headers: json, body: JSON.stringify({ signInName: family, password: given, code: number }) },
      ],
      [
        '/es/check',
        {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
          body: `text=${given}`,
        },
      ],
    ]
    answers = await Promise.all(
      wrong.map(async ([path, init]) => {
        const response = await fetch(`${world.address}${path}`, init)
        expect([path, response.status < 500]).toEqual([path, true])
        return response.text()
      }),
    )
    expect(world.log.length).toBeGreaterThan(wrong.length)
    expect(world.log.flatMap(tracesIn)).toEqual([])
    expect(answers.filter((text) => text.startsWith('{')).flatMap(tracesIn)).toEqual([])
  })

  test('stand in no line about an error of the database that quotes them', async () => {
    const owner = new Client({ connectionString: world.database.ownerUrl })
    await owner.connect()
    await owner.query(`create function registry.quote() returns trigger language plpgsql as
      $$ begin raise exception E'value "${given}" of "${family}"\n    at planted (/${family}.ts:1:1)' using detail = 'Key (${number})'; end $$;
      create trigger quotes before insert on registry.person execute function registry.quote()`)
    try {
      const before = world.log.length
      const answer = await post('registry/register-household', aHousehold(aPerson().named(given, family)))
      expect(answer).toMatchObject({ status: 500, body: { refusals: [{ code: 'commands/out-of-order' }] } })
      const lines = world.log.slice(before).map((line): Record<string, unknown> => JSON.parse(line))
      const error = lines.find((line) => line['level'] === 'error')
      expect(error).toMatchObject({ event: 'error', method: 'POST', route: '/api/registry/register-household', code: 'P0001' })
      expect(error?.['id']).toBe(answer.headers.get('convive-request'))
      expect(error?.['at']).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:packages|modules|apps)\/[\w/-]+\.ts:\d+$/)]),
      )
      expect(world.log.slice(before).flatMap(tracesIn)).toEqual([])
      expect(tracesIn(JSON.stringify(answer.body))).toEqual([])
    } finally {
      await owner.query('drop trigger quotes on registry.person; drop function registry.quote()')
      await owner.end()
    }
  })

  test('stand in no table, neither as text nor as bytes', async () => {
    await post('registry/show-person', { personId })
    const dump = await readAsOwner(world.database.ownerUrl, async (tx) => {
      const tables = await tx.rows(sql<{ name: string }>`select n.nspname || '.' || c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'm')
        and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%' order by 1`)
      const rows = []
      for (const { name } of tables)
        rows.push(...(await tx.rows(sql<{ text: string }>`select ${name} || ' ' || t::text as text from ${sql.table(name)} t`)))
      return rows.map((row) => row.text)
    })
    expect(dump.length).toBeGreaterThan(30)
    expect(dump.filter((row) => tracesIn(row).length > 0)).toEqual([])
  })
})

describe('whoever watches over the server', () => {
  test('hears that it lives and that it can work', async () => {
    for (const [path, status] of [
      ['/health', 'ok'],
      ['/ready', 'ready'],
    ] as const) {
      const response = await fetch(`${world.address}${path}`)
      expect([response.status, await response.json()]).toEqual([200, { status }])
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('hears that the database is away, while the process lives on', async () => {
    const { database } = world.running.installation
    await database.close()
    const response = await fetch(`${world.address}/ready`)
    expect([response.status, await response.json()]).toEqual([503, { status: 'database' }])
    expect((await fetch(`${world.address}/health`)).status).toBe(200)
  })
})
