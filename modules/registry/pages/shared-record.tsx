import { ask, Crumbs, useText, type PageArgs } from '@convive/ui'
import type { codeLists } from '../queries/code-lists.ts'
import type { showShared } from '../queries/show-shared.ts'
import { FactList } from './fact-list.tsx'

export async function loader(args: PageArgs) {
  const { personId } = args.params
  return {
    shown: await ask<typeof showShared>(args, 'registry/show-shared', { personId }, { purpose: 'sharing' }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

/** What another organisation shares of somebody, to read. */
export default function SharedRecord({ loaderData }: { readonly loaderData: Awaited<ReturnType<typeof loader>> }) {
  const { t, locale, formats } = useText()
  const { shown, lists } = loaderData
  const name = shown.name === '' ? t('ui.unknown') : shown.name
  return (
    <>
      <title>{`${name} · Convive`}</title>
      <Crumbs trail={[{ href: `/${locale}/desk/find`, label: t('ui.nav.find') }]} here={shown.number} />
      <h1>{name}</h1>
      {shown.shares.map((one) => (
        <p key={`${one.office} ${one.until} ${one.reason}`} className="note">
          {t('registry.share.read-only', { office: one.office, day: formats.date(one.until) })} «{one.reason}»
        </p>
      ))}
      {shown.photo === undefined ? null : (
        <img className="photo" src={`data:image/jpeg;base64,${shown.photo}`} alt={t('registry.person.photo-alt', { name })} />
      )}
      <FactList facts={shown.facts} lists={lists} />
    </>
  )
}
