import {
  ask,
  Crumbs,
  ErrorSummary,
  field,
  Form,
  scope,
  submit,
  SummaryList,
  TextField,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { askCorrection } from '../commands/ask-correction.ts'
import type { codeLists } from '../queries/code-lists.ts'
import type { myData } from '../queries/my-data.ts'
import { useFactRows } from './fact-rows.tsx'
import { correctable } from './read-correction.ts'

export async function loader(args: PageArgs) {
  const asked = new URL(args.request.url).searchParams
  const [of, fact] = [asked.get('of'), asked.get('fact') ?? '']
  if (!(fact in correctable)) throw new Response(null, { status: 404 })
  return {
    fact,
    mine: await ask<typeof myData>(args, 'registry/my-data', of === null ? {} : { personId: of }),
    lists: await ask<typeof codeLists>(args, 'registry/code-lists', {}),
  }
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  return submit<typeof askCorrection>(args, {
    name: 'registry/ask-correction',
    read: (form) => ({ personId: field(form, 'personId'), fact: field(form, 'fact'), text: field(form, 'text') }),
    done: ({ personId }) => `/${at.locale}/my?of=${personId}#corrections`,
  })
}

/** A person says what is wrong with one fact, in their own words. */
export default function AskCorrection({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: RefusedForm
}) {
  const { t, locale } = useText()
  const { fact, mine, lists } = loaderData
  const refusals = actionData?.refusals ?? []
  const rows = useFactRows(lists)(mine.facts).filter((row) => row.key === fact)
  return (
    <>
      <title>{`${t('registry.corrections.wrong')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <Crumbs
        trail={[{ href: `/${locale}/my?of=${mine.personId}`, label: mine.name === '' ? t('registry.my.title') : mine.name }]}
        here={t('registry.corrections.wrong')}
      />
      <h1>{t('registry.corrections.wrong')}</h1>
      {rows.length === 0 ? <p>{t(`registry.fact.${fact}`)}: —</p> : <SummaryList rows={rows} />}
      <Form>
        <input type="hidden" name="personId" value={mine.personId} />
        <input type="hidden" name="fact" value={fact} />
        <TextField
          name="text"
          lines={4}
          label={t('registry.corrections.your-words')}
          hint={t('registry.corrections.your-words-hint')}
          typed={actionData?.typed}
          refusals={refusals}
        />
        <button className="button">{t('registry.corrections.send')}</button>
      </Form>
    </>
  )
}
