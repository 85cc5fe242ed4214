import { ask, Card, Crumbs, useText, type PageArgs } from '@convive/ui'
import type { exportedForm } from '../queries/exported-form.ts'

export async function loader(args: PageArgs) {
  const { file: _file, ...shown } = await ask<typeof exportedForm>(args, 'exchange/exported-form', {
    exportId: args.params['exportId'],
  })
  return shown
}

/** The file of a handover, and what is not in it. */
export default function Exported({ loaderData: shown }: { readonly loaderData: Awaited<ReturnType<typeof loader>> }) {
  const { t, locale, path, formats } = useText()
  const here = path.split('?')[0] ?? ''
  const lacking = shown.persons.filter((one) => one.left.length > 0)
  return (
    <>
      <title>{`${t('exchange.form.title')} · Convive`}</title>
      <Crumbs
        trail={[{ href: `/${locale}/desk/households/${shown.householdId}/form`, label: t('exchange.form.title') }]}
        here={shown.version}
      />
      <h1>{t('exchange.form.title')}</h1>
      <p>
        <a className="button" href={`${here}/file`}>
          {t('exchange.form.download')}
        </a>
      </p>
      <p>{t('exchange.form.an-hour')}</p>
      <Card title={t('exchange.form.left')}>
        {lacking.length === 0 ? <p>{t('exchange.form.left-none')}</p> : null}
        {lacking.map((one, at) => (
          <section key={at}>
            <h3>{one.name}</h3>
            <ul>
              {one.left.map(({ fact, label, why }) => (
                <li key={`${fact} ${why}`}>
                  {label[locale]}: {t(`exchange.form.${why}`)}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p>{t('exchange.form.protected')}</p>
        <p>{t('exchange.form.open', { fields: formats.list(shown.open) })}</p>
      </Card>
    </>
  )
}
