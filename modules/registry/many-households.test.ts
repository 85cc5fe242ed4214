import { verifyJournal } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registry } from './index.ts'
import { aHousehold, aPerson } from './testing/index.ts'
import { codesOf, openOffice, stranger, valueOf, type Office } from './testing/office.ts'

type Registered = { householdId: string; persons: string[]; likely: { personId: string }[] }

const command = 'registry/register-household'
let office: Office
beforeAll(async () => {
  office = await openOffice({ now: new Date('2026-05-04T15:00:00Z') })
})
afterAll(() => office.db.drop())

const alone = (given: string, family: string) => aHousehold(aPerson().named(given, family).bornOn('1991-04-07'))
const many = (rows: readonly (readonly [key: string, input: unknown])[], actor = office.officer) =>
  office.dispatcher.dispatchMany(
    command,
    rows.map(([key, input]) => ({ key, input })),
    { actor },
  )
const count = async (): Promise<{ persons: number; entries: number; access: number; done: number; events: number }> => {
  const counted = await readAsOwner(office.db.ownerUrl, (tx) =>
    tx.first(sql<{ persons: number; entries: number; access: number; done: number; events: number }>`select
      (select count(*) from registry.person)::int as persons, (select count(*) from journal.entry)::int as entries,
      (select count(*) from access.person_access)::int as access, (select count(*) from commands.done)::int as done,
      (select count(*) from commands.outbox)::int as events`),
  )
  if (counted === undefined) throw new Error('nothing counted')
  return counted
}

describe('many households at once', () => {
  test('good ones are in, each of the bad ones is refused by itself and leaves nothing', async () => {
    const first = await office.register(alone('Wilmara', 'Chacoteguá'))
    const before = await count()
    const taken = { ...alone('Yorgelis', 'Mapanare'), householdId: first.householdId }
    const answers = await many([
      ['row-0001', alone('Deisimar', 'Quetepe')],
      ['row-0002', { ...alone('Sin', 'Lugar'), place: '' }],
      ['row-0003', taken],
      ['row-0004', alone('Nepomuceno', 'Guarimba')],
      ['short', alone('Sin', 'Llave')],
    ])
    expect(answers.map((one) => one.ok)).toEqual([true, false, false, true, false])
    expect(answers.map(codesOf)).toEqual([
      [],
      ['registry/place-required'],
      ['registry/already-registered'],
      [],
      ['commands/key-needed'],
    ])
    const after = await count()
    expect(after.persons - before.persons).toBe(2)
    // The person's own, and the organisation's.
    expect(after.access - before.access).toBe(4)
    expect(after.done - before.done).toBe(2)
    expect(after.events - before.events).toBe(2)
    // One for each person, and one each for the organisation.
    expect(after.entries - before.entries).toBe(4)
  })

  test('the same rows again add nothing and answer the same; another household under the same key is refused', async () => {
    const rows = [
      ['same-0001', alone('Yubirí', 'Tacarigua')],
      ['same-0002', alone('Eudomar', 'Carinagua')],
    ] as const
    const first = await many(rows)
    const before = await count()
    expect(await many(rows)).toEqual(first)
    expect(await count()).toEqual(before)
    expect((await many([['same-0001', alone('Otra', 'Persona')]])).map(codesOf)).toEqual([['commands/key-reused']])
    expect(await office.dispatcher.dispatch(command, rows[1][1], { actor: office.officer, key: 'same-0002' })).toEqual(first[1])
  })

  test('a key that comes twice among them counts once', async () => {
    const before = await count()
    const household = alone('Maryoris', 'Guatapare')
    const [one, two] = await many([
      ['both-0001', household],
      ['both-0001', household],
    ])
    expect(two).toEqual(one)
    expect((await count()).persons - before.persons).toBe(1)
  })

  test('the same rows sent twice at the same time come in once', async () => {
    const rows = Array.from(
      { length: 5 },
      (_, n) => [`race-000${n}`, alone('Yusmeidy', `Paraguaipoa${'abcde'[n] ?? ''}`)] as const,
    )
    const before = await count()
    const [one, two] = await Promise.all([many(rows), many([...rows].toReversed())])
    expect([...two].toReversed()).toEqual(one)
    expect((await count()).persons - before.persons).toBe(5)
  })

  test('a person who stands there twice waits for review with the other one', async () => {
    const [one, two] = await many([
      ['pair-0001', alone('Guillermina', 'Cuyagua Ocumare')],
      ['pair-0002', alone('Guiyermina', 'Cuyagua Ocumare')],
    ])
    const [first, second] = [one, two].map((answer) => valueOf<Registered>(answer ?? { ok: false }))
    expect(second?.likely.map(({ personId }) => personId)).toContain(first?.persons[0])
    const { waiting } = valueOf<{ waiting: { sides: { personId: string }[] }[] }>(await office.ask('registry/list-reviews', {}))
    const sides = waiting.map((review) => review.sides.map(({ personId }) => personId).toSorted())
    expect(sides).toContainEqual([first?.persons[0] ?? '', second?.persons[0] ?? ''].toSorted())
  })

  test('whoever may not register one may not register many', async () => {
    const row = [['mine-0001', alone('Nadie', 'Entra')]] as const
    const before = await count()
    expect((await many(row, { ...office.officer, roles: ['planner'] })).map(codesOf)).toEqual([['commands/not-allowed']])
    expect(
      (await office.dispatcher.dispatchMany(command, [{ key: 'mine-0001', input: {} }], { actor: stranger })).map(codesOf),
    ).toEqual([['commands/sign-in-needed']])
    expect((await many(row, { ...office.officer, scope: ['registry/list-reviews'] })).map(codesOf)).toEqual([
      ['commands/not-allowed'],
    ])
    expect(await count()).toEqual(before)
  })

  test('another organisation sees none of them', async () => {
    const [answer] = await many([['hidden-01', alone('Ocultada', 'Caripito')]])
    const { persons } = valueOf<Registered>(answer ?? { ok: false })
    const other = await office.officerOf('albergue')
    expect(await office.ask('registry/show-person', { personId: persons[0] ?? randomUUID() }, other)).toMatchObject({ ok: false })
    expect(await office.ask('registry/show-person', { personId: persons[0] ?? randomUUID() })).toMatchObject({ ok: true })
  })

  test('the chains of everyone and of the organisation add up', async () => {
    const report = await readAsOwner(office.db.ownerUrl, (tx) => verifyJournal(tx, { attests: registry.attests ?? [] }))
    expect(report.faults).toEqual([])
    expect(report.entries).toBeGreaterThan(20)
  })
})
