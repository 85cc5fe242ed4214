import type { AnswerOf } from '@convive/commands'
import {
  ask,
  Card,
  Choices,
  ErrorSummary,
  field,
  Form,
  scope,
  SelectField,
  submit,
  Tag,
  TextField,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { attachEvidence } from '../commands/attach-evidence.ts'
import type { changeApplicants } from '../commands/change-applicants.ts'
import type { decideApplication } from '../commands/decide-application.ts'
import type { removeEvidence } from '../commands/remove-evidence.ts'
import type { submitApplication } from '../commands/submit-application.ts'
import type { withdrawApplication } from '../commands/withdraw-application.ts'
import type { showApplication } from '../queries/show-application.ts'
import { AnswerCards } from './answer-cards.tsx'

type Data = AnswerOf<typeof showApplication>

export function loader(args: PageArgs) {
  return ask<typeof showApplication>(args, 'procedures/show-application', { applicationId: args.params['applicationId'] })
}

export async function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const applicationId = args.params['applicationId']
  const here = `/${at.locale}/${at.actor.kind === 'person' ? 'my' : 'desk'}/applications/${applicationId}`
  switch (field(at.form, 'do')) {
    case 'attach': {
      const file = at.form?.get('file')
      const given = file instanceof File && file.size > 0 ? file : undefined
      const bytes = given === undefined ? '' : Buffer.from(await given.arrayBuffer()).toString('base64')
      const [requirement = '', kind = ''] = field(at.form, 'kind').split('/')
      return submit<typeof attachEvidence>(args, {
        name: 'procedures/attach-evidence',
        read: () => ({ applicationId, requirement, kind, file: bytes, says: given?.type }),
        done: () => here,
      })
    }
    case 'remove':
      return submit<typeof removeEvidence>(args, {
        name: 'procedures/remove-evidence',
        read: (form) => ({ evidenceId: field(form, 'evidenceId') }),
        done: () => here,
      })
    case 'add-person':
    case 'remove-person':
      return submit<typeof changeApplicants>(args, {
        name: 'procedures/change-applicants',
        read: (form) => ({
          applicationId,
          personId: field(form, 'personId'),
          change: field(form, 'do') === 'add-person' ? 'add' : 'remove',
        }),
        done: () => here,
      })
    case 'submit':
      return submit<typeof submitApplication>(args, {
        name: 'procedures/submit-application',
        read: () => ({ applicationId }),
        done: () => here,
      })
    case 'withdraw':
      return submit<typeof withdrawApplication>(args, {
        name: 'procedures/withdraw-application',
        read: () => ({ applicationId }),
        done: () => here,
      })
    default:
      return submit<typeof decideApplication>(args, {
        name: 'procedures/decide-application',
        read: (form) => ({
          applicationId,
          outcome: field(form, 'outcome'),
          reasons: field(form, 'reasons'),
          basedOn: Number(field(form, 'version')),
        }),
        done: () => here,
      })
  }
}

/** The application as it stands: people, reasons with articles, evidence, deadline, and what this reader may do next. */
export default function ApplicationPage({
  loaderData,
  actionData,
}: {
  readonly loaderData: Data
  readonly actionData?: RefusedForm
}) {
  const { t, locale, formats, actor } = useText()
  const { application } = loaderData
  const refusals = actionData?.refusals ?? []
  const isDraft = application.status === 'draft'
  const decides = actor.kind === 'member' && actor.roles.includes('adjudicator') && application.status === 'submitted'
  const [decision] = loaderData.decisions
  return (
    <>
      <title>{`${loaderData.title[locale]} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <h1>{loaderData.title[locale]}</h1>
      <p>
        <Tag tone={application.status === 'approved' ? 'yes' : application.status === 'refused' ? 'no' : 'wait'}>
          {t(`procedures.status.${application.status}`)}
        </Tag>{' '}
        <span className="soft">
          {t('procedures.application.opened', { day: formats.date(application.opened) })}
          {application.decideBy === null
            ? ''
            : ` · ${t('procedures.application.due', { day: formats.date(application.decideBy) })}`}
        </span>
      </p>
      {decision === undefined ? null : (
        <p className="note">
          {t('procedures.application.decided', { day: formats.date(decision.decided) })}
          {decision.appealUntil === null
            ? ''
            : ` ${t('procedures.notice.appeal-until', { day: formats.date(decision.appealUntil) })}`}{' '}
          <a href={`/${locale}/notices/${application.applicationId}`}>{t('procedures.application.notice')}</a>
          {decision.paperId === null ? null : (
            <>
              {' · '}
              <a href={`/${locale}/papers/${decision.paperId}/show`}>{t('papers.list.paper')}</a>
            </>
          )}
        </p>
      )}
      {loaderData.people.map((person) => (
        <section key={person.personId}>
          <h2>{person.name}</h2>
          {isDraft && person.personId !== application.personId ? (
            <Form>
              <input type="hidden" name="personId" value={person.personId} />
              <button className="link" name="do" value="remove-person">
                {t('procedures.application.remove-person')}
              </button>
            </Form>
          ) : null}
          <AnswerCards answers={[person.answer]} labels={loaderData.labels} />
        </section>
      ))}
      {isDraft && loaderData.others.length > 0 ? (
        <Form>
          <SelectField
            name="personId"
            label={t('procedures.application.add-person')}
            options={loaderData.others.map((one) => ({ value: one.personId, label: one.name }))}
          />
          <button className="button quiet" name="do" value="add-person">
            {t('procedures.application.add-person')}
          </button>
        </Form>
      ) : null}
      <EvidenceCard data={loaderData} refusals={refusals} />
      {isDraft ? (
        <div className="actions">
          <Form>
            <button className="button" name="do" value="submit">
              {t('procedures.application.submit')}
            </button>
            <button className="button quiet" name="do" value="withdraw">
              {t('procedures.application.withdraw')}
            </button>
          </Form>
        </div>
      ) : null}
      {decides ? (
        <Card title={t('procedures.application.decide')}>
          <p className="soft">{t('procedures.application.decide-hint')}</p>
          <Form>
            <input type="hidden" name="version" value={application.version} />
            <Choices
              name="outcome"
              inline
              label={t('procedures.application.outcome')}
              options={(['approved', 'refused'] as const).map((one) => ({ value: one, label: t(`procedures.outcome.${one}`) }))}
              refusals={refusals}
              typed={actionData?.typed}
            />
            <TextField
              name="reasons"
              lines={5}
              label={t('procedures.application.reasons')}
              hint={t('procedures.application.reasons-hint')}
              refusals={refusals}
              typed={actionData?.typed}
            />
            <button className="button" name="do" value="decide">
              {t('procedures.application.decide-button')}
            </button>
          </Form>
        </Card>
      ) : null}
    </>
  )
}

function EvidenceCard({ data, refusals }: { readonly data: Data; readonly refusals: RefusedForm['refusals'] }) {
  const { t, locale, formats } = useText()
  const open = data.application.status === 'draft' || data.application.status === 'submitted'
  const label = (id: string): string => data.labels[id]?.[locale] ?? id
  const options = data.requirements.flatMap((one) =>
    one.anyOf.map((kind) => ({ value: `${one.id}/${kind}`, label: `${one.title[locale]}: ${label(kind)}` })),
  )
  return (
    <Card title={t('procedures.application.evidence')}>
      <ul className="steps">
        {data.requirements.map((one) => {
          const state = data.evidenceStates.find((found) => found.id === one.id)?.state ?? 'missing'
          return (
            <li key={one.id} id={one.id}>
              <span>
                {one.title[locale]}
                {state === 'missing' ? (
                  <small className="soft">
                    <br />
                    {t('procedures.application.accepted')} {one.anyOf.map(label).join(` ${t('procedures.answer.or')} `)}
                  </small>
                ) : null}
              </span>
              <Tag tone={state === 'given' ? 'yes' : state === 'missing' ? 'wait' : 'unknown'}>
                {t(`procedures.evidence.${state}`)}
              </Tag>
            </li>
          )
        })}
      </ul>
      {data.evidence.map((paper) => (
        <Form key={paper.evidenceId}>
          <input type="hidden" name="evidenceId" value={paper.evidenceId} />
          <p>
            <a href={`/${locale}/evidence/${paper.evidenceId}`}>{label(paper.kind)}</a>{' '}
            <span className="soft">
              {t('procedures.application.size', {
                size: formats.number(Math.ceil(paper.size / 1024)),
                day: formats.date(paper.added),
              })}
            </span>{' '}
            {data.application.status === 'draft' ? (
              <button className="link" name="do" value="remove">
                {t('procedures.application.remove')}
              </button>
            ) : null}
          </p>
        </Form>
      ))}
      {open ? (
        <Form files>
          <SelectField name="kind" label={t('procedures.application.kind')} options={options} refusals={refusals} />
          <div className={refusals.some((one) => one.at === 'file') ? 'field error' : 'field'}>
            <label htmlFor="file">{t('procedures.application.file')}</label>
            <p className="hint" id="file-hint">
              {t('procedures.application.file-hint')}
            </p>
            <input type="file" id="file" name="file" accept="application/pdf,image/jpeg,image/png" aria-describedby="file-hint" />
          </div>
          <button className="button quiet" name="do" value="attach">
            {t('procedures.application.attach')}
          </button>
        </Form>
      ) : null}
    </Card>
  )
}
