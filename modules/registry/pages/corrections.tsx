import { ask, Crumbs, DataTable, Empty, Tag, useText, type PageArgs } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { listCorrections } from '../queries/list-corrections.ts'

type Listed = AnswerOf<typeof listCorrections>

export async function loader(args: PageArgs): Promise<Listed> {
  const page = Number(new URL(args.request.url).searchParams.get('page') ?? '0')
  return ask<typeof listCorrections>(args, 'registry/list-corrections', { page })
}

/** What people say is wrong in their record, the oldest first. */
export default function Corrections({ loaderData }: { readonly loaderData: Listed }) {
  const { t, locale, formats, timeZone } = useText()
  return (
    <>
      <title>{`${t('registry.corrections.title')} · Convive`}</title>
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('registry.reviews.desk') }]} here={t('registry.corrections.title')} />
      <h1>{t('registry.corrections.title')}</h1>
      {loaderData.corrections.length === 0 ? (
        <Empty>{t('registry.corrections.nobody')}</Empty>
      ) : (
        <DataTable
          caption={t('registry.corrections.waiting')}
          head={[
            { label: t('registry.find.name') },
            { label: t('registry.corrections.what') },
            { label: t('registry.reviews.since') },
          ]}
        >
          {loaderData.corrections.map((one, at) => (
            <tr key={one.correctionId}>
              <th scope="row">
                <a
                  href={`/${locale}/desk/persons/${one.personId}/correct?fact=${one.fact}`}
                  data-key={at === 0 ? 'n' : undefined}
                >
                  {one.name === '' ? t('ui.unknown') : one.name}
                </a>
              </th>
              <td>
                {t(`registry.fact.${one.fact}`)}{' '}
                {one.objected ? <Tag tone="wait">{t('registry.corrections.objected')}</Tag> : null}
              </td>
              <td>{formats.moment(new Date(one.asked), timeZone)}</td>
            </tr>
          ))}
        </DataTable>
      )}
      {loaderData.hasNext ? (
        <a className="button quiet" href={`/${locale}/desk/corrections?page=${loaderData.page + 1}`}>
          {t('registry.find.next')}
        </a>
      ) : null}
    </>
  )
}
