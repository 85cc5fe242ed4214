import { ask, Crumbs, DataTable, Empty, Tag, useText, type PageArgs } from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { listReviews } from '../queries/list-reviews.ts'
import { KeptNote } from './kept-note.tsx'
import { readKept } from './read-kept.ts'

type Listed = AnswerOf<typeof listReviews>
type Sides = Listed['waiting'][number]['sides']

export async function loader(args: PageArgs) {
  const asked = new URL(args.request.url).searchParams.get('page') ?? ''
  const page = /^\d{1,2}$/.test(asked) ? Number(asked) : 0
  const listed = await ask<typeof listReviews>(args, 'registry/list-reviews', { page })
  return { ...listed, kept: readKept(args.request.url) }
}

type Data = Awaited<ReturnType<typeof loader>>

/** Who may have been registered twice, whoever waits longest first; below, what was answered last. */
export default function Reviews({ loaderData }: { readonly loaderData: Data }) {
  const { t, locale, formats, timeZone } = useText()
  const { waiting, decided, count, pairs, more, page } = loaderData
  const href = ([one, other]: Sides): string => `/${locale}/desk/duplicates/${one.personId}/${other.personId}`
  const familyHref = ([one, other]: readonly string[]): string => `/${locale}/desk/duplicates/families/${one}/${other}`
  const counted = { count: formats.number(count), pairs: formats.number(pairs) }
  const birth = (sides: Sides): string =>
    sides.map((one) => (one.birth === undefined ? '—' : formats.date(one.birth))).join(' / ')
  return (
    <>
      <title>{`${t('registry.reviews.title')} · Convive`}</title>
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('registry.reviews.desk') }]} here={t('registry.reviews.title')} />
      <h1>{t('registry.reviews.title')}</h1>
      <KeptNote kept={loaderData.kept} />
      <p>{t('registry.reviews.about')}</p>
      {waiting.length === 0 ? (
        <Empty>{t('registry.reviews.nobody')}</Empty>
      ) : (
        <DataTable
          caption={t(`registry.reviews.${more ? 'more-than' : pairs > count ? 'count-with-families' : 'count'}`, counted)}
          head={[
            { label: t('registry.reviews.records') },
            { label: t('registry.reviews.how-alike') },
            { label: t('registry.reviews.since') },
          ]}
          stacked
        >
          {waiting.map((one, at) => (
            <tr key={href(one.sides)}>
              <th scope="row">
                <a
                  href={one.family === undefined ? href(one.sides) : familyHref(one.family.homes)}
                  data-key={at === 0 ? 'n' : undefined}
                >
                  <Names sides={one.sides} />
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
              <td>
                <span className="narrow-only soft">{t('registry.reviews.since')}: </span>
                {formats.moment(new Date(one.since), timeZone)}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {page === 0 && !loaderData.hasNext ? null : (
        <p className="links">
          {page === 0 ? null : (
            <a className="button quiet" href={`/${locale}/desk/duplicates?page=${page - 1}`}>
              {t('registry.reviews.back')}
            </a>
          )}
          {loaderData.hasNext ? (
            <a className="button quiet" href={`/${locale}/desk/duplicates?page=${page + 1}`}>
              {t('registry.find.next')}
            </a>
          ) : null}
        </p>
      )}
      {decided.length === 0 ? null : (
        <DataTable
          caption={t('registry.reviews.decided')}
          head={[
            { label: t('registry.reviews.records') },
            { label: t('registry.reviews.answer') },
            { label: t('registry.my.when') },
          ]}
          stacked
        >
          {decided.map((one) => (
            <tr key={`${href(one.sides)} ${String(one.at)}`}>
              <th scope="row">
                <a href={href(one.sides)}>
                  <Names sides={one.sides} />
                </a>
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

/** Each name keeps its own direction: beside a slash, one in Arabic letters would change places with the other. */
function Names({ sides: [one, other] }: { readonly sides: Sides }) {
  const { t } = useText()
  return (
    <>
      <bdi>{one.name || t('ui.unknown')}</bdi> / <bdi>{other.name || t('ui.unknown')}</bdi>
    </>
  )
}
