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
      {loaderData.applications.length === 0 ? (
        <Empty>{t('procedures.list.none')}</Empty>
      ) : (
        <DataTable
          caption={t('procedures.list.caption')}
          head={[
            { label: t('procedures.notice.who') },
            { label: t('procedures.notice.what') },
            { label: t('procedures.list.status') },
            { label: t('procedures.list.due') },
          ]}
        >
          {loaderData.applications.map((one) => (
            <tr key={one.applicationId}>
              <th scope="row">
                <a href={`/${locale}/desk/applications/${one.applicationId}`}>{one.name === '' ? t('ui.unknown') : one.name}</a>
              </th>
              <td>{one.title?.[locale]}</td>
              <td>{t(`procedures.status.${one.status}`)}</td>
              <td>
                {one.decideBy === null ? '' : formats.date(one.decideBy)}{' '}
                {one.daysLeft === undefined ? null : (
                  <Tag tone={one.daysLeft < 0 ? 'no' : one.daysLeft < 5 ? 'wait' : 'yes'}>
                    {t('procedures.list.days', { count: one.daysLeft })}
                  </Tag>
                )}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
