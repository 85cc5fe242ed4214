import { transactionOn, type Transaction } from '@convive/database'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDuplicates } from './store/candidates.ts'
import { findableOf } from './store/findable.ts'
import { rebuildKeys } from './store/rebuild-keys.ts'
import { aHousehold, aPerson, type HouseholdDraft } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

type Checked = { people: { likely: { id: string; reasons: { field: string }[] }[]; elsewhere: boolean }[] }
const clock = { now: new Date('2026-05-04T15:00:00Z') }
const paper = [{ kind: 'national_id', country: 'VEN', number: '20456741' }] as const
let office: Office
let keys = 0
beforeAll(async () => {
  office = await openOffice(clock)
})
afterAll(() => office.db.drop())

const survivor = (): HouseholdDraft =>
  aHousehold(
    aPerson()
      .named('Marisela', 'Tocuyo', 'Yaracuy')
      .bornOn('1993-02-17')
      .with({ documents: [...paper], phone: '0981 555 111' }),
  )
const seal = (personId: string | undefined, sealed = true) =>
  office.dispatcher.dispatch(
    'registry/seal-record',
    { personId, sealed },
    { actor: office.officer, purpose: 'protection', key: `seal-test-${(keys += 1)}` },
  )
const checked = async (household: HouseholdDraft, by = office.officer): Promise<Checked> =>
  valueOf<Checked>(await office.ask('registry/check-duplicates', household, by))
const found = async (text: string): Promise<readonly string[]> =>
  valueOf<{ persons: { personId: string }[] }>(await office.ask('registry/find-persons', { text })).persons.map(
    (one) => one.personId,
  )
const numberOf = async (personId: string): Promise<string> =>
  valueOf<{ person: { number: string } }>(await office.ask('registry/show-person', { personId })).person.number

/** How much PostgreSQL was asked for and gave back while somebody was looked for: statements and rows, pages of the index too. */
async function workOf(household: HouseholdDraft): Promise<{ statements: number; rows: number; bytes: number }> {
  const [person] = household.members
  const done = { statements: 0, rows: 0, bytes: 0 }
  const { memberId, organisationId } = office.officer
  await office.db.database.transaction(
    { actor: memberId, grantee: organisationId, organisation: organisationId, purpose: 'registration' },
    async (tx) => {
      const counting: Transaction = {
        ...tx,
        async rows<Row>(query: Parameters<typeof tx.rows<Row>>[0]) {
          const rows = await tx.rows(query)
          done.statements += 1
          done.rows += rows.length
          done.bytes += JSON.stringify(rows).length
          return rows
        },
      }
      const fact = (value: unknown) => ({ state: 'value', value }) as never
      const facts = {
        given_names: fact(person?.given),
        family_names: fact(person?.family),
        birth_date: fact(person?.birth),
        sex: fact('F'),
        documents: fact(['national_id|VEN|20456741|']),
        phone: fact('0981 555 111'),
      }
      const reading = { tx: counting, vault: office.vault } as Parameters<typeof findDuplicates>[0]
      await findDuplicates(reading, [findableOf(office, { facts, householdNames: [] })])
    },
  )
  return done
}

describe('a sealed record', () => {
  test('is nobody’s candidate, here or elsewhere, and costs no work; found again once the seal is taken away', async () => {
    const nobody = await workOf(survivor())
    const { persons } = await office.register(survivor())
    const [personId = ''] = persons
    const number = await numberOf(personId)
    const other = await office.officerOf('otro')
    expect((await checked(survivor())).people[0]?.likely.map((one) => one.id)).toEqual([personId])
    expect((await checked(survivor(), other)).people[0]?.elsewhere).toBe(true)
    expect(await workOf(survivor()), 'whoever can be found takes work').not.toEqual(nobody)

    valueOf(await seal(personId))
    expect((await checked(survivor())).people[0]).toMatchObject({ likely: [], elsewhere: false })
    expect((await checked(survivor(), other)).people[0]).toMatchObject({ likely: [], elsewhere: false })
    expect(await workOf(survivor()), 'as if there were nobody').toEqual(nobody)
    for (const text of ['Marisela Tocuyo', '20456741', '0981555111']) expect(await found(text), text).toEqual([])
    expect(await found(number), 'whoever holds it opens it by its number').toEqual([personId])
    // Registered again, nothing is said and nothing waits.
    const again = await office.register(survivor())
    const { waiting } = valueOf<{ waiting: unknown[] }>(await office.ask('registry/list-reviews', {}))
    expect(waiting).toEqual([])
    expect(codesOf(await seal(personId))).toEqual(['registry/nothing-to-seal'])

    clock.now = new Date(clock.now.getTime() + 1000)
    valueOf(await seal(personId, false))
    expect((await checked(survivor())).people[0]?.likely.map((one) => one.id).toSorted()).toEqual(
      [personId, ...again.persons].toSorted(),
    )
    // Whoever came meanwhile is compared at the next look.
    valueOf(
      await office.send('registry/continue-duplicate-run', { only: 'waiting' }, { ...office.officer, roles: ['administrator'] }),
    )
    const after = valueOf<{ waiting: { sides: { personId: string }[] }[] }>(await office.ask('registry/list-reviews', {}))
    expect(after.waiting.flatMap((one) => one.sides.map((side) => side.personId))).toContain(personId)
  })

  test('stays out of the index when it is corrected and when the keys are made anew', async () => {
    const { persons } = await office.register(aHousehold(aPerson().named('Nohelia', 'Guanipa').bornOn('1990-09-09')))
    const [personId = ''] = persons
    valueOf(await seal(personId))
    const corrected = { personId, fact: 'given_names', answer: { state: 'value', value: 'Noelia' }, basedOn: 1 }
    valueOf(await office.send('registry/correct-fact', corrected))
    expect(await found('Noelia Guanipa')).toEqual([])
    const client = new pg.Client({ connectionString: office.db.ownerUrl })
    await client.connect()
    try {
      await client.query('begin; truncate registry.search_key')
      await rebuildKeys({ tx: transactionOn(client), vault: office.vault, done: () => undefined })
      await client.query('commit')
    } finally {
      await client.end()
    }
    expect(await found('Noelia Guanipa')).toEqual([])
    clock.now = new Date(clock.now.getTime() + 1000)
    valueOf(await seal(personId, false))
    expect(await found('Noelia Guanipa')).toEqual([personId])
  })

  test('of one who lives with others, the name is no evidence about them', async () => {
    const home = (): HouseholdDraft =>
      aHousehold(
        aPerson().named('Keisy', 'Maldonado').bornOn('1985'),
        aPerson().named('Oscarlina', 'Maldonado').bornOn('2014-04-04').with({ relation: 'child', consentBy: 'guardian' }),
      )
    const { persons } = await office.register(home())
    const fields = async (): Promise<readonly string[]> =>
      (await checked(home())).people[0]?.likely.find((one) => one.id === persons[0])?.reasons.map((one) => one.field) ?? []
    expect(await fields()).toContain('household')
    valueOf(await seal(persons[1]))
    expect(await fields()).not.toContain('household')
  })

  test('is not shown by any page of the review: not its name, not in a family, not among what was answered', async () => {
    const registrar = { ...office.officer, roles: ['registrar' as const] }
    const home = (): HouseholdDraft =>
      aHousehold(
        aPerson().named('Anaís', 'Marcano', 'Ortega').bornOn('1984-03-12'),
        aPerson().named('Zoraida', 'Marcano').bornOn('2011-06-21').with({ relation: 'child', consentBy: 'guardian' }),
        aPerson().named('Yuleima', 'Marcano').bornOn('2013-12-02').with({ relation: 'child', consentBy: 'guardian' }),
      )
    const [first, again] = [await office.register(home()), await office.register(home())]
    const hidden = { personId: first.persons[1], otherId: again.persons[1], decision: 'same', reason: 'la misma niña' }
    valueOf(await office.send('registry/decide-duplicate', hidden))
    const asked = (by = registrar): Promise<string> =>
      Promise.all([
        office.ask('registry/list-reviews', {}, by),
        office.ask('registry/compare-families', { householdId: first.householdId, otherId: again.householdId }, by),
        office.ask('registry/compare-records', { personId: first.persons[0], otherId: again.persons[0] }, by),
        office.ask('registry/compare-records', hidden, by),
      ]).then((answers) => JSON.stringify(answers))
    expect(await asked()).toContain('Zoraida')
    valueOf(await seal(first.persons[1]))
    valueOf(await seal(again.persons[1]))
    expect(await asked()).not.toContain('Zoraida')
    expect(await asked()).not.toContain(first.persons[1])
    expect(await asked(), 'their sister is compared').toContain('Yuleima')
    const compare = await office.ask('registry/compare-records', hidden, registrar)
    expect(codesOf(compare), 'comparing is for those who sealed it').toEqual(['registry/person-not-found'])
    valueOf(await office.ask('registry/compare-records', hidden))
    valueOf(await office.send('registry/undo-link', hidden))
    expect(await asked(), 'taken back, the pair does not wait').not.toContain('Zoraida')
  })

  test('waits again with whom it waited before, once the seal is taken away', async () => {
    const alike = (given: string): HouseholdDraft => aHousehold(aPerson().named(given, 'Urbaneja', 'Salas').bornOn('1977-10-05'))
    const pair = [
      (await office.register(alike('Dorkis'))).persons[0] ?? '',
      (await office.register(alike('Dorquis'))).persons[0] ?? '',
    ]
    const waits = async (): Promise<boolean> => {
      const { waiting } = valueOf<{ waiting: { sides: { personId: string }[] }[] }>(await office.ask('registry/list-reviews', {}))
      return waiting.some(({ sides }) => sides.every((side) => pair.includes(side.personId)))
    }
    const look = async (): Promise<void> => {
      const administrator = { ...office.officer, roles: ['administrator' as const] }
      valueOf(await office.send('registry/continue-duplicate-run', { only: 'waiting' }, administrator))
    }
    expect(await waits()).toBe(true)
    valueOf(await seal(pair[0]))
    expect(await waits()).toBe(false)
    clock.now = new Date(clock.now.getTime() + 1000)
    valueOf(await seal(pair[0], false))
    await look()
    expect(await waits(), 'nobody had answered').toBe(true)
    const [personId, otherId] = pair
    valueOf(await office.send('registry/decide-duplicate', { personId, otherId, decision: 'different', reason: 'son primas' }))
    for (const yes of [true, false]) {
      clock.now = new Date(clock.now.getTime() + 1000)
      valueOf(await seal(pair[0], yes))
    }
    await look()
    expect(await waits(), 'what was answered is not asked again').toBe(false)
  })

  test('is sealed by the protection team only', async () => {
    const { persons } = await office.register(aHousehold(aPerson().named('Yelitza', 'Sotillo')))
    const registrar = { ...office.officer, roles: ['registrar' as const] }
    expect(codesOf(await office.send('registry/seal-record', { personId: persons[0], sealed: true }, registrar))).toEqual([
      'commands/not-allowed',
    ])
    const other = await office.officerOf('tercero')
    expect(codesOf(await office.send('registry/seal-record', { personId: persons[0], sealed: true }, other))).toEqual([
      'registry/person-not-found',
    ])
  })
})
