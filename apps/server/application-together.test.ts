import { readAsOwner, sql } from '@convive/database'
import { verifyJournal } from '@convive/commands'
import { aHousehold, aPerson } from '@convive/registry/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attestations } from './index.ts'
import { anOffice, codesOf, pdf, person, valueOf, ysapy, type Member, type Office } from './testing/office.ts'

let office: Office
let officer: Member
let adjudicator: Member

beforeAll(async () => {
  office = await anOffice()
  officer = office.officer
  adjudicator = office.colleague(9)
})
afterAll(() => office.db.drop())

const decision = (applicationId: string, outcome: 'approved' | 'refused', basedOn: string) => ({
  applicationId,
  outcome,
  reasons: 'Se leyó cada papel y cada respuesta.',
  basedOn,
})
type Shown = {
  application: { status: string }
  mayChange: boolean
  people: { personId: string; name: string; answer: { kind: string; open: string[] }; question?: { id: string } }[]
  decisions: { personId: string; outcome: string; paperId: string | null; appealUntil: string | null }[]
  evidence: unknown[]
}
const show = async (applicationId: string, actor: Parameters<Office['ask']>[2] = officer): Promise<Shown> =>
  valueOf<Shown>(await office.ask('procedures/show-application', { applicationId }, actor))

describe('several at once', () => {
  test('of two members who decide differently at the same moment one is told that it is decided', async () => {
    const { applicationId } = await office.handedIn()
    const seen = await office.seen(applicationId)
    const againstRules = await office.againstRules(applicationId)
    const answers = await Promise.all([
      office.send('procedures/decide-application', decision(applicationId, 'approved', seen), adjudicator),
      office.send(
        'procedures/decide-application',
        { ...decision(applicationId, 'refused', seen), againstRules },
        office.colleague(8),
      ),
    ])
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(answers.flatMap(codesOf)).toEqual(['procedures/not-open'])
    expect((await show(applicationId)).decisions).toHaveLength(1)
  })

  test('a form sent twice opens one application, hands it in once, and decides once', async () => {
    const { persons } = valueOf<{ persons: string[] }>(await office.send('registry/register-household', aHousehold(), officer))
    const input = { personId: persons[0], procedureId: ysapy }
    const twice = [1, 2].map(() => office.send('procedures/open-application', input, officer, 'sent-twice'))
    const [first, second] = await Promise.all(twice)
    expect(second).toEqual(first)
    expect(first?.ok).toBe(true)

    const { applicationId } = await office.handedIn()
    const decide = decision(applicationId, 'approved', await office.seen(applicationId))
    const a = await office.send('procedures/decide-application', decide, adjudicator, 'decided-twice')
    const b = await office.send('procedures/decide-application', decide, adjudicator, 'decided-twice')
    expect(b).toEqual(a)
    expect((await show(applicationId)).decisions).toHaveLength(1)
  })

  test('of two who open one for the same person at the same moment one is told that it is open', async () => {
    const { persons } = valueOf<{ persons: string[] }>(await office.send('registry/register-household', aHousehold(), officer))
    const input = { personId: persons[0], procedureId: ysapy }
    const answers = await Promise.all([1, 2, 3].map(() => office.send('procedures/open-application', input, officer)))
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(answers.flatMap(codesOf)).toEqual(['procedures/already-open', 'procedures/already-open'])
  })

  test('what changes while somebody decides is looked at again: a paper added, a fact corrected', async () => {
    const { personId, applicationId } = await office.handedIn()
    const before = await office.seen(applicationId)
    await office.attachAll(applicationId, personId)
    const between = await office.seen(applicationId)
    await office.fix(personId, 'criminal_record', true)
    await office.fix(personId, 'sentence_end', '2025-03-10')
    for (const seen of [before, between])
      expect(
        codesOf(await office.send('procedures/decide-application', decision(applicationId, 'approved', seen), adjudicator)),
      ).toEqual(['procedures/changed-meanwhile'])
    const now = decision(applicationId, 'refused', await office.seen(applicationId))
    expect((await office.send('procedures/decide-application', now, adjudicator)).ok).toBe(true)
  })
})

describe('one person with two records', () => {
  const link = async (one: string, other: string) => {
    const [personId = '', otherId = ''] = [one, other].toSorted()
    const said = { personId, otherId, decision: 'same', reason: 'La misma persona.' }
    valueOf(await office.send('registry/decide-duplicate', said, officer))
  }
  const alone = async () =>
    valueOf<{ persons: string[] }>(await office.send('registry/register-household', aHousehold(aPerson()), officer)).persons[0] ??
    ''

  test('does not apply twice for the same, and both applications and papers show on either record', async () => {
    const { personId, applicationId } = await office.handedIn()
    const again = await alone()
    await link(personId, again)
    const open = () => office.send('procedures/open-application', { personId: again, procedureId: ysapy }, officer)
    expect(codesOf(await open())).toEqual(['procedures/already-open'])
    const approve = decision(applicationId, 'approved', await office.seen(applicationId))
    valueOf(await office.send('procedures/decide-application', approve, adjudicator))
    expect(codesOf(await open())).toEqual(['procedures/already-held'])
    type Listed = { papers: object[]; applications: { applicationId: string }[] }
    for (const one of [personId, again]) {
      const papers = await office.ask('papers/papers-of-person', { personId: one }, adjudicator)
      expect(valueOf<Listed>(papers).papers).toHaveLength(1)
      const rights = await office.ask('procedures/rights-of-person', { personId: one }, officer)
      expect(valueOf<Listed>(rights).applications.map((shown) => shown.applicationId)).toEqual([applicationId])
    }
  })

  test('and two applications that were handed in before the records were joined gets one paper', async () => {
    const [first, second] = [await office.handedIn(), await office.handedIn()]
    await link(first.personId, second.personId)
    const approve = async ({ applicationId }: { applicationId: string }) =>
      office.send(
        'procedures/decide-application',
        decision(applicationId, 'approved', await office.seen(applicationId)),
        adjudicator,
      )
    valueOf(await approve(first))
    expect(await approve(second)).toMatchObject({
      refusals: [{ code: 'procedures/already-held', at: `except.${second.personId}` }],
    })
  })
})

describe('an application that was taken back', () => {
  test('cannot be changed, handed in or decided, and another can be opened', async () => {
    const { personId, child, applicationId } = await office.handedIn()
    const seen = await office.seen(applicationId)
    valueOf(await office.send('procedures/withdraw-application', { applicationId }, person(personId, child)))
    for (const [name, input, actor] of [
      ['procedures/withdraw-application', { applicationId }, officer],
      ['procedures/submit-application', { applicationId }, officer],
      ['procedures/change-applicants', { applicationId, personId: child, change: 'add' }, officer],
      ['procedures/attach-evidence', { applicationId, requirement: 'identity', kind: 'passport', file: pdf }, officer],
      ['procedures/decide-application', decision(applicationId, 'approved', seen), adjudicator],
    ] as const)
      expect(codesOf(await office.send(name, input, actor)), name).toEqual(['procedures/not-open'])
    expect(await office.open(personId)).not.toBe(applicationId)
  })
})

/** A couple; the woman applies and the officer adds the man. */
async function couple(): Promise<{ she: string; he: string; applicationId: string }> {
  const { persons } = valueOf<{ persons: string[] }>(
    await office.send(
      'registry/register-household',
      aHousehold(aPerson().bornOn('1990-05-03'), aPerson().bornOn('1988-01-01').with({ relation: 'partner' })),
      officer,
    ),
  )
  const [she = '', he = ''] = persons
  await office.fix(she, 'ties', ['work'])
  await office.fix(she, 'criminal_record', false)
  const applicationId = await office.open(she)
  valueOf(await office.send('procedures/change-applicants', { applicationId, personId: he, change: 'add' }, officer))
  return { she, he, applicationId }
}

type Copied = { personId: string; papers: object[]; procedures: { evidence: object[] }[] }
async function copyOf(personId: string): Promise<Copied> {
  const { records } = valueOf<{ records: Copied[] }>(await office.ask('registry/my-copy', {}, person(personId)))
  expect(records).toHaveLength(1)
  return records[0] ?? { personId, papers: [], procedures: [] }
}

describe('an application of two adults', () => {
  test('each proves what is theirs, follows it, and learns nothing of the other', async () => {
    const { she, he, applicationId } = await couple()
    await office.attachAll(applicationId, she)
    expect(codesOf(await office.send('procedures/submit-application', { applicationId }, officer))).toHaveLength(3)
    await office.attachAll(applicationId, he)
    valueOf(await office.send('procedures/submit-application', { applicationId }, officer))

    const his = await show(applicationId, person(he))
    expect(his.people.map((one) => one.personId)).toEqual([he])
    expect(his).toMatchObject({ mayChange: false })
    expect(his.evidence).toHaveLength(3)
    expect((await show(applicationId, person(she))).people.map((one) => one.personId)).toEqual([she])
    expect(codesOf(await office.send('procedures/withdraw-application', { applicationId }, person(he)))).toEqual([
      'procedures/application-not-found',
    ])

    const basedOn = await office.seen(applicationId)
    const againstRules = await office.againstRules(applicationId)
    valueOf(
      await office.send(
        'procedures/decide-application',
        { ...decision(applicationId, 'refused', basedOn), againstRules },
        adjudicator,
      ),
    )
    for (const one of [she, he]) {
      expect((await show(applicationId, person(one))).decisions.map((found) => found.personId)).toEqual([one])
      const notice = await office.ask('procedures/decision-notice', { applicationId, locale: 'ht' }, person(one))
      expect(notice.ok).toBe(true)
    }
    expect((await show(applicationId)).decisions).toHaveLength(2)
  })

  test('an approval reaches whoever fulfils everything; the other is refused by name, with reasons only he reads', async () => {
    const { she, he, applicationId } = await couple()
    for (const one of [she, he]) await office.attachAll(applicationId, one)
    valueOf(await office.send('procedures/submit-application', { applicationId }, officer))
    const decide = async (more: object) =>
      office.send(
        'procedures/decide-application',
        { ...decision(applicationId, 'approved', await office.seen(applicationId)), ...more },
        adjudicator,
      )
    const at = `except.${he}`
    expect(await decide({}), 'unknown is not yes').toMatchObject({ refusals: [{ code: 'procedures/facts-missing', at }] })
    await office.fix(he, 'ties', ['work'])
    await office.fix(he, 'criminal_record', true)
    expect(await decide({}), 'nobody said when the sentence ended').toMatchObject({
      refusals: [{ code: 'procedures/facts-missing', at }],
    })
    await office.fix(he, 'sentence_end', '2025-03-10')
    expect((await show(applicationId)).people.map((one) => one.answer.kind)).toEqual(['yes', 'not_yet'])
    expect(await decide({}), 'no is not yes').toMatchObject({ refusals: [{ code: 'procedures/not-entitled', at }] })
    expect(await decide({ except: { [he]: 'corto' } })).toMatchObject({
      refusals: [{ code: 'procedures/reasons-required', at, with: { least: 10 } }],
    })
    const stranger = '01900000-0000-7000-8000-0000000000ee'
    expect(codesOf(await decide({ except: { [stranger]: 'Nadie de esta solicitud.' } }))).toContain('procedures/not-in-household')
    expect((await show(applicationId)).decisions).toEqual([])

    valueOf(await decide({ except: { [he]: 'Hay una condena que la ley no admite.' } }))
    const shown = await show(applicationId)
    expect(shown.application.status).toBe('approved')
    const [hers, his] = [she, he].map((one) => shown.decisions.find((found) => found.personId === one))
    expect(hers).toMatchObject({ outcome: 'approved', appealUntil: null })
    expect(hers?.paperId).not.toBeNull()
    expect(his).toMatchObject({ outcome: 'refused', paperId: null })
    expect(his?.appealUntil).not.toBeNull()
    for (const actor of [person(she), person(he), officer])
      expect((await office.ask('procedures/decision-notice', { applicationId, locale: 'fr' }, actor)).ok).toBe(true)

    const [herCopy, hisCopy] = [await copyOf(she), await copyOf(he)]
    expect(herCopy).toMatchObject({
      papers: [{ paperId: hers?.paperId, says: { mayWork: true } }],
      procedures: [{ applicationId, status: 'approved', decisions: [{ outcome: 'approved', reasons: expect.any(String) }] }],
    })
    expect(hisCopy).toMatchObject({
      papers: [],
      procedures: [{ applicationId, decisions: [{ outcome: 'refused', reasons: 'Hay una condena que la ley no admite.' }] }],
    })
    expect(hisCopy.procedures[0]?.evidence).toHaveLength(3)
    expect(JSON.stringify(hisCopy)).not.toContain(she)
    expect(JSON.stringify(herCopy)).not.toContain('Hay una condena')
  })

  test('who is taken out of the draft proves nothing, is not decided on, and may apply alone', async () => {
    const { she, he, applicationId } = await couple()
    expect(codesOf(await office.send('procedures/open-application', { personId: he, procedureId: ysapy }, officer))).toEqual([
      'procedures/already-open',
    ])
    valueOf(await office.send('procedures/change-applicants', { applicationId, personId: he, change: 'remove' }, officer))
    const alone = await office.open(he)
    expect(
      codesOf(await office.send('procedures/change-applicants', { applicationId, personId: he, change: 'add' }, officer)),
    ).toEqual(['procedures/already-open'])
    expect(alone).not.toBe(applicationId)
    expect(codesOf(await office.ask('procedures/show-application', { applicationId }, person(he)))).toEqual([
      'procedures/application-not-found',
    ])
    await office.attachAll(applicationId, she)
    valueOf(await office.send('procedures/submit-application', { applicationId }, officer))
    const basedOn = await office.seen(applicationId)
    valueOf(await office.send('procedures/decide-application', decision(applicationId, 'approved', basedOn), adjudicator))
    expect((await show(applicationId)).decisions.map((one) => one.personId)).toEqual([she])
  })
})

describe('what an application still hangs on', () => {
  test('is asked one thing at a time, answered by the person with their code, and kept as their word', async () => {
    const { persons } = valueOf<{ persons: string[] }>(
      await office.send('registry/register-household', aHousehold(aPerson().bornOn('1990-05-03')), officer),
    )
    const me = persons[0] ?? ''
    const applicationId = await office.open(me, person(me))
    const first = await show(applicationId, person(me))
    expect(first.people[0]).toMatchObject({ answer: { kind: 'depends' }, question: { id: 'ties' } })
    const say = (fact: string, answer: unknown, actor = person(me)) =>
      office.send('procedures/record-answer', { personId: me, fact, answer }, actor)
    valueOf(await say('ties', { state: 'value', value: ['study'] }))
    expect((await show(applicationId, person(me))).people[0]).toMatchObject({ question: { id: 'criminal_record' } })
    valueOf(await say('criminal_record', { state: 'declined' }))
    const declined = await show(applicationId, person(me))
    expect(declined.people[0]?.answer.kind).toBe('depends')
    expect(declined.people[0]?.question).toBeUndefined()
    valueOf(await say('criminal_record', { state: 'value', value: false }))
    expect((await show(applicationId, person(me))).people[0]?.answer.kind).toBe('yes')

    expect(codesOf(await say('ties', { state: 'value', value: ['work'] }))).toEqual(['procedures/fact-known'])
    expect(codesOf(await say('gender_identity', { state: 'declined' }))).toEqual(['procedures/fact-not-asked'])
    expect(codesOf(await say('asylum_claim_date', { state: 'value', value: '2030-01-01' }))).toEqual([
      'procedures/date-in-future',
    ])
    expect(codesOf(await say('asylum_claim_date', { state: 'value', value: '2026-02-30' }))).toEqual(['registry/date-impossible'])
    expect(codesOf(await say('income_low', { state: 'value', value: 'perhaps' }))).toEqual(['procedures/answers-unreadable'])
    for (const other of [person('01900000-0000-7000-8000-0000000000ee'), office.stranger])
      expect(codesOf(await say('income_low', { state: 'value', value: true }, other))).toEqual(['procedures/person-not-found'])
  })

  test('a registered person is judged by the country that registered them, and asked nothing that is known', async () => {
    const { personId } = await office.handedIn()
    const rights = valueOf<{ answers: { procedure: string; kind: string }[]; remaining: number }>(
      await office.ask('procedures/rights-of-person', { personId }, person(personId)),
    )
    expect(rights).toMatchObject({ answers: [{ procedure: ysapy, kind: 'yes' }], remaining: 0 })
    const known = valueOf<{ answers: Record<string, { state: string }> }>(
      await office.ask('procedures/known-answers', { personId }, person(personId)),
    )
    expect(known.answers).toMatchObject({
      country_of_stay: { state: 'value', value: 'XYS' },
      birth_date: { state: 'value' },
      criminal_record: { state: 'value', value: false },
    })
    const step = await office.ask('procedures/interview', { people: [{ answers: known.answers }] }, { kind: 'public' })
    expect(valueOf<{ question?: unknown }>(step).question).toBeUndefined()
    const other = person('01900000-0000-7000-8000-0000000000ee')
    expect(codesOf(await office.ask('procedures/known-answers', { personId }, other))).toEqual(['procedures/person-not-found'])
  })
})

test('papers and decisions lie sealed in the database', async () => {
  const { applicationId } = await office.handedIn()
  const basedOn = await office.seen(applicationId)
  valueOf(
    await office.send(
      'procedures/decide-application',
      { ...decision(applicationId, 'refused', basedOn), againstRules: await office.againstRules(applicationId) },
      adjudicator,
    ),
  )
  await readAsOwner(office.db.ownerUrl, async (tx) => {
    const rows = await tx.rows(
      sql<{ sealed: Buffer }>`select sealed from procedures.evidence union all select sealed from procedures.decision`,
    )
    expect(rows.length).toBeGreaterThan(4)
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toMatch(/%PDF|Se ley|reasons|birth/)
  })
})

test('after all that the journal verifies', async () => {
  const report = await readAsOwner(office.db.ownerUrl, (tx) => verifyJournal(tx, { attests: attestations() }))
  expect(report.faults).toEqual([])
})
