import { ask, scope, useText, type PageArgs } from '@convive/ui'
import type { showSlips } from '../queries/show-slips.ts'

export async function loader(args: PageArgs) {
  const shown = await ask<typeof showSlips>(args, 'registry/show-slips', { householdId: args.params['householdId'] })
  const { origin, host, searchParams } = new URL(args.request.url)
  const address = `${origin.startsWith('https') ? '' : 'http://'}${host}/${scope(args).locale}/my`
  return { ...shown, address, unsettled: searchParams.get('unsettled') === 'yes' }
}

/** A slip per adult, to print and hand over, each to its own person. */
export default function Slips({ loaderData }: { readonly loaderData: Awaited<ReturnType<typeof loader>> }) {
  const { t, locale } = useText()
  const [first] = loaderData.members
  return (
    <>
      <title>{`${t('registry.slip.title')} · Convive`}</title>
      <h1 className="no-print">{t('registry.slip.title')}</h1>
      <p className="no-print">{t('registry.slip.intro')}</p>
      {loaderData.unsettled ? <p className="note wait no-print">{t('registry.slip.unsettled')}</p> : null}
      {loaderData.slips.map((slip) => (
        <section className="slip" key={slip.personId}>
          <p>
            <strong>Convive</strong>
          </p>
          <h2>{slip.name}</h2>
          <p>
            {t('registry.slip.number')}
            <br />
            <span className="code">{slip.number}</span>
          </p>
          {slip.code === undefined ? (
            <p>{slip.pinSet ? t('registry.slip.pin-set') : t('registry.slip.no-code')}</p>
          ) : (
            <>
              <p>
                {t('registry.slip.code')}
                <br />
                <span className="code">{slip.code.replaceAll(/(.{5})(?=.)/g, '$1 ')}</span>
              </p>
              <p>{t('registry.slip.next')}</p>
              <p>
                <strong>{loaderData.address}</strong>
              </p>
            </>
          )}
        </section>
      ))}
      <div className="actions no-print">
        <button className="button" type="button" data-print>
          {t('ui.print')}
        </button>
        {first === undefined ? null : (
          <a className="button quiet" href={`/${locale}/desk/households/${loaderData.householdId}/persons/${first.personId}`}>
            {t('registry.slip.household')}
          </a>
        )}
        <a className="button quiet" href={`/${locale}/desk/register`}>
          {t('registry.slip.another')}
        </a>
      </div>
    </>
  )
}
