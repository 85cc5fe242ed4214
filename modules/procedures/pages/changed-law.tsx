import type { AnswerOf } from '@convive/commands'
import { ask, DataTable, Empty, Tag, useText, type PageArgs } from '@convive/ui'
import type { changedLaw } from '../queries/changed-law.ts'

export function loader(args: PageArgs) {
  const page = Number(new URL(args.request.url).searchParams.get('page') ?? '0')
  return ask<typeof changedLaw>(args, 'procedures/changed-law', { page: Number.isInteger(page) && page >= 0 ? page : 0 })
}

/** Whom a changed law reaches: who was refused and would have a yes now can be told to apply again. Nothing that was decided changes. */
export default function ChangedLawPage({ loaderData }: { readonly loaderData: AnswerOf<typeof changedLaw> }) {
  const { t, locale } = useText()
  const { affected, more, page } = loaderData
  return (
    <>
      <title>{`${t('procedures.changed.title')} · Convive`}</title>
      <h1>{t('procedures.changed.title')}</h1>
      <p>{t('procedures.changed.intro')}</p>
      {affected.length === 0 ? (
        <Empty>{t('procedures.changed.none')}</Empty>
      ) : (
        <DataTable
          caption={t('procedures.changed.caption')}
          head={[
            { label: t('procedures.notice.who') },
            { label: t('procedures.notice.what') },
            { label: t('procedures.list.status') },
            { label: t('procedures.changed.versions') },
            { label: t('procedures.changed.then') },
            { label: t('procedures.changed.now') },
          ]}
        >
          {affected.map((one) => (
            <tr key={one.applicationId} className={one.before !== undefined && one.before !== one.now ? 'differs' : undefined}>
              <th scope="row">
                <a href={`/${locale}/desk/applications/${one.applicationId}`}>{one.name === '' ? t('ui.unknown') : one.name}</a>
              </th>
              <td>{one.title[locale]}</td>
              <td>{t(`procedures.status.${one.status}`)}</td>
              <td>
                {one.under} → {one.version}
              </td>
              <td>{one.before === undefined ? '' : t(`procedures.kind.${one.before}`)}</td>
              <td>
                <Tag tone={one.now === 'yes' ? 'yes' : one.now === 'no' || one.now === 'closed' ? 'no' : 'unknown'}>
                  {t(`procedures.kind.${one.now}`)}
                </Tag>
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {more ? (
        <p>
          <a href={`/${locale}/desk/changed-law?page=${page + 1}`}>{t('procedures.changed.more')}</a>
        </p>
      ) : null}
    </>
  )
}
