import type { AnswerOf } from '@convive/commands'
import { ask, Empty, SelectField, TextField, useText, type PageArgs } from '@convive/ui'
import type { LawInList } from '../domain/law/law.ts'
import type { listRights } from '../queries/list-rights.ts'
import { publicFor } from './public-for.ts'
import { LawTags } from './law-tags.tsx'

export const headers = publicFor

export async function loader(args: PageArgs) {
  const asked = new URL(args.request.url).searchParams
  const read = (name: string, longest: number): string =>
    (asked.get(name) ?? '')
      .replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, longest)
  const sought = { text: read('q', 100), place: read('place', 20), kind: read('kind', 40) }
  const input = Object.fromEntries(Object.entries(sought).filter(([, value]) => value !== ''))
  return { sought, ...(await ask<typeof listRights>(args, 'procedures/list-rights', input)) }
}

type Data = AnswerOf<typeof listRights> & {
  readonly sought: { readonly text: string; readonly place: string; readonly kind: string }
}

/** Every procedure by country, to be looked through or searched by a plain form. */
export default function Rights({ loaderData }: { readonly loaderData: Data }) {
  const { t, locale } = useText()
  const { places, kinds, found, all, sought } = loaderData
  const any = t('procedures.law.any')
  return (
    <>
      <title>{`${t('procedures.law.title')} · Convive`}</title>
      <h1>{t('procedures.law.title')}</h1>
      <p>
        {t('procedures.law.intro')} <a href={`/${locale}/interview`}>{t('procedures.law.to-interview')}</a>
      </p>
      <form method="get" action={`/${locale}/rights`} role="search" className="no-print">
        <TextField name="q" type="search" label={t('procedures.law.search')} value={sought.text} />
        <div className="grid">
          <SelectField
            name="place"
            label={t('procedures.law.country')}
            empty={any}
            value={sought.place}
            options={places.map((one) => ({ value: one.id, label: one.name[locale] }))}
          />
          <SelectField
            name="kind"
            label={t('procedures.law.kind')}
            empty={any}
            value={sought.kind}
            options={kinds.map((one) => ({ value: one, label: t(`procedures.law.kind.${one}`) }))}
          />
        </div>
        <button className="button">{t('procedures.law.find')}</button>
      </form>
      <p className="soft">{t('procedures.law.found', { count: found.length, all })}</p>
      {found.length === 0 ? (
        <Empty>
          {t('procedures.law.none')} <a href={`/${locale}/rights`}>{t('procedures.law.show-all')}</a>
        </Empty>
      ) : null}
      {places.map((place) => (
        <OfPlace key={place.id} name={place.name[locale]} rights={found.filter((one) => one.place === place.id)} />
      ))}
    </>
  )
}

function OfPlace({ name, rights }: { readonly name: string; readonly rights: readonly LawInList[] }) {
  const { t, locale } = useText()
  if (rights.length === 0) return null
  return (
    <section className="card">
      <h2>{name}</h2>
      <ul className="laws">
        {rights.map((one) => (
          <li key={one.id}>
            <a href={`/${locale}/rights/${one.id}`}>{one.title[locale]}</a> <LawTags law={one} />
            <small>
              {t(`procedures.law.kind.${one.kind}`)} · {one.authority}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
