import type { AnswerOf } from '@convive/commands'
import { ask, Crumbs, DataTable, Empty, Tag, useText, type PageArgs } from '@convive/ui'
import type { listErasures } from '../queries/list-erasures.ts'

type Listed = AnswerOf<typeof listErasures>

export async function loader(args: PageArgs): Promise<Listed> {
  return ask<typeof listErasures>(args, 'registry/list-erasures', {})
}

/** Who is to be erased when a second member agrees, the oldest request first. */
export default function Erasures({ loaderData }: { readonly loaderData: Listed }) {
  const { t, locale, formats, timeZone } = useText()
  return (
    <>
      <title>{`${t('registry.erasures.title')} · Convive`}</title>
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('registry.reviews.desk') }]} here={t('registry.erasures.title')} />
      <h1>{t('registry.erasures.title')}</h1>
      {loaderData.erasures.length === 0 ? (
        <Empty>{t('registry.erasures.nobody')}</Empty>
      ) : (
        <DataTable
          caption={t('registry.erasures.waiting')}
          head={[
            { label: t('registry.find.name') },
            { label: t('registry.erase.ground') },
            { label: t('registry.reviews.since') },
          ]}
        >
          {loaderData.erasures.map((one, at) => (
            <tr key={one.personId}>
              <th scope="row">
                <a href={`/${locale}/desk/persons/${one.personId}/erase`} data-key={at === 0 ? 'n' : undefined}>
                  {one.name === '' ? t('ui.unknown') : one.name}
                </a>{' '}
                {one.byYou ? <Tag tone="wait">{t('registry.erasures.by-you')}</Tag> : null}
              </th>
              <td>{t(`registry.erase.ground.${one.ground}`)}</td>
              <td>{formats.moment(new Date(one.asked), timeZone)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
