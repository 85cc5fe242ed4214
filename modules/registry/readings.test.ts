import type { Actor } from '@convive/access'
import { sql } from '@convive/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold, aPerson } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

let office: Office
const clock = { now: new Date('2026-05-04T15:00:00Z') }
beforeAll(async () => {
  office = await openOffice(clock)
})
afterAll(() => office.db.drop())

type Day = { day: string; times: number; purpose: string; organisation?: string; unusual?: string; yourself: boolean }
type Unusual = { day: string; member: string; persons: number; why: string[] }

async function someone(): Promise<string> {
  return (await office.register(aHousehold(aPerson()))).persons[0] ?? ''
}
const reads = (personId: string, by?: Actor) => office.ask('registry/show-person', { personId }, by)
const seen = async (personId: string) =>
  valueOf<{ readings: Day[] }>(await office.ask('registry/my-data', {}, await office.signedIn(personId))).readings
const administrator = (of: Office['officer']): Actor => ({ ...of, roles: ['administrator'] })
const unusual = async (of: Office['officer']) =>
  valueOf<{ unusual: Unusual[] }>(await office.ask('registry/unusual-reading', {}, administrator(of))).unusual

describe('who read a record', () => {
  test('is told by day, reader and purpose, not one by one', async () => {
    clock.now = new Date('2026-05-04T15:00:00Z')
    const personId = await someone()
    for (let n = 0; n < 3; n += 1) await reads(personId)
    clock.now = new Date('2026-05-05T15:00:00Z')
    await reads(personId)
    const days = (await seen(personId)).filter((one) => one.organisation === 'ventanilla')
    expect(days.map((one) => [one.day, one.times, one.unusual])).toEqual([
      ['2026-05-05', 1, undefined],
      ['2026-05-04', 3, undefined],
    ])
  })

  test('is marked when the same member looked more than ten times in a day, or at night', async () => {
    clock.now = new Date('2026-05-06T15:00:00Z')
    const [often, asleep] = [await someone(), await someone()]
    for (let n = 0; n < 11; n += 1) await reads(often)
    expect((await seen(often))[0]).toMatchObject({ times: 11, unusual: 'often' })
    clock.now = new Date('2026-05-07T02:30:00Z')
    await reads(asleep)
    expect((await seen(asleep))[0]).toMatchObject({ times: 1, unusual: 'night' })
  })

  test('says nothing of one’s own reading, however often', async () => {
    clock.now = new Date('2026-05-08T02:00:00Z')
    const personId = await someone()
    for (let n = 0; n < 12; n += 1) await seen(personId)
    expect((await seen(personId)).filter((one) => one.yourself).map((one) => one.unusual)).toEqual([undefined])
  })
})

describe('unusual reading', () => {
  test('is told to an administrator of the same organisation, without saying of whom', async () => {
    clock.now = new Date('2026-06-10T15:00:00Z')
    const [curious, other] = [await office.officerOf('comedor'), await office.officerOf('albergue')]
    const { persons } = valueOf<{ persons: string[] }>(
      await office.send('registry/register-household', aHousehold(aPerson()), curious),
    )
    const personId = persons[0] ?? ''
    for (let day = 11; day <= 16; day += 1) {
      clock.now = new Date(`2026-06-${day}T15:00:00Z`)
      valueOf(await reads(personId, curious))
    }
    const told = await unusual(curious)
    expect(told.map((one) => [one.day, one.persons, one.why, one.member])).toContainEqual(['2026-06-16', 1, ['again'], 'A'])
    expect(JSON.stringify(told)).not.toContain(personId)
    expect(await unusual(other)).toEqual([])
    for (const role of ['registrar', 'protection_officer', 'planner'] as const)
      expect(codesOf(await office.ask('registry/unusual-reading', {}, { ...curious, roles: [role] })), role).toEqual([
        'commands/not-allowed',
      ])
  })

  test('is found for reading at night by the office’s clock, and forgotten after thirty days', async () => {
    clock.now = new Date('2026-07-01T15:00:00Z')
    const night = await office.officerOf('farmacia')
    const people: string[] = []
    for (let n = 0; n < 6; n += 1)
      people.push(
        ...valueOf<{ persons: string[] }>(await office.send('registry/register-household', aHousehold(aPerson()), night)).persons,
      )
    // Half past one at night in Asunción.
    clock.now = new Date('2026-07-02T04:30:00Z')
    for (const personId of people) valueOf(await reads(personId, night))
    expect((await unusual(night)).map((one) => [one.day, one.persons, one.why])).toEqual([['2026-07-02', 6, ['night']]])
    clock.now = new Date('2026-08-02T15:00:00Z')
    expect(await unusual(night)).toEqual([])
  })

  test('opens no log to somebody who asks the database for another purpose, or of a person who is not theirs', async () => {
    const personId = await someone()
    const session = {
      actor: office.officer.memberId,
      grantee: office.officer.organisationId,
      organisation: office.officer.organisationId,
    }
    const habits = sql<{ n: number }>`select count(*)::int as n from access.reading_habits('2020-01-01', 'UTC')`
    const ask = (purpose: 'operation' | 'registration') =>
      office.db.database.transaction({ ...session, purpose }, (tx) => tx.first(habits))
    expect(await ask('registration')).toEqual({ n: 0 })
    expect((await ask('operation'))?.n).toBeGreaterThan(0)
    expect(await office.db.database.alone(habits)).toEqual([{ n: 0 }])
    await reads(personId)
    const stranger = await office.officerOf('desconocida')
    const days = await office.db.database.transaction(
      { actor: stranger.memberId, grantee: stranger.organisationId, organisation: stranger.organisationId, purpose: 'operation' },
      (tx) => tx.rows(sql`select * from access.reading_days_of(${personId}::uuid, 100)`),
    )
    expect(days).toEqual([])
  })
})
