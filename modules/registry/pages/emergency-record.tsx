import { ask, Crumbs, Unbroken, useText, type PageArgs } from '@convive/ui'
import type { codeLists } from '../queries/code-lists.ts'
import type { showEmergency } from '../queries/show-emergency.ts'
import { FactList } from './fact-list.tsx'

export async function loader(args: PageArgs) {
  const { personId } = args.params
  return {
    shown: await ask<typeof showEmergency>(args, 'registry/show-emergency', { personId }, { purpose: 'emergency' }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

/** The ordinary facts, to read, while the hour lasts. */
export default function EmergencyRecord({ loaderData }: { readonly loaderData: Awaited<ReturnType<typeof loader>> }) {
  const { t, locale } = useText()
  const { shown, lists } = loaderData
  return (
    <>
      <title>{`${t('registry.emergency.title')} · Convive`}</title>
      <Crumbs
        trail={[{ href: `/${locale}/desk/emergency`, label: t('registry.emergency.title') }]}
        here={<Unbroken>{shown.number}</Unbroken>}
      />
      <h1>{shown.name === '' ? t('ui.unknown') : shown.name}</h1>
      <p className="note wait">
        {t('registry.emergency.open-now')} «{shown.reason}»
      </p>
      <FactList facts={shown.facts} lists={lists} />
    </>
  )
}
