import { readAsOwner, sql } from '@convive/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold, aPerson, type PersonBuilder } from './testing/index.ts'
import { codesOf, openOffice, stranger, valueOf, type Office } from './testing/office.ts'

// The database judges by the day of the world, so births are chosen that have long been, or long will not be, of age.
const clock = { now: new Date('2020-01-15T15:00:00Z') }
let office: Office
beforeAll(async () => {
  office = await openOffice(clock)
})
afterAll(() => office.db.drop())

const arrived = (...members: readonly PersonBuilder[]) => ({ ...aHousehold(...members), entry: '2019-11' })
const mother = aPerson().named('Madre', 'Prueba').bornOn('1985-03-02')
const partner = aPerson().named('Pareja', 'Prueba').bornOn('1983').with({ sex: 'M', relation: 'partner' })
const baby = aPerson().named('Bebé', 'Prueba').bornOn('2020-01-02').with({ relation: 'child' })
const nearlyGrown = aPerson().named('Joven', 'Prueba').bornOn('2002-02-01').with({ relation: 'child' })

const opens = async (who: string, whom: string): Promise<boolean> =>
  (await office.ask('registry/my-data', { personId: whom }, await office.signedIn(who))).ok
const rowsOf = (who: string) =>
  office.db.database.transaction({ actor: who, grantee: who, purpose: 'self' }, (tx) =>
    tx.rows(sql<{ person_id: string }>`select distinct person_id from registry.facts`),
  )

describe('who opens a child', () => {
  test('the focal point and their partner do, never each other, and only until the day the child is 18', async () => {
    const { persons } = await office.register(arrived(mother, partner, baby, nearlyGrown))
    const [a = '', b = '', child = '', grown = ''] = persons
    expect([await opens(a, child), await opens(b, child)]).toEqual([true, true])
    expect([await opens(a, b), await opens(b, a)]).toEqual([false, false])
    expect(await opens(a, grown), 'eighteen long since').toBe(false)
    expect(new Set((await rowsOf(a)).map((row) => row.person_id))).toEqual(new Set([a, child]))
    const shown = valueOf<{ guardians: { until: string }[]; isChild: boolean }>(
      await office.ask('registry/show-person', { personId: child }),
    )
    expect(shown.isChild).toBe(true)
    expect(shown.guardians.map((one) => one.until)).toEqual(['2038-01-01', '2038-01-01'])
  })

  test('a child whose age was only said is represented, and a birth date corrected moves the day', async () => {
    const said = aPerson({ birth: { age: 1 } }).with({ relation: 'child' })
    const { persons } = await office.register(arrived(mother, said))
    const [a = '', child = ''] = persons
    expect(await opens(a, child)).toBe(true)
    const fix = await office.send('registry/correct-fact', {
      personId: child,
      fact: 'birth_date',
      answer: { state: 'value', value: '2002-01-20' },
      basedOn: 1,
    })
    expect(fix.ok).toBe(true)
    expect(await opens(a, child), 'was older than said').toBe(false)
  })

  test('a baby born later is opened by the parents who live there, and by nobody who is not a parent', async () => {
    const aunt = aPerson().named('Tía', 'Prueba').bornOn('1970-05-05').with({ relation: 'sibling' })
    const { persons, householdId } = await office.register(arrived(mother, aunt))
    const [a = '', other = ''] = persons
    const { personId } = valueOf<{ personId: string }>(
      await office.send('registry/add-member', { householdId, place: 'Puerto Ysapy', member: baby.build() }),
    )
    expect([await opens(a, personId), await opens(other, personId)]).toEqual([true, false])
  })

  test('whoever leaves the household opens the children left behind no more, until an officer says so again', async () => {
    const { persons } = await office.register(arrived(mother, partner, baby))
    const [a = '', b = '', child = ''] = persons
    expect((await office.send('registry/end-membership', { personId: b, reason: 'separated' })).ok).toBe(true)
    expect([await opens(a, child), await opens(b, child)]).toEqual([true, false])
    const again = { personId: child, guardianId: b, represents: true }
    expect((await office.send('registry/change-guardian', again)).ok).toBe(true)
    expect(await opens(b, child)).toBe(true)
    expect((await office.send('registry/change-guardian', { ...again, represents: false })).ok).toBe(true)
    expect(await opens(b, child)).toBe(false)
  })

  test('nobody is made guardian of an adult, no child of anyone, and no other office has a say', async () => {
    const { persons } = await office.register(arrived(mother, partner, baby))
    const [a = '', b = '', child = ''] = persons
    const change = (personId: string, guardianId: string, actor = office.officer) =>
      office.send('registry/change-guardian', { personId, guardianId, represents: true }, actor)
    expect(codesOf(await change(a, b))).toEqual(['registry/not-a-child'])
    expect(codesOf(await change(child, child))).toEqual(['registry/guardian-not-adult'])
    const elsewhere = await office.officerOf('otra')
    expect(codesOf(await change(child, a, elsewhere))).toEqual(['registry/person-not-found'])
    const sneaked = await office.db.database.transaction(
      { actor: elsewhere.memberId, grantee: elsewhere.organisationId, purpose: 'registration' },
      async (tx) => {
        await tx.run(sql`select access.represent(${child}::uuid, ${elsewhere.organisationId}::uuid, '2037-01-01')`)
        await tx.run(sql`select access.end_representation(${child}::uuid, ${[a, b]}::uuid[], '2019-01-01')`)
        return tx.rows(sql`select 1 from access.guardians_of(${child}::uuid)`)
      },
    )
    expect(sneaked).toEqual([])
    expect([await opens(a, child), await opens(b, child)]).toEqual([true, true])
  })
})

describe('a code of their own', () => {
  test('somebody who has grown up gets one and opens their own record', async () => {
    const { persons, householdId } = await office.register(arrived(mother, nearlyGrown))
    const [, grown = ''] = persons
    expect(await rowsOf(grown)).toEqual([])
    expect((await office.send('registry/renew-access-code', { personId: grown })).ok).toBe(true)
    const { slips } = valueOf<{ slips: { personId: string; number: string; code: string }[] }>(
      await office.ask('registry/show-slips', { householdId }),
    )
    const slip = slips.find((one) => one.personId === grown)
    const entered = await office.send('registry/set-pin', { number: slip?.number, code: slip?.code, pin: '480271' }, stranger)
    expect(entered.ok).toBe(true)
    expect(await opens(grown, grown)).toBe(true)
  })

  test('a new code puts out whoever is signed in with the old one', async () => {
    const { persons, householdId } = await office.register(arrived(mother))
    const { slips } = valueOf<{ slips: { number: string; code: string }[] }>(
      await office.ask('registry/show-slips', { householdId }),
    )
    const { number, code } = slips[0] ?? { number: '', code: '' }
    await office.send('registry/set-pin', { number, code, pin: '480271' }, stranger)
    const sessions = (): Promise<number> =>
      readAsOwner(
        office.db.ownerUrl,
        async (tx) => (await tx.rows(sql`select 1 from accounts.session where actor_id = ${persons[0]}`)).length,
      )
    expect(await sessions()).toBe(1)
    expect((await office.send('registry/renew-access-code', { personId: persons[0] })).ok).toBe(true)
    expect(await sessions()).toBe(0)
  })
})

describe('guessing', () => {
  test('strangers who guess are slowed down and cannot lock out the browser that has signed in before', async () => {
    const { householdId } = await office.register(arrived(mother))
    const { slips } = valueOf<{ slips: { number: string; code: string }[] }>(
      await office.ask('registry/show-slips', { householdId }),
    )
    const { number, code } = slips[0] ?? { number: '', code: '' }
    const { device } = valueOf<{ device: string }>(
      await office.send('registry/set-pin', { number, code, pin: '480271' }, stranger, '10.9.9.1'),
    )
    for (let guess = 0; guess < 45; guess += 1)
      await office.send('registry/enter', { code, pin: String(100000 + guess) }, stranger, `10.8.${guess}.1`)
    expect(codesOf(await office.send('registry/enter', { code, pin: '480271' }, stranger, '10.7.7.7'))).toEqual([
      'accounts/too-many-tries',
    ])
    const owner = await office.dispatcher.dispatch(
      'registry/enter',
      { code, pin: '480271' },
      { actor: stranger, key: 'owner', source: { address: '10.7.7.7', device } },
    )
    expect(owner.ok).toBe(true)
  }, 90_000)
})
