import type { Actor } from '@convive/access'
import { verifyJournal } from '@convive/commands'
import { readAsOwner, sql } from '@convive/database'
import { locales, type Locale, type PersonId, type Result, type Words } from '@convive/kernel'
import { createTranslators } from '@convive/languages'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { aHousehold } from '@convive/registry/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOf } from './http/answer.ts'
import { attestations } from './index.ts'
import { loadAllMessages } from './load-messages.ts'
import { anOffice, codesOf, pdf, valueOf, type Member, type Office } from './testing/office.ts'

let office: Office
let officer: Member
let adjudicator: Member
let stranger: Member

beforeAll(async () => {
  office = await anOffice()
  officer = office.officer
  adjudicator = office.colleague(9)
  stranger = office.stranger
})
afterAll(() => office.db.drop())

const translators = createTranslators(loadAllMessages())
const textsOf = (answer: Result<unknown>, locale: Locale): readonly string[] =>
  answer.ok ? [] : answer.refusals.map((one) => textOf(one, translators(locale)))
/** What else proves when somebody came in, as the list of papers has it. */
const entryStampIn: Words = {
  es: 'Sello o tarjeta de ingreso',
  pt: 'Carimbo ou cartão de entrada',
  en: 'Entry stamp or entry card',
  fr: 'Tampon ou carte d’entrée',
  ht: 'So oswa kat antre',
}

/** The paper on which a refusal rests, as each language has it. */
const paperIn: Words = {
  es: 'Cuándo entró: Su declaración firmada',
  pt: 'Quando entrou: A sua declaração assinada',
  en: 'When you came in: Your signed declaration',
  fr: 'Quand vous êtes entré : Votre déclaration signée',
  ht: 'Kilè ou te antre: Deklarasyon ou siyen',
}

/** As a reader hears it: every kind of space alike. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** What somebody who copies or listens to the document gets, in one line. */
async function textOfPdf(bytes: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(bytes)
    return [...document.pages()].map((page) => oneLine(page.getText())).join(' ')
  } finally {
    library.destroy()
  }
}

const send = (name: string, input: unknown, actor: Actor) => office.send(name, input, actor)

describe('an application', () => {
  test('is carried to an approval by another member, and the paper verifies until it is revoked', async () => {
    const { personId, applicationId } = await office.handedIn()
    const shown = valueOf<{ seen: string; application: { decideBy: string } }>(
      await office.dispatcher.query('procedures/show-application', { applicationId }, { actor: adjudicator }),
    )
    expect(shown.application.decideBy).toBe('2027-01-07')
    const decide = {
      applicationId,
      outcome: 'approved',
      reasons: 'Cumple lo que pide la ley.',
      basedOn: shown.seen,
    }
    expect(codesOf(await send('procedures/decide-application', decide, officer))).toEqual(['procedures/same-person-decides'])
    const [a, b] = await Promise.all([
      send('procedures/decide-application', decide, adjudicator),
      send('procedures/decide-application', decide, adjudicator),
    ])
    expect([a.ok, b.ok].toSorted()).toEqual([false, true])
    const { papers } = valueOf<{ papers: { paperId: string; state: string; validUntil: string }[] }>(
      await office.dispatcher.query('papers/papers-of-person', { personId }, { actor: adjudicator }),
    )
    expect(papers).toMatchObject([{ state: 'valid', validUntil: '2028-11-24' }])
    const paperId = papers[0]?.paperId
    const { qr } = valueOf<{ qr: string }>(
      await office.dispatcher.query('papers/show-paper', { paperId }, { actor: adjudicator }),
    )
    const check = () => office.dispatcher.query('papers/check-paper', { text: qr }, { actor: { kind: 'public' } })
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
      await office.dispatcher.query('papers/print-paper', { paperId, locale: 'ht' }, { actor: adjudicator }),
    )
    expect(Buffer.from(printed.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('refused, prints reasons, article, and until when to appeal', async () => {
    const { applicationId } = await office.handedIn()
    const decided = await send(
      'procedures/decide-application',
      {
        applicationId,
        outcome: 'refused',
        reasons: 'Falta una prueba clara de la entrada.',
        basedOn: await office.seen(applicationId),
        againstRules: await office.againstRules(applicationId),
      },
      adjudicator,
    )
    expect(decided.ok).toBe(true)
    const shown = valueOf<{ decisions: { appealUntil: string; paperId: string | null }[] }>(
      await office.dispatcher.query('procedures/show-application', { applicationId }, { actor: officer }),
    )
    expect(shown.decisions[0]).toMatchObject({ appealUntil: '2026-12-08', paperId: null })
    for (const locale of locales) {
      const notice = valueOf<{ pdf: string }>(
        await office.dispatcher.query('procedures/decision-notice', { applicationId, locale }, { actor: officer }),
      )
      const printed = await textOfPdf(Buffer.from(notice.pdf, 'base64'))
      expect(printed).toContain(oneLine(translators(locale)('procedures.reason.met')))
      const counted = { count: 10, unit: 'business_days' }
      expect(printed).toContain(oneLine(translators(locale)('procedures.deadline.counted', counted)))
      // What the fonts lack is printed as this sign; a mark that says met or not met must not be lost so.
      expect(printed).not.toMatch(/\uFFFD|✓|✕/)
    }
  })

  test('refused against the rules’ own yes only when confirmed and resting on an article or a paper; the notice says so', async () => {
    const { personId, applicationId } = await office.handedIn()
    const decide = async (againstRules: object = {}) =>
      send(
        'procedures/decide-application',
        {
          applicationId,
          outcome: 'refused',
          reasons: 'El pasaje no es de ella.',
          writtenIn: 'es',
          basedOn: await office.seen(applicationId),
          againstRules,
        },
        adjudicator,
      )
    expect(await decide()).toMatchObject({
      refusals: [
        { code: 'procedures/refusal-unconfirmed', at: `againstRules.${personId}.confirmed` },
        { code: 'procedures/basis-required', at: `againstRules.${personId}.restsOn` },
      ],
    })
    const other = await office.handedIn()
    type Shown = { evidence: { evidenceId: string; requirement: string }[]; decisions: unknown[] }
    const shownOf = async (id: string) =>
      valueOf<Shown>(await office.ask('procedures/show-application', { applicationId: id }, adjudicator))
    const paperOf = async (id: string) =>
      (await shownOf(id)).evidence.find((one) => one.requirement === 'entry')?.evidenceId ?? ''
    const theirs = { confirmed: true, restsOn: `evidence/${await paperOf(other.applicationId)}` }
    expect(codesOf(await decide({ [personId]: theirs })), 'a paper of another case').toEqual(['procedures/basis-required'])
    expect((await shownOf(applicationId)).decisions).toEqual([])

    const restsOn = `evidence/${await paperOf(applicationId)}`
    expect((await decide({ [personId]: { confirmed: true, restsOn } })).ok).toBe(true)
    for (const locale of locales) {
      const t = translators(locale)
      const { pdf: notice } = valueOf<{ pdf: string }>(
        await office.ask('procedures/decision-notice', { applicationId, locale }, officer),
      )
      const printed = await textOfPdf(Buffer.from(notice, 'base64'))
      expect(printed, locale).toContain(oneLine(t('procedures.notice.against-says')))
      expect(printed, locale).toContain(oneLine(paperIn[locale]))
      const written = t('procedures.notice.written-in', { language: 'es' })
      if (locale === 'es') expect(printed).not.toContain(written)
      else expect(printed).toContain(written)
    }
    const journal = await readAsOwner(office.db.ownerUrl, (tx) =>
      tx.rows(sql<{ body: Buffer }>`select body from journal.entry where stream_id = ${personId}`),
    )
    expect(journal.filter((one) => one.body.includes('decision/against-rules'))).toHaveLength(1)
  })

  test('bad input is refused by name and nothing is lost', async () => {
    const { personId, child, applicationId } = await office.handedIn()
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
      codesOf(await send('procedures/change-applicants', { applicationId, personId: child, change: 'add' }, officer)),
    ).toEqual(['procedures/not-open'])
    expect(
      codesOf(
        await send(
          'procedures/decide-application',
          { applicationId, outcome: 'refused', reasons: 'no', basedOn: await office.seen(applicationId) },
          adjudicator,
        ),
      ),
    ).toEqual(['procedures/reasons-required'])
    expect(
      codesOf(
        await send(
          'procedures/decide-application',
          { applicationId, outcome: 'approved', reasons: 'Cumple todo lo pedido.', basedOn: 'something older' },
          adjudicator,
        ),
      ),
    ).toEqual(['procedures/changed-meanwhile'])
  })

  test('of another organisation is as if it did not exist, and a person sees only their own', async () => {
    const { personId, child, applicationId } = await office.handedIn()
    const nowhere = '01900000-0000-7000-8000-0000000000ee'
    for (const [name, real, unreal] of [
      ['procedures/show-application', { applicationId }, { applicationId: nowhere }],
      ['procedures/rights-of-person', { personId }, { personId: nowhere }],
      ['procedures/decision-notice', { applicationId }, { applicationId: nowhere }],
    ] as const)
      expect(await office.dispatcher.query(name, real, { actor: stranger })).toEqual(
        await office.dispatcher.query(name, unreal, { actor: stranger }),
      )
    expect(
      codesOf(
        await send(
          'procedures/decide-application',
          { applicationId, outcome: 'refused', reasons: 'No es de nuestra oficina.', basedOn: 'x' },
          { ...stranger, roles: ['adjudicator'] },
        ),
      ),
    ).toEqual(['procedures/application-not-found'])
    const mine: Actor = { kind: 'person', personId: personId as PersonId, represents: [child as PersonId] }
    expect((await office.dispatcher.query('procedures/show-application', { applicationId }, { actor: mine })).ok).toBe(true)
    const other: Actor = { kind: 'person', personId: nowhere as PersonId, represents: [] }
    expect(codesOf(await office.dispatcher.query('procedures/show-application', { applicationId }, { actor: other }))).toEqual([
      'procedures/application-not-found',
    ])
  })

  test('gives no paper on which the name would be boxes: it is recorded in Latin letters first', async () => {
    const { personId, applicationId } = await office.handedIn()
    const decide = async () =>
      send(
        'procedures/decide-application',
        { applicationId, outcome: 'approved', reasons: 'Cumple lo que pide la ley.', basedOn: await office.seen(applicationId) },
        adjudicator,
      )
    await office.fix(personId, 'given_names', '小明')
    expect(await decide()).toEqual({ ok: false, refusals: [{ code: 'papers/name-not-printable', at: `except.${personId}` }] })
    // What the fonts have is printed as it is.
    await office.fix(personId, 'given_names', 'Łucja Ñandú ليلى')
    expect((await decide()).ok).toBe(true)
    const listed = async () =>
      valueOf<{ papers: { paperId: string; state: string }[] }>(
        await office.dispatcher.query('papers/papers-of-person', { personId }, { actor: adjudicator }),
      ).papers
    const [paper] = await listed()
    await office.fix(personId, 'given_names', 'มาลี')
    const again = await send('papers/reissue-paper', { paperId: paper?.paperId }, adjudicator)
    expect(codesOf(again)).toEqual(['papers/name-not-printable'])
    expect(await listed()).toMatchObject([{ paperId: paper?.paperId, state: 'valid' }])
  })

  test('the same right is not given twice; what is lost is given again, what was revoked or ends soon is asked for anew', async () => {
    const { personId, applicationId } = await office.handedIn()
    const basedOn = await office.seen(applicationId)
    const decided = { applicationId, outcome: 'approved', reasons: 'Cumple lo que pide la ley.', basedOn }
    expect((await send('procedures/decide-application', decided, adjudicator)).ok).toBe(true)
    const open = async () => send('procedures/open-application', { personId, procedureId: 'ysapy.regularisation' }, officer)
    const refused = await open()
    expect(codesOf(refused)).toEqual(['procedures/already-held'])
    expect(textsOf(refused, 'en')[0]).toContain('from 90 days before it ends (Ley de Residencia (ficticia), art. 12)')
    const papers = await office.dispatcher.query('papers/papers-of-person', { personId }, { actor: adjudicator })
    const [paper] = valueOf<{ papers: { paperId: string }[] }>(papers).papers
    const again = await send('papers/reissue-paper', { paperId: paper?.paperId }, adjudicator)
    expect(codesOf(await open())).toEqual(['procedures/already-held'])
    const { paperId } = valueOf<{ paperId: string }>(again)
    // Issued on 24 November 2026 for two years: 90 days before its end is 26 August 2028.
    const before = office.clock.now
    office.clock.now = new Date('2028-08-25T15:00:00Z')
    expect(codesOf(await open())).toEqual(['procedures/already-held'])
    office.clock.now = new Date('2028-08-26T15:00:00Z')
    const renewal = await open()
    expect(renewal.ok).toBe(true)
    const { applicationId: second } = valueOf<{ applicationId: string }>(renewal)
    expect((await send('procedures/withdraw-application', { applicationId: second }, officer)).ok).toBe(true)
    office.clock.now = before
    expect((await send('papers/revoke-paper', { paperId, reason: 'decision' }, adjudicator)).ok).toBe(true)
    expect((await open()).ok).toBe(true)
  })

  test('a draft can be left and reopened, a child added, a fact still missing seen; the person can open one with their code', async () => {
    const { persons } = valueOf<{ persons: string[] }>(await send('registry/register-household', aHousehold(), officer))
    const [personId = '', , child = ''] = persons
    const mine: Actor = { kind: 'person', personId: personId as PersonId, represents: [child as PersonId] }
    const { applicationId } = valueOf<{ applicationId: string }>(
      await send('procedures/open-application', { personId, procedureId: 'ysapy.regularisation' }, mine),
    )
    expect((await send('procedures/change-applicants', { applicationId, personId: child, change: 'add' }, officer)).ok).toBe(true)
    office.clock.now = new Date('2026-11-25T15:00:00Z')
    const shown = valueOf<{ people: { answer: { kind: string } }[] }>(
      await office.dispatcher.query('procedures/show-application', { applicationId }, { actor: mine }),
    )
    expect(shown.people.map((one) => one.answer.kind)).toEqual(['depends', 'yes'])
    const missing = await send('procedures/submit-application', { applicationId }, mine)
    // Three of the mother's, and two of the child's: nobody asks a child for a certificate.
    expect(codesOf(missing)).toEqual(Array.from({ length: 5 }, () => 'procedures/evidence-missing'))
    expect(textsOf(missing, 'es')).toContain(
      'Falta un papel para «Cuándo entró». Sirve uno de estos: Sello o tarjeta de ingreso; Pasaje de viaje; Dos personas que la conocen y firman; Su declaración firmada.',
    )
    for (const locale of locales)
      expect(textsOf(missing, locale), locale).toContainEqual(expect.stringContaining(entryStampIn[locale]))
    expect((await send('procedures/withdraw-application', { applicationId }, mine)).ok).toBe(true)
  })
})

test('after all that the journal verifies: facts, evidence, decisions and papers are those that were noted', async () => {
  const report = await readAsOwner(office.db.ownerUrl, (tx) => verifyJournal(tx, { attests: attestations() }))
  expect(report.faults).toEqual([])
  expect(report.digests).toBeGreaterThan(20)
})
