import type { Actor } from '@convive/access'
import { readAsOwner, sql } from '@convive/database'
import type { MemberId } from '@convive/kernel'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold, aPerson } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

let office: Office
let hospital: Awaited<ReturnType<Office['officerOf']>>
let colleague: Actor
beforeAll(async () => {
  office = await openOffice({ now: new Date('2026-05-04T15:00:00Z') })
  hospital = { ...(await office.officerOf('hospital')), roles: ['registrar', 'protection_officer'] }
  colleague = { ...hospital, memberId: '01900000-0000-7000-8000-00000000c013' as MemberId }
})
afterAll(() => office.db.drop())

async function someone() {
  const { persons, householdId } = await office.register(aHousehold(aPerson().named('Yraima', 'Guevara')))
  const personId = persons[0] ?? ''
  const shown = await office.ask('registry/show-person', { personId })
  return { personId, householdId, number: valueOf<{ person: { number: string } }>(shown).person.number }
}
const opens = (number: string, by: Actor = hospital, reason = 'Está inconsciente, buscamos a su familia.') =>
  office.send('registry/open-emergency', { number, reason }, by)
const reads = (personId: string, by: Actor = hospital) => office.ask('registry/show-emergency', { personId }, by)
const reviews = (opened: object, by: Actor, verdict = 'justified') =>
  office.send('registry/review-emergency', { ...opened, verdict, reason: 'Se vio el parte médico.' }, by)

describe('opening a record in an emergency', () => {
  test('gives ordinary facts to the one who opened it, and nothing to change or to pass on', async () => {
    const { personId, householdId, number } = await someone()
    expect(codesOf(await reads(personId)), 'before').toEqual(['registry/person-not-found'])
    valueOf(await opens(number))
    const shown = valueOf<{ name: string; facts: Record<string, unknown> }>(await reads(personId))
    expect(shown.name).toBe('Yraima Guevara')
    expect(Object.keys(shown.facts)).not.toContain('entry_manner')
    expect(codesOf(await reads(personId, colleague)), 'a colleague').toEqual(['registry/person-not-found'])
    const closed = [
      await office.ask('registry/show-person', { personId }, hospital),
      await office.send('registry/renew-access-code', { personId }, hospital),
      await office.send('registry/correct-fact', { personId, fact: 'place', answer: { state: 'unknown' }, basedOn: 1 }, hospital),
      await office.send('registry/change-consent', { personId, purpose: 'contact', answer: 'refused' }, hospital),
      await office.send('registry/record-needs', { personId, codes: [], basedOn: 1 }, hospital),
      await office.ask('registry/show-household', { householdId }, hospital),
      await office.dispatcher.query('registry/show-person', { personId }, { actor: hospital, purpose: 'protection' }),
      await office.dispatcher.query('registry/show-person', { personId }, { actor: hospital, purpose: 'emergency' }),
    ]
    expect(closed.map((one) => one.ok)).toEqual(closed.map(() => false))
  })

  test('is seen by the person, by their office and by the opener’s own; only another member reviews it, which closes it', async () => {
    const { personId, number } = await someone()
    const opened = valueOf<{ personId: string; emergencyId: string }>(await opens(number))
    const her = await office.signedIn(personId)
    type Mine = { emergencies: { reason: string; verdict: string | null }[] }
    const mine = async () => valueOf<Mine>(await office.ask('registry/my-data', {}, her)).emergencies
    expect(await mine()).toMatchObject([{ reason: 'Está inconsciente, buscamos a su familia.', verdict: null }])
    type Listed = { ours: { emergencyId: string }[]; others: { emergencyId: string }[] }
    const listed = async (by: Actor) => valueOf<Listed>(await office.ask('registry/list-emergencies', {}, by))
    expect((await listed(office.officer)).others.map((one) => one.emergencyId)).toContain(opened.emergencyId)
    expect((await listed(colleague)).ours.map((one) => one.emergencyId)).toContain(opened.emergencyId)
    const third = await office.officerOf('tercera')
    expect(await listed(third)).toEqual({ ours: [], others: [] })
    for (const by of [hospital, office.officer, third])
      expect(codesOf(await reviews(opened, by))).toEqual(['registry/emergency-not-reviewable'])
    valueOf(await reviews(opened, colleague, 'not_justified'))
    expect(codesOf(await reviews(opened, colleague))).toEqual(['registry/emergency-not-reviewable'])
    expect(codesOf(await reads(personId))).toEqual(['registry/person-not-found'])
    expect((await mine())[0]?.verdict).toBe('not_justified')
  })

  test('ends after an hour, needs a reason, opens nobody one serves, and at most ten in a day', async () => {
    const { personId, number } = await someone()
    expect(codesOf(await opens(number, hospital, ' '))).toEqual(['registry/words-required'])
    expect(codesOf(await opens(number, office.officer)), 'their own').toEqual(['registry/person-not-found'])
    expect(codesOf(await opens('YS-0000000-0'))).toEqual(['registry/person-not-found'])
    const many: Actor = { ...hospital, memberId: '01900000-0000-7000-8000-00000000c014' as MemberId }
    const { emergencyId } = valueOf<{ emergencyId: string }>(await opens(number, many))
    expect((await reads(personId, many)).ok).toBe(true)
    const client = new pg.Client({ connectionString: office.db.ownerUrl })
    await client.connect()
    await client.query(`update registry.emergency set until = until - interval '61 minutes' where emergency_id = $1`, [
      emergencyId,
    ])
    await client.end()
    expect(codesOf(await reads(personId, many))).toEqual(['registry/person-not-found'])
    for (let nth = 2; nth <= 10; nth += 1) valueOf(await opens(number, many))
    expect(codesOf(await opens(number, many))).toEqual(['registry/too-many-emergencies'])
  })

  test('is forgotten with the person, and its reason lies sealed', async () => {
    const { personId, number } = await someone()
    valueOf(await opens(number, colleague, 'Palabra-Plantada'))
    const kept = () =>
      readAsOwner(office.db.ownerUrl, (tx) =>
        tx.rows(sql<{ plain: boolean }>`select position('Palabra'::bytea in reason_sealed) > 0 as plain from registry.emergency
          where person_id = ${personId}`),
      )
    expect(await kept()).toEqual([{ plain: false }])
    const second: Actor = { ...office.officer, memberId: '01900000-0000-7000-8000-00000000c015' as MemberId }
    valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }))
    valueOf(await office.send('registry/erase-person', { personId, number }, second))
    expect(await kept()).toEqual([])
  })
})
