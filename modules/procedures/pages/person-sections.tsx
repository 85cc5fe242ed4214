import type { AnswerOf } from '@convive/commands'
import { Card, Form, Tag, tryAsk, useText, type PageArgs, type Tone } from '@convive/ui'
import type { papersOfPerson } from '@convive/papers'
import type { rightsOfPerson } from '../queries/rights-of-person.ts'
import { AnswerCards } from './answer-cards.tsx'

export type ProcedureData = {
  readonly rights: AnswerOf<typeof rightsOfPerson> | undefined
  readonly papers: AnswerOf<typeof papersOfPerson>['papers']
}

const tones: Readonly<Record<string, Tone>> = {
  yes: 'yes',
  no: 'no',
  not_yet: 'wait',
  closed: 'no',
  depends: 'unknown',
  look: 'unknown',
  draft: 'unknown',
  submitted: 'wait',
  approved: 'yes',
  refused: 'no',
  withdrawn: 'unknown',
  valid: 'yes',
  expired: 'wait',
  revoked: 'no',
}

/** What rooms after the registry know about one person, for an officer's page. */
export async function procedureData(args: PageArgs, personId: string): Promise<ProcedureData> {
  const rights = await tryAsk<typeof rightsOfPerson>(args, 'procedures/rights-of-person', { personId }, { purpose: 'casework' })
  const papers = await tryAsk<typeof papersOfPerson>(args, 'papers/papers-of-person', { personId }, { purpose: 'casework' })
  return { rights: rights.ok ? rights.value : undefined, papers: papers.ok ? papers.value.papers : [] }
}

export async function myProcedureData(args: PageArgs, personId: string): Promise<ProcedureData> {
  const rights = await tryAsk<typeof rightsOfPerson>(args, 'procedures/rights-of-person', { personId })
  const papers = await tryAsk<typeof papersOfPerson>(args, 'papers/papers-of-person', { personId })
  return { rights: rights.ok ? rights.value : undefined, papers: papers.ok ? papers.value.papers : [] }
}

/** Rights in a short list, applications and papers. */
export function ProcedureSection({
  data,
  personId,
}: {
  readonly data: ProcedureData
  readonly personId: string
  readonly householdId: string
}) {
  const { t, locale, formats, actor } = useText()
  if (data.rights === undefined) return null
  const opens = actor.kind === 'member' && actor.roles.some((role) => role === 'registrar' || role === 'case_officer')
  return (
    <Card title={t('procedures.person.may-apply')}>
      {data.rights.answers.length > 0 ? null : <p className="soft">{t('procedures.results.no-country')}</p>}
      <ul className="steps">
        {data.rights.answers.map((one) => (
          <li key={one.procedure}>
            <span>{one.title[locale]}</span>
            <Tag tone={tones[one.kind] ?? 'unknown'}>
              {one.from === undefined
                ? t(`procedures.kind.${one.kind}`)
                : t('procedures.answer.from-short', { day: formats.date(one.from) })}
            </Tag>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('procedures.person.why')}</summary>
        <AnswerCards answers={data.rights.answers} labels={data.rights.labels} />
      </details>
      <Applications data={data} base={`/${locale}/desk/applications`} />
      {opens ? <OpenButtons rights={data.rights.answers} personId={personId} /> : null}
      {data.rights.others.length === 0 ? null : (
        <details>
          <summary>{t('procedures.results.others')}</summary>
          <AnswerCards answers={data.rights.others} labels={data.rights.labels} />
          {opens ? <OpenButtons rights={data.rights.others} personId={personId} /> : null}
        </details>
      )}
    </Card>
  )
}

type Rights = NonNullable<ProcedureData['rights']>['answers']

function OpenButtons({ rights, personId }: { readonly rights: Rights; readonly personId: string }) {
  const { t, locale, formats } = useText()
  const open = rights.filter((one) => one.canOpen && one.kind !== 'closed')
  if (open.length === 0) return null
  return (
    <Form action={`/${locale}/desk/applications`}>
      <input type="hidden" name="personId" value={personId} />
      {open.map((one) => (
        <button className="button" key={one.procedure} name="procedureId" value={one.procedure}>
          {formats.labelled(t('procedures.person.open'), one.title[locale])}
        </button>
      ))}
    </Form>
  )
}

function Applications({ data, base }: { readonly data: ProcedureData; readonly base: string }) {
  const { t, locale, formats } = useText()
  return (
    <>
      {data.rights === undefined || data.rights.applications.length === 0 ? null : (
        <ul className="steps">
          {data.rights.applications.map((one) => (
            <li key={one.applicationId}>
              <a href={`${base}/${one.applicationId}`}>
                {one.title?.[locale] ?? ''} · {formats.date(one.opened)}
              </a>
              <NextDay application={one} />
              <Tag tone={tones[one.status] ?? 'unknown'}>{t(`procedures.status.${one.status}`)}</Tag>
            </li>
          ))}
        </ul>
      )}
      {data.papers.length === 0 ? null : (
        <ul className="steps">
          {data.papers.map((paper) => (
            <li key={paper.paperId}>
              <a href={`/${locale}/papers/${paper.paperId}/show`}>
                {t('papers.list.paper')} {paper.number}
              </a>
              <Tag tone={tones[paper.state] ?? 'unknown'}>{t(`papers.state.${paper.state}`)}</Tag>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type Application = NonNullable<ProcedureData['rights']>['applications'][number]

/** The next day to know: papers to bring, the last day to appeal, or until when the office has. */
function NextDay({ application: { status, papersUntil, appealUntil, decideBy } }: { readonly application: Application }) {
  const { t, formats } = useText()
  if (papersUntil !== undefined) return <small>{t('procedures.next.papers', { day: formats.date(papersUntil) })}</small>
  if (appealUntil !== undefined) return <small>{t('procedures.next.appeal', { day: formats.date(appealUntil) })}</small>
  if (status !== 'submitted' || decideBy === null) return null
  return <small>{t('procedures.application.due', { day: formats.date(decideBy) })}</small>
}

/** A person's own page: applications and papers first, then what they may apply for. */
export function MyProcedures({ data, personId }: { readonly data: ProcedureData; readonly personId: string }) {
  const { t, locale } = useText()
  if (data.rights === undefined) return null
  return (
    <>
      <Card title={t('procedures.my.title')}>
        {data.rights.applications.length === 0 && data.papers.length === 0 ? (
          <p className="soft">{t('procedures.my.none')}</p>
        ) : null}
        <Applications data={data} base={`/${locale}/my/applications`} />
      </Card>
      {data.rights.remaining === 0 ? null : (
        <p>
          <a className="button" href={`/${locale}/my/interview?of=${personId}`}>
            {t('procedures.results.more', { count: data.rights.remaining })}
          </a>
        </p>
      )}
      <MyAnswers rights={data.rights.answers} labels={data.rights.labels} personId={personId} />
      {data.rights.others.length === 0 ? null : (
        <details>
          <summary>{t('procedures.results.others')}</summary>
          <MyAnswers rights={data.rights.others} labels={data.rights.labels} personId={personId} />
        </details>
      )}
    </>
  )
}

type Answered = {
  readonly rights: Rights
  readonly labels: NonNullable<ProcedureData['rights']>['labels']
  readonly personId: string
}

function MyAnswers({ rights, labels, personId }: Answered) {
  const { t, locale } = useText()
  return (
    <AnswerCards
      answers={rights}
      labels={labels}
      renderBelow={(procedure, kind) =>
        kind === 'closed' || rights.find((one) => one.procedure === procedure)?.canOpen !== true ? null : (
          <Form action={`/${locale}/desk/applications`}>
            <input type="hidden" name="personId" value={personId} />
            <button className="button" name="procedureId" value={procedure}>
              {t('procedures.person.open')}
            </button>
          </Form>
        )
      }
    />
  )
}
