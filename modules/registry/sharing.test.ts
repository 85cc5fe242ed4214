import type { Actor } from '@convive/access'
import { isDatabaseError, readAsOwner, sql, type Purpose } from '@convive/database'
import { dayIn } from '@convive/kernel'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold, aPerson, type MemberDraft } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

// The database judges days by the world's clock, so this story happens today.
const now = new Date()
const inDays = (days: number): string => dayIn(new Date(now.getTime() + days * 86_400_000), 'UTC')
const yes = { contact: 'given', share_services: 'given', share_offices: 'given', photo: 'given' } as const
const no = { ...yes, share_services: 'refused', share_offices: 'refused' } as const

let office: Office
let clinic: Awaited<ReturnType<Office['officerOf']>>
let third: Awaited<ReturnType<Office['officerOf']>>
beforeAll(async () => {
  office = await openOffice({ now })
  clinic = await office.officerOf('clínica')
  third = await office.officerOf('tercera')
})
afterAll(() => office.db.drop())

const arrivals = (changes: Partial<MemberDraft>) => ({
  ...aHousehold(
    aPerson()
      .named('Yraima', 'Guevara')
      .with({
        phone: '0985 555 111',
        motherName: 'Planta Dora',
        documents: [{ kind: 'passport', country: 'VEN', number: 'PX123456' }],
        consents: yes,
        ...changes,
      }),
    aPerson().named('Wilfredo', 'Plantado').with({ sex: 'M', relation: 'partner', consents: yes }),
  ),
})

async function someone(changes: Partial<MemberDraft> = {}) {
  const { persons, householdId } = await office.register(arrivals(changes))
  const [personId = '', otherId = ''] = persons
  const shown = await office.ask('registry/show-person', { personId })
  const { number } = valueOf<{ person: { number: string } }>(shown).person
  return { personId, otherId, householdId, number }
}
const asked = (personId: string, changes: object = {}) => ({
  personId,
  organisationId: clinic.organisationId,
  purpose: 'share_offices',
  parts: ['contact'],
  reason: 'Sigue su tratamiento en la clínica.',
  until: inDays(30),
  ...changes,
})
const shares = (personId: string, changes: object = {}, by: Actor = office.officer) =>
  office.send('registry/share-person', asked(personId, changes), by)
const reads = (personId: string, by: Actor = clinic) => office.ask('registry/show-shared', { personId }, by)
const finds = async (text: string, by: Actor = clinic) =>
  valueOf<{ persons: { personId: string; name: string; office: string }[] }>(
    await office.ask('registry/find-shared', { text }, by),
  ).persons
const notFound = ['registry/person-not-found']

async function asOwner(statement: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: office.db.ownerUrl })
  await client.connect()
  await client.query(statement, [...values])
  await client.end()
}

/** Rows of one person that raw SQL sees as a member of an organisation. */
function rowsSeen(table: string, personId: string, purpose: Purpose, by = clinic): Promise<number> {
  const session = { actor: by.memberId, grantee: by.organisationId, organisation: by.organisationId, purpose }
  return office.db.database.transaction(session, async (tx) => {
    const rows = await tx.rows(sql`select from ${sql.table(table)} where person_id = ${personId}`)
    return rows.length
  })
}

describe('sharing a record with another organisation', () => {
  test('lets it find and read the parts that were named, and nobody else of the household', async () => {
    const { personId, otherId, householdId, number } = await someone()
    expect(codesOf(await reads(personId)), 'before').toEqual(notFound)
    valueOf(await shares(personId))
    expect(await finds('Guevara')).toMatchObject([{ personId, name: 'Yraima Guevara', office: 'ventanilla' }])
    expect((await finds(number)).map((one) => one.personId)).toEqual([personId])
    expect((await finds('')).map((one) => one.personId)).toContain(personId)
    const shown = valueOf<{ name: string; facts: Record<string, unknown>; shares: unknown }>(await reads(personId))
    expect(shown).toMatchObject({ name: 'Yraima Guevara', shares: [{ office: 'ventanilla', until: inDays(30) }] })
    expect(Object.keys(shown.facts)).toContain('phone')
    for (const fact of ['documents', 'mother_name', 'has_needs', 'entry_manner', 'entry_date', 'need_codes'])
      expect(Object.keys(shown.facts)).not.toContain(fact)
    expect(codesOf(await reads(otherId)), 'the partner').toEqual(notFound)
    expect(await finds('Plantado')).toEqual([])
    expect(await finds('985555111'), 'a phone tells nobody whose it is').toEqual([])
    const closed = [
      await office.ask('registry/show-person', { personId }, clinic),
      await office.ask('registry/show-household', { householdId }, clinic),
      await office.ask('registry/show-shares', { personId }, clinic),
      await office.send('registry/change-consent', { personId, purpose: 'contact', answer: 'refused' }, clinic),
      await office.send('registry/renew-access-code', { personId }, clinic),
      await office.send('registry/correct-fact', { personId, fact: 'place', answer: { state: 'unknown' }, basedOn: 1 }, clinic),
      await office.send('registry/ask-erasure', { personId, ground: 'asked' }, clinic),
      await office.dispatcher.query(
        'registry/show-restricted',
        { personId },
        { actor: clinic, purpose: 'protection', reason: 'curiosidad' },
      ),
    ]
    expect(closed.map((one) => one.ok)).toEqual(closed.map(() => false))
    expect(
      valueOf<{ persons: unknown[] }>(await office.ask('registry/find-persons', { text: 'Guevara' }, clinic)).persons,
    ).toEqual([])
    expect(await finds('Guevara', third)).toEqual([])
    expect(codesOf(await reads(personId, third))).toEqual(notFound)
  })

  test('“exists elsewhere, ask them” is still said, of whoever is shared too', async () => {
    const { personId } = await someone({ documents: [{ kind: 'passport', country: 'VEN', number: 'ELSE9988' }] })
    const again = () =>
      office.ask(
        'registry/check-duplicates',
        arrivals({ documents: [{ kind: 'passport', country: 'VEN', number: 'ELSE9988' }] }),
        clinic,
      )
    type Checked = { people: { elsewhere: boolean; likely: unknown[] }[] }
    for (const step of ['before', 'shared']) {
      expect(valueOf<Checked>(await again()).people[0], step).toMatchObject({ elsewhere: true, likely: [] })
      if (step === 'before') valueOf(await shares(personId))
    }
  })

  test('is refused without the person’s yes, by whoever may not give it, and in its own words', async () => {
    const refusing = await someone({ consents: no })
    for (const purpose of ['share_offices', 'share_services'])
      expect(codesOf(await shares(refusing.personId, { purpose }))).toEqual(['registry/consent-needed'])
    const child = aPerson()
      .named('Niña', 'Guevara')
      .bornOn('2018-02-01')
      .with({ relation: 'child', consentBy: 'guardian', consents: yes })
    const alone = aPerson().named('Sola', 'Guevara').bornOn('2018-02-01').unaccompanied().with({ consents: yes })
    const speaks = aPerson().named('Portavoz', 'Guevara').bornOn('2012-02-01').with({ consents: yes })
    const family = await office.register(aHousehold(aPerson().with({ consents: yes }), child))
    valueOf(await shares(family.persons[1] ?? ''))
    expect(codesOf(await shares((await office.register(aHousehold(alone))).persons[0] ?? ''))).toEqual([
      'registry/consent-needed',
    ])
    expect(codesOf(await shares((await office.register(aHousehold(speaks))).persons[0] ?? ''))).toEqual([
      'registry/guardian-consent-needed',
    ])
    const { personId } = await someone()
    await asOwner(`update registry.consent set text_version = '2026-11' where person_id = $1`, [personId])
    expect(codesOf(await shares(personId)), 'asked in words that did not say it').toEqual(['registry/consent-needed'])
  })

  test('needs an organisation, a reason, a day within a year, parts that the consent covers, and happens once', async () => {
    const { personId } = await someone()
    const unknown = '01900000-0000-7000-8000-0000000000ff'
    for (const [changes, code] of [
      [{ organisationId: office.officer.organisationId }, 'organisation-unknown'],
      [{ organisationId: unknown }, 'organisation-unknown'],
      [{ organisationId: '' }, 'organisation-unknown'],
      [{ reason: ' ' }, 'words-required'],
      [{ until: inDays(-2) }, 'until-impossible'],
      [{ until: inDays(370) }, 'until-impossible'],
      [{ until: '2026-02-31' }, 'until-impossible'],
      [{ until: '' }, 'until-impossible'],
      [{ purpose: 'share_services', parts: ['photo'] }, 'part-not-covered'],
      [{ purpose: 'contact' }, 'permission-required'],
    ] as const)
      expect(codesOf(await shares(personId, changes)), JSON.stringify(changes)).toEqual([`registry/${code}`])
    valueOf(await shares(personId, { purpose: 'share_services' }))
    expect(codesOf(await shares(personId, { purpose: 'share_services' }))).toEqual(['registry/shared-already'])
    valueOf(await shares(personId, { organisationId: third.organisationId }))
  })

  test('a child is shared no longer than childhood lasts', async () => {
    const birth = `${now.getFullYear() - 18}-${inDays(10).slice(5)}`
    const nearly = aPerson().bornOn(birth).with({ relation: 'child', consentBy: 'guardian', consents: yes })
    const { persons } = await office.register(aHousehold(aPerson().bornOn('1970'), nearly))
    expect(codesOf(await shares(persons[1] ?? '', { until: inDays(10) }))).toEqual(['registry/until-impossible'])
    valueOf(await shares(persons[1] ?? '', { until: inDays(9) }))
  })

  test('only the office that registered somebody shares them: not a stranger, not whoever reads, not in another role', async () => {
    const { personId } = await someone()
    const byStranger = asked(personId, { organisationId: third.organisationId })
    expect(codesOf(await office.send('registry/share-person', byStranger, clinic))).toEqual(notFound)
    valueOf(await shares(personId))
    expect(codesOf(await office.send('registry/share-person', byStranger, clinic)), 'passed on').toEqual(notFound)
    for (const role of ['case_officer', 'adjudicator', 'planner', 'administrator'] as const) {
      expect(codesOf(await shares(personId, {}, { ...office.officer, roles: [role] }))).toEqual(['commands/not-allowed'])
    }
    for (const role of ['planner', 'administrator'] as const)
      expect(codesOf(await reads(personId, { ...clinic, roles: [role] }))).toEqual(['commands/not-allowed'])
  })
})

describe('a share ends', () => {
  const ended = async (personId: string): Promise<void> => {
    expect(codesOf(await reads(personId))).toEqual(notFound)
    expect((await finds('Guevara')).map((one) => one.personId)).not.toContain(personId)
    for (const table of ['person', 'person_key', 'facts', 'photo', 'share'])
      expect(await rowsSeen(`registry.${table}`, personId, 'sharing'), table).toBe(0)
  }
  type Mine = { shares: { shareId: string; holds: boolean; endedWhy: string | null; organisation: string }[]; office: string }

  test('when the office takes it back, and neither the reader nor a stranger can', async () => {
    const { personId } = await someone()
    const { shareId } = valueOf<{ shareId: string }>(await shares(personId))
    for (const by of [clinic, third])
      expect(codesOf(await office.send('registry/end-share', { personId, shareId }, by))).toEqual(['registry/share-not-found'])
    expect((await reads(personId)).ok).toBe(true)
    valueOf(await office.send('registry/end-share', { personId, shareId }))
    await ended(personId)
    expect(codesOf(await office.send('registry/end-share', { personId, shareId }))).toEqual(['registry/share-not-found'])
    valueOf(await shares(personId))
    expect((await reads(personId)).ok, 'shared again').toBe(true)
  })

  test('at once when the person takes their yes back, and does not come back with another yes', async () => {
    const { personId } = await someone()
    valueOf(await shares(personId))
    const her = await office.signedIn(personId)
    const mine = async () => valueOf<Mine>(await office.ask('registry/my-data', {}, her))
    expect(await mine()).toMatchObject({
      office: 'ventanilla',
      shares: [{ organisation: 'clínica', holds: true, reason: 'Sigue su tratamiento en la clínica.' }],
    })
    valueOf(await office.send('registry/change-consent', { personId, purpose: 'contact', answer: 'refused' }, her))
    expect((await reads(personId)).ok, 'another permission').toBe(true)
    valueOf(await office.send('registry/change-consent', { personId, purpose: 'share_offices', answer: 'refused' }, her))
    await ended(personId)
    expect((await mine()).shares).toMatchObject([{ holds: false, endedWhy: 'consent' }])
    valueOf(await office.send('registry/change-consent', { personId, purpose: 'share_offices', answer: 'given' }, her))
    await ended(personId)
  })

  test('when the person stops this one, and when a guardian does for a child; nobody stops another’s', async () => {
    const child = aPerson()
      .named('Niño', 'Guevara')
      .bornOn('2018-02-01')
      .with({ relation: 'child', consentBy: 'guardian', consents: yes })
    const { persons } = await office.register(aHousehold(aPerson().with({ consents: yes }), child))
    const [motherId = '', childId = ''] = persons
    const mother = await office.signedIn(motherId)
    for (const personId of [motherId, childId]) {
      const { shareId } = valueOf<{ shareId: string }>(await shares(personId))
      const stranger = await office.signedIn((await someone()).personId)
      expect(codesOf(await office.send('registry/end-share', { personId, shareId }, stranger))).toEqual([
        'registry/share-not-found',
      ])
      valueOf(await office.send('registry/end-share', { personId, shareId }, mother))
      await ended(personId)
      expect(valueOf<Mine>(await office.ask('registry/my-data', { personId }, mother)).shares[0]?.endedWhy).toBe('person')
    }
  })

  test('after its last day', async () => {
    const { personId } = await someone()
    valueOf(await shares(personId, { until: inDays(0) }))
    expect((await reads(personId)).ok).toBe(true)
    await asOwner('update registry.share set until = current_date - 1 where person_id = $1', [personId])
    await ended(personId)
  })

  test('by the consent alone, although a row says it holds', async () => {
    const { personId } = await someone()
    valueOf(await shares(personId))
    expect((await reads(personId)).ok).toBe(true)
    await asOwner(`update registry.consent set answers = answers || '{"share_offices":"refused"}' where person_id = $1`, [
      personId,
    ])
    await ended(personId)
  })
})

describe('raw SQL as the application role', () => {
  test('opens ordinary facts for the purpose of sharing only, and never what is sensitive', async () => {
    const { personId } = await someone()
    valueOf(await shares(personId))
    expect(await rowsSeen('registry.facts', personId, 'sharing')).toBe(1)
    expect(await rowsSeen('registry.person', personId, 'sharing')).toBe(1)
    expect(await rowsSeen('registry.photo', personId, 'sharing'), 'a part not named').toBe(0)
    for (const purpose of ['registration', 'protection', 'casework', 'papers', 'self', 'emergency'] as const)
      for (const table of ['person', 'person_key', 'facts'])
        expect(await rowsSeen(`registry.${table}`, personId, purpose), `${table} for ${purpose}`).toBe(0)
    for (const table of [
      'registry.consent',
      'registry.household_member',
      'registry.credential',
      'registry.search_key',
      'access.person_access',
    ])
      expect(await rowsSeen(table, personId, 'sharing'), table).toBe(0)
  })

  test('makes, lengthens and revives no share, and asks nobody’s consent', async () => {
    const { personId, otherId } = await someone()
    const { shareId } = valueOf<{ shareId: string }>(await shares(personId))
    valueOf(await office.send('registry/end-share', { personId, shareId }))
    const refusing = await someone({ consents: no })
    const tries = [
      sql`update registry.share set until = until + 1, ended = null`,
      sql`delete from registry.share`,
      sql`insert into registry.share (person_id, share_id, organisation_id, office_id, purpose, parts, reason_sealed, shared_by, shared, until)
        values (${otherId}, gen_random_uuid(), ${clinic.organisationId}, ${clinic.organisationId}, 'share_offices', '{identity}', '', ${clinic.memberId}, now(), current_date)`,
      sql`select registry.consents(${otherId}::uuid, 'share_offices')`,
    ]
    for (const by of [clinic, office.officer]) {
      const session = {
        actor: by.memberId,
        grantee: by.organisationId,
        organisation: by.organisationId,
        purpose: 'sharing' as const,
      }
      for (const one of tries) {
        const failed = await office.db.database
          .transaction(session, (tx) => tx.run(one))
          .then(
            () => undefined,
            (error: unknown) => (isDatabaseError(error) ? error.code : error),
          )
        expect(failed).toBe('42501')
      }
      const outcome = (person: string, taker: string) =>
        office.db.database.transaction(session, (tx) =>
          tx.first(sql<{
            o: string
          }>`select registry.share_person(${person}::uuid, gen_random_uuid(), ${taker}::uuid, 'share_offices',
            '{identity,photo}', current_date + 5, now(), ''::bytea) as o`),
        )
      if (by === clinic) expect(await outcome(otherId, third.organisationId)).toEqual({ o: 'person' })
      else {
        expect(await outcome(refusing.personId, clinic.organisationId)).toEqual({ o: 'consent' })
        expect(await outcome(refusing.personId, office.officer.organisationId)).toEqual({ o: 'organisation' })
      }
    }
    expect(codesOf(await reads(personId))).toEqual(notFound)
  })
})

describe('what is kept of a share', () => {
  test('stands in both chains and in the log that the person reads; its reason lies sealed; all of it goes with an erasure', async () => {
    const { personId, number } = await someone()
    const { shareId } = valueOf<{ shareId: string }>(await shares(personId, { reason: 'Palabra-Plantada' }))
    valueOf(await reads(personId))
    type Mine = { readings: { purpose: string; organisation: string }[]; changes: { what: string; fields: string[] }[] }
    const mine = valueOf<Mine>(await office.ask('registry/my-data', {}, await office.signedIn(personId)))
    expect(mine.readings).toContainEqual(expect.objectContaining({ purpose: 'sharing', organisation: 'clínica' }))
    expect(mine.changes[0]).toMatchObject({
      what: 'registry/share-person',
      fields: [`share/${shareId}/given`, 'identity', 'contact'],
    })
    const kept = () =>
      readAsOwner(office.db.ownerUrl, (tx) =>
        tx.rows(
          sql<{
            plain: boolean
          }>`select position('Palabra'::bytea in reason_sealed) > 0 as plain from registry.share where person_id = ${personId}`,
        ),
      )
    expect(await kept()).toEqual([{ plain: false }])
    const second: Actor = { ...office.officer, memberId: clinic.memberId }
    valueOf(await office.send('registry/ask-erasure', { personId, ground: 'asked' }))
    valueOf(await office.send('registry/erase-person', { personId, number }, second))
    expect(await kept()).toEqual([])
    expect(codesOf(await reads(personId))).toEqual(notFound)
  })
})
