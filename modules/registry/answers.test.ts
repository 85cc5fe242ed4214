import type { Actor } from '@convive/access'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHousehold, aPerson, type MemberDraft } from './testing/index.ts'
import { codesOf, openOffice, valueOf, type Office } from './testing/office.ts'

const clock = { now: new Date('2026-05-04T15:00:00Z') }
let office: Office
beforeAll(async () => {
  office = await openOffice(clock)
})
afterAll(() => office.db.drop())

type Shown = {
  facts: Record<string, { state: string; value?: unknown }>
  consent: Record<string, string>
  person: { privateInterview: boolean }
}
const shown = async (personId: string | undefined): Promise<Shown> =>
  valueOf<Shown>(await office.ask('registry/show-person', { personId }))
const first = async (changes: Partial<MemberDraft>, household: object = {}): Promise<Shown> => {
  const { persons } = await office.register({ ...aHousehold(aPerson(changes)), ...household })
  return shown(persons[0])
}

describe('everything that can be told', () => {
  test('is kept: two papers, two nationalities, two languages, who helped and who interpreted, the wish to talk alone', async () => {
    const { facts, person } = await first(
      {
        birth: '1987~',
        nationalities: ['VEN', 'COL'],
        languages: ['es', 'wba'],
        interpreter: true,
        maritalStatus: 'widowed',
        populationGroup: 'prospective_asylum_seeker',
        phone: '+598 99 000 000',
        privateInterview: true,
        documents: [
          { kind: 'passport', country: 'VEN', number: '084|512', expires: '2021-04' },
          { kind: 'national_id', number: '20.456.741' },
        ],
      },
      { assistedBy: 'Casa Refugio', interpretedBy: 'Una vecina' },
    )
    expect(Object.fromEntries(Object.entries(facts).map(([id, fact]) => [id, fact.value]))).toMatchObject({
      birth_date: '1987~',
      nationalities: ['VEN', 'COL'],
      languages: ['es', 'wba'],
      interpreter_needed: true,
      marital_status: 'widowed',
      population_group: 'prospective_asylum_seeker',
      assisted_by: 'Casa Refugio',
      interpreted_by: 'Una vecina',
      documents: ['passport|VEN|084 512|2021-04', 'national_id||20.456.741|'],
    })
    expect(person.privateInterview).toBe(true)
  })

  test('"unknown" and "prefers not to say" are answers to every question', async () => {
    const unknown = { state: 'unknown' } as const
    const declined = { state: 'declined' } as const
    const { facts } = await first(
      {
        given: declined,
        family: unknown,
        other: declined,
        sex: unknown,
        birth: declined,
        origin: unknown,
        nationalities: declined,
        languages: unknown,
        interpreter: declined,
        documents: declined,
        phone: unknown,
        maritalStatus: declined,
        motherName: unknown,
        populationGroup: declined,
        needs: { any: 'declined' },
      },
      { place: declined, entry: unknown, entryManner: declined, assistedBy: unknown, interpretedBy: declined },
    )
    const states = Object.entries(facts).filter(([id]) => id !== 'relation_to_focal_point')
    expect(states.filter(([, fact]) => fact.state !== 'unknown' && fact.state !== 'declined')).toEqual([])
    expect(states.length).toBe(20)
    const { persons } = await office.register(aHousehold(aPerson(), aPerson({ relation: declined })))
    expect((await shown(persons[1])).facts['relation_to_focal_point']?.state).toBe('declined')
  })

  test.each([
    ['sex', { sex: 'Z' }, 'members.0.sex'],
    ['origin', { origin: 'ZZZ' }, 'members.0.origin'],
    ['nationality', { nationalities: ['VEN', 'nowhere'] }, 'members.0.nationalities'],
    ['language', { languages: ['klingon'] }, 'members.0.languages'],
    ['situation', { populationGroup: 'tourist' }, 'members.0.populationGroup'],
    ['need', { needs: { any: 'yes', codes: ['ZZ-ZZ'] } }, 'members.0.needs.codes'],
    ['paper', { documents: [{ kind: 'library_card', number: '1' }] }, 'members.0.documents'],
  ])('a %s that is on no list is refused where it was asked', async (_what, changes, at) => {
    const answer = await office.send('registry/register-household', aHousehold(aPerson(changes as Partial<MemberDraft>)))
    expect(codesOf(answer).length).toBe(1)
    expect(answer.ok ? undefined : answer.refusals[0]?.at).toBe(at)
  })
})

describe('consent', () => {
  test('is each adult’s own: nobody answers for another adult, an adult answers for a child', async () => {
    const asGuardian = aPerson().bornOn('1990').with({ relation: 'partner', consentBy: 'guardian' })
    expect(codesOf(await office.send('registry/register-household', aHousehold(aPerson(), asGuardian)))).toEqual([
      'registry/consent-for-oneself',
    ])
    const { persons } = await office.register(
      aHousehold(aPerson(), aPerson().bornOn('2019-01-05').with({ relation: 'child', consentBy: 'self' })),
    )
    const copy = valueOf<{ records: { personId: string; consents: { givenBy: string }[] }[] }>(
      await office.ask('registry/my-copy', {}, await office.signedIn(persons[0] ?? '')),
    )
    expect(copy.records.map((one) => one.consents[0]?.givenBy)).toEqual(['self', 'guardian'])
  })

  test('changed at the desk or with a code it says who answered: for a child their guardian, an adult for themselves', async () => {
    const { persons } = await office.register(
      aHousehold(
        aPerson(),
        aPerson().bornOn('2019-01-05').with({ relation: 'child' }),
        aPerson().bornOn('1985-01-05').with({ relation: 'partner' }),
      ),
    )
    const [mother = '', child = '', partner = ''] = persons
    const byHer = await office.signedIn(mother)
    const says = (personId: string, answer: string, actor = office.officer as Actor) =>
      office.send('registry/change-consent', { personId, purpose: 'photo', answer }, actor)
    for (const [who, actor] of [
      [child, undefined],
      [partner, undefined],
      [child, byHer],
      [mother, byHer],
    ] as const)
      expect((await says(who, 'refused', actor)).ok).toBe(true)
    const givenBy = async (personId: string, actor: Actor) =>
      valueOf<{ consents: { givenBy: string }[] }>(await office.ask('registry/my-data', { personId }, actor)).consents.map(
        (one) => one.givenBy,
      )
    expect(await givenBy(child, byHer)).toEqual(['guardian', 'guardian', 'guardian'])
    expect(await givenBy(mother, byHer)).toEqual(['self', 'self'])
    expect(await givenBy(partner, await office.signedIn(partner))).toEqual(['self', 'self'])
  })

  test('refused for a photo keeps a photo out, until the person says yes; withdrawn later it stays on record', async () => {
    const refusing = { contact: 'refused', share_services: 'refused', share_offices: 'refused', photo: 'refused' } as const
    const { persons } = await office.register(aHousehold(aPerson({ consents: refusing })))
    const personId = persons[0] ?? ''
    const photo = (
      await sharp({ create: { width: 300, height: 400, channels: 3, background: '#a86' } })
        .png()
        .toBuffer()
    ).toString('base64')
    expect(codesOf(await office.send('registry/add-photo', { personId, photo }))).toEqual(['registry/photo-not-wanted'])
    const says = (answer: string) => office.send('registry/change-consent', { personId, purpose: 'photo', answer })
    expect((await says('given')).ok).toBe(true)
    expect((await office.send('registry/add-photo', { personId, photo })).ok).toBe(true)
    expect((await says('refused')).ok).toBe(true)
    const mine = valueOf<{ consents: { answers: Record<string, string> }[] }>(
      await office.ask('registry/my-data', {}, await office.signedIn(personId)),
    )
    expect(mine.consents.map((one) => one.answers['photo'])).toEqual(['refused', 'given', 'refused'])
  })

  test('a photo of 30 MB and a file that only calls itself a picture are refused, and nothing is kept', async () => {
    const { persons } = await office.register(aHousehold(aPerson()))
    const send = (bytes: Buffer) => office.send('registry/add-photo', { personId: persons[0], photo: bytes.toString('base64') })
    const jpegHead = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])
    expect(codesOf(await send(Buffer.concat([jpegHead, Buffer.alloc(30 * 1024 * 1024)])))).toEqual(['registry/photo-too-large'])
    expect(codesOf(await send(Buffer.concat([jpegHead, Buffer.alloc(8.5 * 1024 * 1024)])))).toEqual(['registry/photo-too-large'])
    expect(codesOf(await send(Buffer.concat([jpegHead, Buffer.from('<script>alert(1)</script>')])))).toEqual([
      'registry/photo-type',
    ])
    expect(valueOf<{ photo?: string }>(await office.ask('registry/show-person', { personId: persons[0] })).photo).toBeUndefined()
  })
})

describe('a fact corrected', () => {
  test.each([
    ['sex', 'hello', 'registry/code-unknown'],
    ['origin_country', 'Venezuela', 'registry/code-unknown'],
    ['population_group', ['refugee'], 'registry/code-unknown'],
    ['interpreter_needed', 'yes', 'registry/code-unknown'],
    ['birth_date', '2026-02-31', 'registry/date-impossible'],
    ['entry_date', '2026-05-05', 'registry/entry-in-future'],
    ['birth_date', '2025-05-13', 'registry/birth-after-entry'],
    ['birth_date', '2025-06', 'registry/birth-after-entry'],
    ['entry_date', '1990-05-02', 'registry/birth-after-entry'],
    ['entry_date', '1989', 'registry/birth-after-entry'],
    ['documents', ['passport|VEN||'], 'registry/document-number-required'],
    ['phone', 'bell\u0007', 'registry/control-characters'],
  ])('%s does not take %j', async (fact, value, code) => {
    const { persons } = await office.register(aHousehold(aPerson()))
    const answer = await office.send('registry/correct-fact', {
      personId: persons[0],
      fact,
      answer: { state: 'value', value },
      basedOn: 1,
    })
    expect(codesOf(answer)).toEqual([code])
  })
})

describe('whoever holds code and PIN', () => {
  test('is not told that protected details exist, were written or were read', async () => {
    const told = async (needs: boolean): Promise<string> => {
      const { persons } = await office.register(aHousehold(aPerson({ needs: { any: 'no' } })))
      const personId = persons[0] ?? ''
      if (needs)
        valueOf(
          await office.send('registry/record-needs', { personId, codes: ['SV', 'LP-AN'], genderIdentity: 'man', basedOn: 0 }),
        )
      const copy = JSON.stringify(await office.ask('registry/my-copy', {}, await office.signedIn(personId)))
      expect(copy).not.toMatch(/restricted|record-needs|show-restricted|LP-AN|"SV"|need_codes|gender/)
      return copy
    }
    expect((await told(true)).length).toBeGreaterThan(0)
    await told(false)
  })
})

describe('a conversation held alone', () => {
  test('takes "prefers not to say" for gender, and no word that is on no list', async () => {
    const { persons } = await office.register(aHousehold(aPerson()))
    const record = (genderIdentity: unknown) =>
      office.send('registry/record-needs', { personId: persons[0], codes: [], genderIdentity, basedOn: 0 })
    expect(codesOf(await record('martian'))).toEqual(['registry/code-unknown'])
    expect((await record({ state: 'declined' })).ok).toBe(true)
  })
})
