import {
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  redirect,
  scope,
  TextField,
  typedOf,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'

/** Code and PIN; or, for the first time, number and code to choose a PIN. */
export async function action(args: PageArgs): Promise<RefusedForm & { readonly first: boolean }> {
  const at = scope(args)
  const first = field(at.form, 'first') !== ''
  const pin = field(at.form, 'pin')
  const code = field(at.form, 'code')
  const answer = first
    ? await at.doors.dispatch('registry/set-pin', { number: field(at.form, 'number'), code, pin })
    : await at.doors.dispatch('registry/enter', { code, pin })
  if (!answer.ok) return { refusals: answer.refusals, typed: typedOf(at.form), first }
  const opened = parseAnswer<{ readonly session: string; readonly device?: string }>(answer.value)
  at.startSession(opened.session, opened.device)
  throw redirect(`/${at.locale}/my`)
}

export default function Enter({ actionData }: { readonly actionData?: RefusedForm & { readonly first: boolean } }) {
  const { t } = useText()
  const refusals = actionData?.refusals ?? []
  const again = actionData?.first === false ? { refusals, typed: actionData.typed } : {}
  const first = actionData?.first === true ? { refusals, typed: actionData.typed } : {}
  return (
    <>
      <title>{`${t('registry.enter.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} idOf={(at) => (actionData?.first ? `first-${at}` : at)} />
      <h1>{t('registry.enter.title')}</h1>
      <Form>
        <TextField name="code" label={t('registry.slip.code')} hint={t('registry.enter.code-hint')} {...again} />
        <TextField name="pin" type="password" short numeric label={t('registry.enter.pin')} {...again} />
        <button className="button">{t('registry.enter.open')}</button>
      </Form>
      <details open={actionData?.first === true}>
        <summary>{t('registry.enter.first')}</summary>
        <Form>
          <input type="hidden" name="first" value="yes" />
          <FirstFields refusals={first.refusals ?? []} typed={first.typed} />
          <button className="button">{t('registry.enter.set-pin')}</button>
        </Form>
      </details>
    </>
  )
}

function FirstFields({ refusals, typed }: Partial<RefusedForm> & { readonly refusals: RefusedForm['refusals'] }) {
  const { t } = useText()
  const named = refusals.map((one) => ({ ...one, ...(one.at === undefined ? {} : { at: `first.${one.at}` }) }))
  return (
    <>
      <TextField
        name="number"
        at="first.number"
        label={t('registry.slip.number')}
        hint={t('registry.enter.number-hint')}
        typed={typed}
        refusals={named}
      />
      <TextField name="code" at="first.code" label={t('registry.slip.code')} typed={typed} refusals={named} />
      <TextField
        name="pin"
        at="first.pin"
        type="password"
        short
        numeric
        label={t('registry.enter.new-pin')}
        hint={t('registry.enter.new-pin-hint')}
        typed={typed}
        refusals={named}
      />
    </>
  )
}
