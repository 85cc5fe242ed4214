import { accessMigrations, openVault, type Actor } from '@convive/access'
import { foundOrganisation } from '@convive/accounts'
import { commandsMigrations, createDispatcher, verifyJournal, type Dispatcher } from '@convive/commands'
import { readAsOwner } from '@convive/database'
import { testDatabase, type TestDatabase } from '@convive/database/testing'
import { idFrom, type PersonId } from '@convive/kernel'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attestations } from './index.ts'
import { modules } from './modules.ts'

const vault = openVault(Buffer.alloc(32, 7))
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n').toString('base64')
let db: TestDatabase
let dispatcher: Dispatcher
let now = new Date('2026-11-24T15:00:00Z')
let officer: Member
let adjudicator: Member
let stranger: Member
let keys = 0

type Member = Extract<Actor, { kind: 'member' }>

beforeAll(async () => {
  db = await testDatabase([
    accessMigrations,
    commandsMigrations,
    ...modules.flatMap((room) => (room.migrations === undefined ? [] : [room.migrations])),
  ])
  dispatcher = createDispatcher(modules, { database: db.database, vault, clock: () => now, timeZone: 'America/Asuncion' })
  officer = await memberOf('one', ['registrar', 'case_officer', 'adjudicator'])
  adjudicator = { ...officer, memberId: idFrom<'member'>(1, new Uint8Array(10).fill(9)), roles: ['adjudicator'] }
  stranger = await memberOf('two', ['registrar', 'case_officer', 'adjudicator'])
})
afterAll(() => db.drop())

async function memberOf(name: string, roles: Member['roles']): Promise<Member> {
  const founded = await foundOrganisation(db.database, vault, {
    founding: {
      name,
      country: 'XYS',
      timeZone: 'America/Asuncion',
      officePrefix: 'YS',
      isDemo: false,
      administrator: { name, signInName: name },
    },
    now,
  })
  return { kind: 'member', memberId: founded.memberId, organisationId: founded.organisationId, name, roles }
}

const send = (name: string, input: unknown, actor: Actor) =>
  dispatcher.dispatch(name, input, { actor, key: `application-${(keys += 1)}` })
const codesOf = (answer: { ok: boolean; refusals?: readonly { code: string }[] }): readonly string[] =>
  answer.ok ? [] : (answer.refusals ?? []).map((one) => one.code)
function valueOf<T>(answer: { ok: boolean; value?: unknown }): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.value as T
}

/** A woman who fulfils every condition, with an application handed in. */
async function handedIn(): Promise<{ personId: string; applicationId: string; persons: string[] }> {
  const { persons } = valueOf<{ persons: string[] }>(
    await send(
      'registry/register-household',
      aHousehold(
        aPerson().bornOn('1990-05-03'),
        aPerson().bornOn('2016-02-29').with({ relation: 'child', consentBy: 'guardian' }),
      ),
      officer,
    ),
  )
  const personId = persons[0] ?? ''
  const fix = async (fact: string, value: unknown, basedOn: number) =>
    valueOf(await send('registry/correct-fact', { personId, fact, answer: { state: 'value', value }, basedOn }, officer))
  await fix('ties', ['work'], 1)
  await fix('criminal_record', false, 1)
  const { applicationId } = valueOf<{ applicationId: string }>(
    await send('procedures/open-application', { personId, procedureId: 'ysapy.regularisation' }, officer),
  )
  for (const [requirement, kind] of [
    ['identity', 'passport_expired'],
    ['entry', 'sworn_declaration'],
    ['record', 'sworn_declaration'],
  ])
    valueOf(
      await send('procedures/attach-evidence', { applicationId, requirement, kind, file: pdf, says: 'application/pdf' }, officer),
    )
  valueOf(await send('procedures/submit-application', { applicationId }, officer))
  return { personId, applicationId, persons }
}

describe('an application', () => {
  test('is carried to an approval by another member, and the paper verifies until it is revoked', async () => {
    const { personId, applicationId } = await handedIn()
    const shown = valueOf<{ application: { version: number; decideBy: string } }>(
      await dispatcher.query('procedures/show-application', { applicationId }, { actor: adjudicator }),
    )
    expect(shown.application.decideBy).toBe('2027-01-07')
    const decide = {
      applicationId,
      outcome: 'approved',
      reasons: 'Cumple lo que pide la ley.',
      basedOn: shown.application.version,
    }
    expect(codesOf(await send('procedures/decide-application', decide, officer))).toEqual(['procedures/same-person-decides'])
    const [a, b] = await Promise.all([
      send('procedures/decide-application', decide, adjudicator),
      send('procedures/decide-application', decide, adjudicator),
    ])
    expect([a.ok, b.ok].toSorted()).toEqual([false, true])
    const { papers } = valueOf<{ papers: { paperId: string; state: string; validUntil: string }[] }>(
      await dispatcher.query('papers/papers-of-person', { personId }, { actor: adjudicator }),
    )
    expect(papers).toMatchObject([{ state: 'valid', validUntil: '2028-11-24' }])
    const paperId = papers[0]?.paperId
    const { qr } = valueOf<{ qr: string }>(await dispatcher.query('papers/show-paper', { paperId }, { actor: adjudicator }))
    const check = () => dispatcher.query('papers/check-paper', { text: qr }, { actor: { kind: 'public' } })
    const checked = valueOf<Record<string, unknown>>(await check())
    expect(checked).toMatchObject({ mayWork: true, validUntil: '2028-11-24' })
    expect(JSON.stringify(checked)).not.toMatch(/VEN|nationality|refuge|asylum/)
    expect((await send('papers/revoke-paper', { paperId, reason: 'lost' }, adjudicator)).ok).toBe(true)
    expect(codesOf(await check())).toEqual(['papers/revoked'])
    expect(codesOf(await send('papers/revoke-paper', { paperId, reason: 'lost' }, adjudicator))).toEqual([
      'papers/already-revoked',
    ])
    expect((await send('papers/reissue-paper', { paperId }, adjudicator)).ok).toBe(true)
    const printed = valueOf<{ pdf: string }>(
      await dispatcher.query('papers/print-paper', { paperId, locale: 'ht' }, { actor: adjudicator }),
    )
    expect(Buffer.from(printed.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('refused, prints reasons, article, and until when to appeal', async () => {
    const { applicationId } = await handedIn()
    const decided = await send(
      'procedures/decide-application',
      { applicationId, outcome: 'refused', reasons: 'Falta una prueba clara de la entrada.', basedOn: 2 },
      adjudicator,
    )
    expect(decided.ok).toBe(true)
    const shown = valueOf<{ decisions: { appealUntil: string; paperId: string | null }[] }>(
      await dispatcher.query('procedures/show-application', { applicationId }, { actor: officer }),
    )
    expect(shown.decisions[0]).toMatchObject({ appealUntil: '2026-12-08', paperId: null })
    for (const locale of ['es', 'pt', 'en', 'fr', 'ht']) {
      const notice = valueOf<{ pdf: string }>(
        await dispatcher.query('procedures/decision-notice', { applicationId, locale }, { actor: officer }),
      )
      expect(Buffer.from(notice.pdf, 'base64').length).toBeGreaterThan(3000)
    }
  })

  test('bad input is refused by name and nothing is lost', async () => {
    const { personId, applicationId, persons } = await handedIn()
    const attach = (more: object, id = applicationId) =>
      send(
        'procedures/attach-evidence',
        { applicationId: id, requirement: 'identity', kind: 'passport', file: pdf, ...more },
        officer,
      )
    expect(codesOf(await attach({ file: Buffer.from('MZ not a paper').toString('base64') }))).toEqual(['procedures/file-type'])
    expect(codesOf(await attach({ says: 'image/png' }))).toEqual(['procedures/file-type'])
    expect(codesOf(await attach({ file: '' }))).toEqual(['procedures/file-required'])
    expect(
      codesOf(
        await attach({ file: Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(30 * 1024 * 1024)]).toString('base64') }),
      ),
    ).toEqual(['procedures/file-too-large'])
    expect(codesOf(await attach({ kind: 'library_card' }))).toEqual(['procedures/requirement-unknown'])
    expect(
      codesOf(await send('procedures/open-application', { personId, procedureId: 'ysapy.regularisation' }, officer)),
    ).toEqual(['procedures/already-open'])
    expect(
      codesOf(await send('procedures/open-application', { personId, procedureId: 'uy.residence-by-ties' }, officer)),
    ).toEqual(['procedures/procedure-not-found'])
    expect(
      codesOf(await send('procedures/change-applicants', { applicationId, personId: persons[1], change: 'add' }, officer)),
    ).toEqual(['procedures/not-open'])
    expect(
      codesOf(
        await send(
          'procedures/decide-application',
          { applicationId, outcome: 'refused', reasons: 'no', basedOn: 2 },
          adjudicator,
        ),
      ),
    ).toEqual(['procedures/reasons-required'])
    expect(
      codesOf(
        await send(
          'procedures/decide-application',
          { applicationId, outcome: 'approved', reasons: 'Cumple todo lo pedido.', basedOn: 1 },
          adjudicator,
        ),
      ),
    ).toEqual(['procedures/changed-meanwhile'])
  })

  test('of another organisation is as if it did not exist, and a person sees only their own', async () => {
    const { personId, applicationId, persons } = await handedIn()
    const nowhere = '01900000-0000-7000-8000-0000000000ee'
    for (const [name, real, unreal] of [
      ['procedures/show-application', { applicationId }, { applicationId: nowhere }],
      ['procedures/rights-of-person', { personId }, { personId: nowhere }],
      ['procedures/decision-notice', { applicationId }, { applicationId: nowhere }],
    ] as const)
      expect(await dispatcher.query(name, real, { actor: stranger })).toEqual(
        await dispatcher.query(name, unreal, { actor: stranger }),
      )
    expect(
      codesOf(
        await send(
          'procedures/decide-application',
          { applicationId, outcome: 'refused', reasons: 'No es de nuestra oficina.', basedOn: 2 },
          { ...stranger, roles: ['adjudicator'] },
        ),
      ),
    ).toEqual(['procedures/application-not-found'])
    const mine: Actor = { kind: 'person', personId: personId as PersonId, represents: [persons[1] as PersonId] }
    expect((await dispatcher.query('procedures/show-application', { applicationId }, { actor: mine })).ok).toBe(true)
    const other: Actor = { kind: 'person', personId: nowhere as PersonId, represents: [] }
    expect(codesOf(await dispatcher.query('procedures/show-application', { applicationId }, { actor: other }))).toEqual([
      'procedures/application-not-found',
    ])
  })

  test('a draft can be left and reopened, a child added, a fact still missing seen; the person can open one with their code', async () => {
    const { persons } = valueOf<{ persons: string[] }>(await send('registry/register-household', aHousehold(), officer))
    const [personId = '', , child = ''] = persons
    const mine: Actor = { kind: 'person', personId: personId as PersonId, represents: [child as PersonId] }
    const { applicationId } = valueOf<{ applicationId: string }>(
      await send('procedures/open-application', { personId, procedureId: 'ysapy.regularisation' }, mine),
    )
    expect((await send('procedures/change-applicants', { applicationId, personId: child, change: 'add' }, officer)).ok).toBe(true)
    now = new Date('2026-11-25T15:00:00Z')
    const shown = valueOf<{ people: { answer: { kind: string } }[]; evidenceStates: { id: string; state: string }[] }>(
      await dispatcher.query('procedures/show-application', { applicationId }, { actor: mine }),
    )
    expect(shown.people.map((one) => one.answer.kind)).toEqual(['depends', 'yes'])
    const missing = await send('procedures/submit-application', { applicationId }, mine)
    expect(codesOf(missing)).toEqual([
      'procedures/evidence-missing',
      'procedures/evidence-missing',
      'procedures/evidence-missing',
    ])
    expect((await send('procedures/withdraw-application', { applicationId }, mine)).ok).toBe(true)
  })
})

test('after all that the journal verifies: facts, evidence, decisions and papers are those that were noted', async () => {
  const report = await readAsOwner(db.ownerUrl, (tx) => verifyJournal(tx, { attests: attestations() }))
  expect(report.faults).toEqual([])
  expect(report.digests).toBeGreaterThan(20)
})
