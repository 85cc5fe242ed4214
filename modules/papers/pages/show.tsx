import type { AnswerOf } from '@convive/commands'
import {
  ask,
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
import type { reissuePaper } from '../commands/reissue-paper.ts'
import type { revokePaper } from '../commands/revoke-paper.ts'
import type { showPaper } from '../queries/show-paper.ts'
import { PaperRows } from './paper-rows.tsx'

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

/** The paper on a phone: the same words, photo and code as on paper. An adjudicator can revoke it or give it again. */
export default function Show({
  loaderData: paper,
  actionData,
}: {
  readonly loaderData: AnswerOf<typeof showPaper>
  readonly actionData?: RefusedForm
}) {
  const { t, locale, formats, actor } = useText()
  const tone = paper.state === 'valid' ? 'yes' : paper.state === 'expired' ? 'wait' : 'no'
  const decides = paper.isOurs && actor.kind === 'member' && actor.roles.includes('adjudicator')
  return (
    <>
      <title>{`${t('papers.print.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{t('papers.print.title')}</h1>
      <p>
        <Tag tone={tone}>{t(`papers.state.${paper.state}`)}</Tag>
        {paper.revokedWhy === null ? null : ` ${formats.labelled(t('papers.show.why'), t(`papers.reason.${paper.revokedWhy}`))}`}
      </p>
      {paper.replacedBy === undefined ? null : (
        <p>
          <a href={`/${locale}/papers/${paper.replacedBy}/show`}>{t('papers.show.newer')}</a>
        </p>
      )}
      <div className="paper">
        {paper.photo === undefined ? null : (
          <img className="photo" src={`data:image/jpeg;base64,${paper.photo}`} alt={t('papers.print.photo')} />
        )}
        <PaperRows paper={paper} />
      </div>
      <p>
        <img className="qr" src={`data:image/svg+xml;base64,${paper.svg}`} alt={t('papers.print.qr')} width={300} height={300} />
      </p>
      <details>
        <summary>{t('papers.check.label')}</summary>
        <p className="qr-text" id="qr-text">
          {paper.qr}
        </p>
      </details>
      <div className="actions">
        <a className="button" href={`/${locale}/papers/${paper.paperId}`}>
          {t('papers.list.open')}
        </a>
      </div>
      {decides && paper.replacedBy === undefined ? <Manage paper={paper} refused={actionData} /> : null}
    </>
  )
}

function Manage({ paper, refused }: { readonly paper: AnswerOf<typeof showPaper>; readonly refused: RefusedForm | undefined }) {
  const { t } = useText()
  const mayComeBack = paper.state !== 'expired' && paper.revokedWhy !== 'decision'
  return (
    <section className="no-print">
      <h2>{t('papers.show.manage')}</h2>
      {paper.state === 'revoked' ? null : (
        <Form>
          <SelectField
            name="reason"
            label={t('papers.show.why')}
            empty="—"
            options={(['lost', 'stolen', 'mistake', 'decision'] as const).map((one) => ({
              value: one,
              label: t(`papers.reason.${one}`),
            }))}
            refusals={refused?.refusals}
          />
          <div className="actions">
            <button className="button danger" name="do" value="revoke">
              {t('papers.revoke')}
            </button>
          </div>
        </Form>
      )}
      {mayComeBack ? (
        <Form>
          <p>{t('papers.show.reissue-hint')}</p>
          <div className="actions">
            <button className="button quiet" name="do" value="reissue">
              {t('papers.reissue')}
            </button>
          </div>
        </Form>
      ) : null}
    </section>
  )
}
