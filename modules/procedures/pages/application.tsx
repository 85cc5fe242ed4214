import type { AnswerOf } from '@convive/commands'
import {
  ask,
  Card,
  ErrorSummary,
  field,
  Form,
  scope,
  SelectField,
  submit,
  Tag,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { askForPapers } from '../commands/ask-for-papers.ts'
import type { attachEvidence } from '../commands/attach-evidence.ts'
import type { changeApplicants } from '../commands/change-applicants.ts'
import type { decideApplication } from '../commands/decide-application.ts'
import type { endRequest } from '../commands/end-request.ts'
import type { recordAnswer } from '../commands/record-answer.ts'
import type { removeEvidence } from '../commands/remove-evidence.ts'
import type { submitApplication } from '../commands/submit-application.ts'
import type { withdrawApplication } from '../commands/withdraw-application.ts'
import type { showApplication } from '../queries/show-application.ts'
import { ApplicantSection } from './applicant-section.tsx'
import { againstRules } from './against-rules.tsx'
import { askedPapers, AskPapersForm } from './ask-papers-form.tsx'
import { Deadlines } from './deadlines.tsx'
import { PaperRequests } from './paper-requests.tsx'
import { Decided } from './decided.tsx'
import { DecideForm, exceptions } from './decide-form.tsx'
import { readAnswer } from './read-answer.ts'

export type ApplicationData = AnswerOf<typeof showApplication>

export function loader(args: PageArgs) {
  return ask<typeof showApplication>(args, 'procedures/show-application', { applicationId: args.params['applicationId'] })
}

export async function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const applicationId = args.params['applicationId']
  const here = `/${at.locale}/${at.actor.kind === 'person' ? 'my' : 'desk'}/applications/${applicationId}`
  const done = (): string => here
  switch (field(at.form, 'do')) {
    case 'answer':
      return submit<typeof recordAnswer>(args, {
        name: 'procedures/record-answer',
        read: (form) => ({
          personId: field(form, 'personId'),
          fact: field(form, 'question'),
          answer: readAnswer(form, field(form, 'type')) ?? { state: 'unknown' },
        }),
        done,
      })
    case 'attach': {
      const file = at.form?.get('file')
      const given = file instanceof File && file.size > 0 ? file : undefined
      const bytes = given === undefined ? '' : Buffer.from(await given.arrayBuffer()).toString('base64')
      const [requirement = '', kind = ''] = field(at.form, 'kind').split('/')
      const personId = field(at.form, 'personId')
      return submit<typeof attachEvidence>(args, {
        name: 'procedures/attach-evidence',
        read: () => ({ applicationId, personId, requirement, kind, file: bytes, says: given?.type }),
        done,
      })
    }
    case 'remove':
      return submit<typeof removeEvidence>(args, {
        name: 'procedures/remove-evidence',
        read: (form) => ({ evidenceId: field(form, 'evidenceId') }),
        done,
      })
    case 'ask-papers':
      return submit<typeof askForPapers>(args, {
        name: 'procedures/ask-for-papers',
        read: (form) => ({ applicationId, ...askedPapers(form), writtenIn: at.locale }),
        done,
      })
    case 'end-request':
      return submit<typeof endRequest>(args, {
        name: 'procedures/end-request',
        read: (form) => ({ requestId: field(form, 'requestId') }),
        done,
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
        done,
      })
    case 'submit':
      return submit<typeof submitApplication>(args, {
        name: 'procedures/submit-application',
        read: () => ({ applicationId }),
        done,
      })
    case 'withdraw':
      return submit<typeof withdrawApplication>(args, {
        name: 'procedures/withdraw-application',
        read: () => ({ applicationId }),
        done,
      })
    default:
      return submit<typeof decideApplication>(args, {
        name: 'procedures/decide-application',
        read: (form) => ({
          applicationId,
          outcome: field(form, 'outcome'),
          reasons: field(form, 'reasons'),
          basedOn: field(form, 'seen'),
          except: exceptions(form),
          againstRules: againstRules(form),
          writtenIn: at.locale,
        }),
        done,
      })
  }
}

/** The application as it stands: people, reasons with articles, evidence, deadline, and what this reader may do next. */
export default function ApplicationPage({
  loaderData,
  actionData,
}: {
  readonly loaderData: ApplicationData
  readonly actionData?: RefusedForm
}) {
  const { t, locale, formats, actor } = useText()
  const { application, mayChange } = loaderData
  const refusals = actionData?.refusals ?? []
  const isDraft = application.status === 'draft'
  const isOpen = isDraft || application.status === 'submitted'
  // One question at a time, also when several people apply.
  const asked = mayChange && isOpen ? loaderData.people.find((one) => one.question !== undefined) : undefined
  const decides = actor.kind === 'member' && actor.roles.includes('adjudicator') && application.status === 'submitted'
  return (
    <>
      <title>{`${loaderData.title[locale]} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <h1>{loaderData.title[locale]}</h1>
      <p>
        <Tag tone={application.status === 'approved' ? 'yes' : application.status === 'refused' ? 'no' : 'wait'}>
          {t(`procedures.status.${application.status}`)}
        </Tag>{' '}
        <span className="soft">{t('procedures.application.opened', { day: formats.date(application.opened) })}</span>
      </p>
      {isDraft && mayChange ? <p>{t('procedures.application.draft-hint')}</p> : null}
      <PaperRequests data={loaderData} />
      <Decided data={loaderData} />
      <Deadlines data={loaderData} />
      {loaderData.people.map((person) => (
        <ApplicantSection
          key={person.personId}
          data={loaderData}
          person={person}
          actionData={actionData}
          asks={person === asked}
        />
      ))}
      {isDraft && mayChange && loaderData.others.length > 0 ? (
        <Card title={t('procedures.application.add-person')}>
          <Form>
            <SelectField
              name="personId"
              label={t('procedures.application.who')}
              options={loaderData.others.map((one) => ({ value: one.personId, label: one.name }))}
            />
            <button className="button quiet" name="do" value="add-person">
              {t('procedures.application.add')}
            </button>
          </Form>
        </Card>
      ) : null}
      {isOpen && mayChange ? (
        <div className="actions">
          <Form>
            {isDraft ? (
              <button className="button" name="do" value="submit">
                {t('procedures.application.submit')}
              </button>
            ) : null}
            <button className="button quiet" name="do" value="withdraw">
              {t('procedures.application.withdraw')}
            </button>
          </Form>
        </div>
      ) : null}
      {loaderData.mayAsk ? <AskPapersForm data={loaderData} actionData={actionData} /> : null}
      {decides ? <DecideForm data={loaderData} actionData={actionData} /> : null}
      {loaderData.contact === undefined ? null : (
        <p className="soft">{formats.labelled(t('web.help.talk'), loaderData.contact[locale])}</p>
      )}
    </>
  )
}
