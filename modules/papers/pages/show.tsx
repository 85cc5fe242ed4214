import type { AnswerOf } from '@convive/commands'
import {
  ask,
  ErrorSummary,
  field,
  Form,
  scope,
  SelectField,
  submit,
  SummaryList,
  Tag,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { reissuePaper } from '../commands/reissue-paper.ts'
import type { revokePaper } from '../commands/revoke-paper.ts'
import type { showPaper } from '../queries/show-paper.ts'

export function loader(args: PageArgs) {
  return ask<typeof showPaper>(args, 'papers/show-paper', { paperId: args.params['paperId'] })
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const paperId = args.params['paperId']
  if (field(at.form, 'do') === 'reissue')
    return submit<typeof reissuePaper>(args, {
      name: 'papers/reissue-paper',
      read: () => ({ paperId }),
      done: (answer) => `/${at.locale}/papers/${answer.paperId}/show`,
    })
  return submit<typeof revokePaper>(args, {
    name: 'papers/revoke-paper',
    read: (form) => ({ paperId, reason: field(form, 'reason') }),
    done: () => `/${at.locale}/papers/${paperId}/show`,
  })
}

/** The paper on a phone: the same words and the same code as on paper. An adjudicator can revoke it or give it again. */
export default function Show({
  loaderData,
  actionData,
}: {
  readonly loaderData: AnswerOf<typeof showPaper>
  readonly actionData?: RefusedForm
}) {
  const { t, locale, formats, actor } = useText()
  const tone = loaderData.state === 'valid' ? 'yes' : loaderData.state === 'expired' ? 'wait' : 'no'
  const decides = actor.kind === 'member' && actor.roles.includes('adjudicator')
  return (
    <>
      <title>{`${loaderData.title[locale] ?? ''} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{loaderData.title[locale]}</h1>
      <p>
        <Tag tone={tone}>{t(`papers.state.${loaderData.state}`)}</Tag>
      </p>
      <SummaryList
        rows={[
          { key: 'name', name: t('papers.print.name'), value: loaderData.fullName },
          { key: 'number', name: t('papers.print.number'), value: loaderData.number },
          {
            key: 'work',
            name: t('papers.print.work'),
            value: t(loaderData.mayWork ? 'papers.print.may-work' : 'papers.print.may-not-work'),
          },
          { key: 'until', name: t('papers.print.until'), value: formats.date(loaderData.validUntil) },
        ]}
      />
      <p>
        <img src={`data:image/svg+xml;base64,${loaderData.svg}`} alt={t('papers.print.qr')} width={300} height={300} />
      </p>
      <details>
        <summary>{t('papers.check.label')}</summary>
        <p className="hint" id="qr-text">
          {loaderData.qr}
        </p>
      </details>
      <p>
        <a className="button" href={`/${locale}/papers/${loaderData.paperId}`}>
          {t('papers.list.open')}
        </a>
      </p>
      {decides ? (
        <Form>
          <SelectField
            name="reason"
            label={t('papers.revoke')}
            empty="—"
            options={(['lost', 'stolen', 'mistake', 'decision'] as const).map((one) => ({
              value: one,
              label: t(`papers.reason.${one}`),
            }))}
            refusals={actionData?.refusals}
          />
          <div className="actions">
            <button className="button danger" name="do" value="revoke">
              {t('papers.revoke')}
            </button>
            <button className="button quiet" name="do" value="reissue">
              {t('papers.reissue')}
            </button>
          </div>
        </Form>
      ) : null}
    </>
  )
}
