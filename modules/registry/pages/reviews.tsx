import { ask, Crumbs, DataTable, Empty, Tag, useText, type PageArgs } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { listReviews } from '../queries/list-reviews.ts'

type Listed = AnswerOf<typeof listReviews>
type Sides = Listed['waiting'][number]['sides']

export async function loader(args: PageArgs) {
  const page = Number(new URL(args.request.url).searchParams.get('page') ?? '0')
  return ask<typeof listReviews>(args, 'registry/list-reviews', { page })
}

/** Who may have been registered twice, whoever waits longest first; below, what was answered last. */
export default function Reviews({ loaderData }: { readonly loaderData: Listed }) {
  const { t, locale, formats, timeZone } = useText()
  const { waiting, decided, count, more, page } = loaderData
  const href = ([one, other]: Sides): string => `/${locale}/desk/duplicates/${one.personId}/${other.personId}`
  const familyHref = ([one, other]: readonly string[]): string => `/${locale}/desk/duplicates/families/${one}/${other}`
  const name = (sides: Sides): string => sides.map((one) => (one.name === '' ? t('ui.unknown') : one.name)).join(' / ')
  const birth = (sides: Sides): string =>
    sides.map((one) => (one.birth === undefined ? '—' : formats.date(one.birth))).join(' / ')
  return (
    <>
      <title>{`${t('registry.reviews.title')} · Convive`}</title>
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('registry.reviews.desk') }]} here={t('registry.reviews.title')} />
      <h1>{t('registry.reviews.title')}</h1>
      <p>{t('registry.reviews.about')}</p>
      {waiting.length === 0 ? (
        <Empty>{t('registry.reviews.nobody')}</Empty>
      ) : (
        <DataTable
          caption={more ? t('registry.reviews.more-than', { count }) : t('registry.reviews.count', { count })}
          head={[
            { label: t('registry.reviews.records') },
            { label: t('registry.reviews.how-alike') },
            { label: t('registry.reviews.since') },
          ]}
        >
          {waiting.map((one, at) => (
            <tr key={href(one.sides)}>
              <th scope="row">
                <a
                  href={one.family === undefined ? href(one.sides) : familyHref(one.family.homes)}
                  data-key={at === 0 ? 'n' : undefined}
                >
                  {name(one.sides)}
                </a>{' '}
                {one.family === undefined ? null : (
                  <Tag tone="wait">{t('registry.family.members', { count: one.family.members })}</Tag>
                )}
                <br />
                <span className="soft">{birth(one.sides)}</span>
              </th>
              <td>
                <Tag tone={one.band === 'very_likely' ? 'wait' : 'unknown'}>{t(`registry.duplicates.${one.band}`)}</Tag>{' '}
                {one.proposed === undefined ? null : <Tag tone="wait">{t(`registry.reviews.${one.proposed}`)}</Tag>}
              </td>
              <td>{formats.moment(new Date(one.since), timeZone)}</td>
            </tr>
          ))}
        </DataTable>
      )}
      {loaderData.hasNext ? (
        <p>
          <a className="button quiet" href={`/${locale}/desk/duplicates?page=${page + 1}`}>
            {t('registry.find.next')}
          </a>
        </p>
      ) : null}
      {decided.length === 0 ? null : (
        <DataTable
          caption={t('registry.reviews.decided')}
          head={[
            { label: t('registry.reviews.records') },
            { label: t('registry.reviews.answer') },
            { label: t('registry.my.when') },
          ]}
        >
          {decided.map((one) => (
            <tr key={`${href(one.sides)} ${String(one.at)}`}>
              <th scope="row">
                <a href={href(one.sides)}>{name(one.sides)}</a>
              </th>
              <td>
                {t(`registry.duplicates.${one.decision}`)} {one.undone ? `· ${t('registry.reviews.undone')}` : ''}
              </td>
              <td>{formats.moment(new Date(one.at), timeZone)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
