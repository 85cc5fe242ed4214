import { aFourthForm, aThirdForm, xmlOf } from '@convive/exchange/testing'
import { readAsOwner, sql } from '@convive/database'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imported } from './testing/imports.ts'
import { aWorld, type World } from './testing/index.ts'
import { registered } from './testing/story.ts'

type Shown = {
  state: string
  persons: number
  already: number
  refused: number
  likely: number
  isForm: boolean
  out: { name?: string; refusals?: { code: string; at?: string }[] }[]
  notice: { ignored: { heading: string }[]; remarks?: { code: string; at?: string }[]; refusals: { code: string }[] }
}

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const shown = (importId: string) => world.read<Shown>('exchange/show-import', { importId })
const through = async (file: Buffer) => shown((await imported(world, file)).importId)

test('a case is registered through the ordinary command; the same case again adds nobody; another of the same people waits for review', async () => {
  const people = [
    { FamilyName: 'Cuicas', GivenName: 'Yolanda María' },
    { relation: 'DAU', FamilyName: 'Cuicas', GivenName: 'Luz', DateofBirth: '2016-02-01T00:00:00' },
  ]
  expect(await through(aThirdForm(people))).toMatchObject({ state: 'done', persons: 2, refused: 0, isForm: true })
  expect(await through(aThirdForm(people))).toMatchObject({ state: 'done', persons: 0, already: 2 })
  // The same people in the newer version of the form: another file, likely the same persons.
  expect(await through(aFourthForm(people))).toMatchObject({ state: 'done', persons: 2, likely: 2 })
})

test('a birth that lies ahead is refused by registration and told at its element', async () => {
  const one = await through(aThirdForm([{ GivenName: 'Adelantada', DateofBirth: '2031-01-02T00:00:00' }]))
  expect(one.out).toMatchObject([
    { name: 'Adelantada Prueba', refusals: [{ code: 'registry/birth-in-future', at: 'DateofBirth' }] },
  ])
})

test('needs of the form are kept among the protected details', async () => {
  const guid = '00000001-0000-4000-8000-000000000000'
  const need = xmlOf('dataVulnerability', { VulnerabilityGUID: 'v', IndividualGUID: guid, VulnerabilityCode: 'TR' })
  const { importId } = await imported(world, aFourthForm([{ FamilyName: 'Guardada' }], need))
  expect(await shown(importId)).toMatchObject({ state: 'done', persons: 1 })
  const { lines } = await world.read<{ lines: { number?: string }[] }>('exchange/import-report', { importId })
  const found = await world.read<{ persons: { personId: string }[] }>('registry/find-persons', { text: lines[0]?.number ?? '' })
  const { personId } = found.persons[0] ?? { personId: '' }
  expect(JSON.stringify(await world.read('registry/show-person', { personId }))).not.toContain('"TR"')
  const { dispatcher } = world.running.installation
  const ask = { actor: world.ours.officer.actor, purpose: 'protection', reason: 'seguimiento' } as const
  expect(JSON.stringify(await dispatcher.query('registry/show-restricted', { personId }, ask))).toContain('"TR"')
})

describe('a household is handed over', () => {
  type Exported = { file: string; persons: { left: { fact: string }[] }[]; open: string[] }
  const body = (answer: { body: unknown }) => answer.body
  const refused = (code: string) => expect.objectContaining({ refusals: [expect.objectContaining({ code })] })

  async function agreedBy(all = true) {
    const { householdId, persons } = await registered(world)
    const agreed = all ? persons : persons.slice(1)
    return { householdId, persons, input: { householdId, version: '4.1', agreed } }
  }
  const noted = async (input: unknown) => (await world.prepare<{ exportId: string }>('exchange/export-form', input)).exportId

  test('in a file that can be read again; each person sees that it happened', async () => {
    const { persons, input } = await agreedBy()
    const exportId = await noted(input)
    const { file, open } = await world.read<Exported>('exchange/exported-form', { exportId })
    expect(Buffer.from(file, 'base64').toString()).toContain('<UNHCR_RRF>')
    expect(open).toContain('ReligionCode')
    const rows = await readAsOwner(world.database.ownerUrl, (tx) =>
      tx.rows(sql<{ body: Buffer }>`select body from journal.entry where stream_id = any (${[...persons]}::uuid[])`),
    )
    expect(rows.filter(({ body: bytes }) => bytes.toString().includes(`form/${exportId}/4.1`))).toHaveLength(persons.length)
    const read = await readAsOwner(world.database.ownerUrl, (tx) =>
      tx.rows(sql`select 1 from access.reading where query = 'exchange/exported-form' and ${persons[0]}::uuid = any (persons)`),
    )
    expect(read).toHaveLength(1)
  })

  test('not while somebody was not asked', async () => {
    const { input } = await agreedBy(false)
    const call = { token: world.ours.officer.token, key: randomUUID() }
    expect(body(await world.post('exchange/export-form', input, call))).toEqual(refused('exchange/agreement-needed'))
  })

  test('not of another organisation’s household, whoever is said to agree', async () => {
    const { input } = await agreedBy()
    const call = { token: world.theirs.officer.token, key: randomUUID() }
    expect(body(await world.post('exchange/export-form', input, call))).toEqual(refused('registry/household-not-found'))
  })

  test('not to a colleague who did not note it, not to another office, not after an hour', async () => {
    const exportId = await noted((await agreedBy()).input)
    for (const token of [world.ours.decider.token, world.theirs.officer.token])
      expect(body(await world.post('exchange/exported-form', { exportId }, { token }))).toEqual(
        refused('exchange/export-not-found'),
      )
    const before = world.clock.now
    world.clock.now = new Date(before.getTime() + 3_601_000)
    const late = await world.post('exchange/exported-form', { exportId }, { token: world.ours.officer.token })
    world.clock.now = before
    expect(body(late)).toEqual(refused('exchange/export-over'))
  })

  test('not by a registrar, and not for another purpose', async () => {
    const { input } = await agreedBy()
    const { dispatcher } = world.running.installation
    const registrar = { ...world.ours.officer.actor, roles: ['registrar'] as const }
    const asked = [
      await dispatcher.dispatch('exchange/export-form', input, { actor: registrar, key: randomUUID() }),
      await dispatcher.dispatch('exchange/export-form', input, {
        actor: world.ours.officer.actor,
        purpose: 'registration',
        key: randomUUID(),
      }),
    ]
    expect(asked).toEqual([refused('commands/not-allowed'), refused('commands/not-allowed')])
  })

  test('nobody who came since is in the file, and no protected detail is', async () => {
    const { householdId, input, persons } = await agreedBy()
    const ask = { actor: world.ours.officer.actor, purpose: 'protection', key: randomUUID() } as const
    const { dispatcher } = world.running.installation
    const needs = { personId: persons[0], codes: ['TR'], basedOn: 9 }
    expect(await dispatcher.dispatch('registry/record-needs', needs, ask)).toMatchObject({ ok: true })
    const exportId = await noted(input)
    const newcomer = aPerson().named('Recién', 'Llegada').with({ relation: 'sibling' }).build()
    await world.prepare('registry/add-member', { householdId, place: 'Puerto Ysapy', member: newcomer })
    const { file } = await world.read<Exported>('exchange/exported-form', { exportId })
    expect(Buffer.from(file, 'base64').toString()).not.toMatch(/Recién|>TR</)
  })

  test('version 3.1 wants a birth that is known', async () => {
    const household = aHousehold(aPerson().with({ birth: { state: 'unknown' } }))
    const made = await world.prepare<{ householdId: string; persons: string[] }>('registry/register-household', household)
    const call = { token: world.ours.officer.token, key: randomUUID() }
    const input = { householdId: made.householdId, version: '3.1', agreed: made.persons }
    expect(body(await world.post('exchange/export-form', input, call))).toEqual(refused('exchange/form-birth-needed'))
  })
})
