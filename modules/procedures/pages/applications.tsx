import type { AnswerOf } from '@convive/commands'
import {
  ask,
  DataTable,
  Empty,
  ErrorSummary,
  field,
  scope,
  submit,
  Tag,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { openApplication } from '../commands/open-application.ts'
import type { listApplications } from '../queries/list-applications.ts'

export function loader(args: PageArgs) {
  return ask<typeof listApplications>(args, 'procedures/list-applications', {})
}

/** Opens an application, from an officer's page or from the person's own. */
export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  return submit<typeof openApplication>(args, {
    name: 'procedures/open-application',
    read: (form) => ({ personId: field(form, 'personId'), procedureId: field(form, 'procedureId') }),
    done: (answer) => `/${at.locale}/${at.actor.kind === 'person' ? 'my' : 'desk'}/applications/${answer.applicationId}`,
  })
}

type Row = AnswerOf<typeof listApplications>['applications'][number]

/** What runs out, with a sign and a word; a clock that stands still says so. */
function Clock({ row: { clock, daysLeft, silence } }: { readonly row: Row }) {
  const { t } = useText()
  if (clock === 'run_out' && silence !== undefined) return <Tag tone="no">{`! ${t('procedures.list.run-out', { silence })}`}</Tag>
  if (clock === 'stopped') return <Tag tone="unknown">{`‖ ${t('procedures.list.stopped')}`}</Tag>
  if (daysLeft === undefined) return null
  return <Tag tone={daysLeft < 0 ? 'no' : daysLeft < 5 ? 'wait' : 'yes'}>{t('procedures.list.days', { count: daysLeft })}</Tag>
}

export default function ApplicationsPage({
  loaderData,
  actionData,
}: {
  readonly loaderData: AnswerOf<typeof listApplications>
  readonly actionData?: RefusedForm
}) {
  const { t, locale, formats } = useText()
  return (
    <>
      <title>{`${t('procedures.list.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{t('procedures.list.title')}</h1>
      <p className="links">
        <a href={`/${locale}/desk/changed-law`}>{t('procedures.changed.title')}</a>
      </p>
      {loaderData.applications.length === 0 ? (
        <Empty>{t('procedures.list.none')}</Empty>
      ) : (
        <DataTable
          caption={t('procedures.list.caption')}
          head={[
            { label: t('procedures.notice.who') },
            { label: t('procedures.notice.what') },
            { label: t('procedures.list.due') },
          ]}
        >
          {loaderData.applications.map((one) => (
            <tr key={one.applicationId}>
              <th scope="row">
                <a href={`/${locale}/desk/applications/${one.applicationId}`}>{one.name === '' ? t('ui.unknown') : one.name}</a>
              </th>
              <td>
                {one.title?.[locale]}
                <br />
                <small className="soft">{t(`procedures.status.${one.status}`)}</small>
              </td>
              <td>
                {one.runsOut === null ? '' : formats.date(one.runsOut)} <Clock row={one} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
