import { ask, useText, type PageArgs } from '@convive/ui'
import type { showContacts } from '@convive/procedures'

type Contacts = Awaited<ReturnType<typeof loader>>

/** People to talk to, and the asylum route, for each place the installation knows. */
export function loader(args: PageArgs) {
  return ask<typeof showContacts>(args, 'procedures/show-contacts', {})
}

export default function Help({ loaderData }: { readonly loaderData: Contacts }) {
  const { t, locale } = useText()
  return (
    <>
      <title>{`${t('web.help.title')} · Convive`}</title>
      <h1>{t('web.help.title')}</h1>
      <p>{t('web.help.intro')}</p>
      {loaderData.places.map((place) => (
        <section key={place.id} className="card">
          <h2>{place.name[locale]}</h2>
          <h3>{t('web.help.talk')}</h3>
          <p>{place.contact[locale]}</p>
          <h3 id={place.id === loaderData.places[0]?.id ? 'asylum' : undefined}>{t('web.help.asylum')}</h3>
          <p>{place.asylum[locale]}</p>
        </section>
      ))}
    </>
  )
}
