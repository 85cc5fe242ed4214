import { ask, SummaryList, Unbroken, useText, type PageArgs } from '@convive/ui'
import type { codeLists } from '../queries/code-lists.ts'
import type { showEmergency } from '../queries/show-emergency.ts'
import { useFactRows } from './fact-rows.tsx'

export async function loader(args: PageArgs) {
  const { personId } = args.params
  return {
    shown: await ask<typeof showEmergency>(args, 'registry/show-emergency', { personId }, { purpose: 'emergency' }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

/** The ordinary facts, to read, while the hour lasts. */
export default function EmergencyRecord({ loaderData }: { readonly loaderData: Awaited<ReturnType<typeof loader>> }) {
  const { t } = useText()
  const { shown, lists } = loaderData
  return (
    <>
      <title>{`${t('registry.emergency.title')} · Convive`}</title>
      <h1>{shown.name === '' ? t('ui.unknown') : shown.name}</h1>
      <p className="soft">
        <Unbroken>{shown.number}</Unbroken>
      </p>
      <p className="note wait">
        {t('registry.emergency.open-now')} «{shown.reason}»
      </p>
      <SummaryList rows={useFactRows(lists)(shown.facts)} />
    </>
  )
}
