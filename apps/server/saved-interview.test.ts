import { isDatabaseError, readAsOwner, sql } from '@convive/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWorld, type World } from './testing/index.ts'

let world: World
beforeAll(async () => (world = await aWorld()))
afterAll(() => world.close())

const kept = {
  people: [
    { name: '', answers: { country_of_stay: { state: 'value', value: 'XYS' }, criminal_record: { state: 'declined' } } },
    { name: 'Ana 🌼 عنا', answers: { birth_date: { state: 'value', value: '2016-02-29' } } },
  ],
  order: [
    { fact: 'country_of_stay', people: [0] },
    { fact: 'birth_date', people: [1] },
  ],
  also: ['ysapy.regularisation'],
}
type Saved = { readonly code: string; readonly until: string }
const save = (): Promise<Saved> => world.prepare<Saved>('procedures/save-interview', kept, { kind: 'public' })
const open = (code: string) => world.post('procedures/saved-interview', { code })
const forget = (code: string) => world.post('procedures/forget-saved-interview', { code })

test('answers that were kept come back whole, however the code is typed', async () => {
  const { code, until } = await save()
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?: [0-9A-HJKMNP-TV-Z]{4}){4}$/)
  for (const typed of [
    code,
    code.toLowerCase(),
    code.replaceAll(' ', '-'),
    ` ${code} `.replaceAll('0', 'O').replaceAll('1', 'l'),
  ])
    expect(await open(typed)).toMatchObject({ status: 200, body: { ...kept, until } })
})

test('another code, a shortened one and nothing at all open nothing, in the same words', async () => {
  const { code } = await save()
  const last = code.endsWith('0') ? '1' : '0'
  for (const other of [code.slice(0, -1) + last, code.slice(0, -1), '', `${code}0`, 'A'.repeat(60), '%00', '💥'.repeat(20)])
    expect(await open(other), other).toMatchObject({ status: 404, body: { refusals: [{ code: 'procedures/saved-unknown' }] } })
})

test('nobody can read or list them with the database in hand: neither words nor who kept them', async () => {
  const { code } = await save()
  const rows = await readAsOwner(world.database.ownerUrl, (tx) =>
    tx.rows(sql<{ lookup: Buffer; sealed: Buffer }>`select lookup, sealed from procedures.saved_interview`),
  )
  expect(rows.length).toBeGreaterThan(0)
  const bytes = Buffer.concat(rows.flatMap((one) => [one.lookup, one.sealed])).toString('latin1')
  for (const word of ['XYS', 'criminal_record', 'Ana', '2016', code, code.replaceAll(' ', '')]) expect(bytes).not.toContain(word)
  const { database } = world.running.installation
  for (const purpose of ['information', 'self', 'casework'] as const) {
    const refused = await database
      .transaction({ purpose }, (tx) => tx.rows(sql`select 1 from procedures.saved_interview`))
      .catch((error: unknown) => (isDatabaseError(error) ? error.code : error))
    expect(refused, purpose).toBe('42501')
  }
})

test('they are gone when somebody asks, once, and by themselves after their last day', async () => {
  const { code } = await save()
  expect((await forget(code)).status).toBe(200)
  expect((await forget(code)).status).toBe(404)
  expect((await open(code)).status).toBe(404)
  const old = await save()
  const before = world.clock.now
  world.clock.now = new Date(Date.parse(`${old.until}T15:00:00Z`))
  expect((await open(old.code)).status, 'on the last day').toBe(200)
  world.clock.now = new Date(world.clock.now.getTime() + 86_400_000)
  expect((await open(old.code)).status).toBe(404)
  await save()
  const left = await readAsOwner(world.database.ownerUrl, (tx) =>
    tx.first(sql<{ n: number }>`select count(*)::int as n from procedures.saved_interview`),
  )
  expect(left?.n).toBe(1)
  world.clock.now = before
})

test('what is no interview, or too much of one, is refused and not kept', async () => {
  const answers = Object.fromEntries(Array.from({ length: 151 }, (_, at) => [`f${at}`, { state: 'unknown' }]))
  for (const wrong of [
    { ...kept, people: [] },
    { ...kept, people: Array.from({ length: 13 }, () => kept.people[0]) },
    { ...kept, people: [{ name: 'x'.repeat(61), answers: {} }] },
    { ...kept, people: [{ name: '', answers }] },
    { ...kept, order: [{ fact: 'ties', people: [99] }] },
    { ...kept, also: 'all' },
  ])
    expect((await world.post('procedures/save-interview', wrong)).status, JSON.stringify(wrong).slice(0, 80)).toBe(422)
})
