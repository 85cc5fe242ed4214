import {
  ask,
  Choices,
  Crumbs,
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  redirect,
  scope,
  typedOf,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { showHousehold } from '@convive/registry'
import type { exportForm } from '../commands/export-form.ts'

export async function loader(args: PageArgs) {
  return ask<typeof showHousehold>(args, 'registry/show-household', { householdId: args.params['householdId'] })
}

export async function action(args: PageArgs): Promise<RefusedForm> {
  const { form, doors, locale } = scope(args)
  const input = {
    householdId: args.params['householdId'],
    version: field(form, 'version'),
    agreed: form?.getAll('agreed') ?? [],
  }
  const made = await doors.dispatch('exchange/export-form', input, { key: field(form, '_key') })
  if (!made.ok) return { refusals: made.refusals, typed: typedOf(form) }
  throw redirect(`/${locale}/desk/exports/${parseAnswer<AnswerOf<typeof exportForm>>(made.value).exportId}`)
}

/** Makes UNHCR's resettlement form of a household, after everybody was asked. */
export default function ResettlementForm({
  loaderData: shown,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: RefusedForm
}) {
  const { t, locale } = useText()
  const typed = { typed: actionData?.typed, refusals: actionData?.refusals }
  const [first] = shown.members
  const called = (name: string): string => (name === '' ? t('ui.unknown') : name)
  return (
    <>
      <title>{`${t('exchange.form.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs
        trail={[
          {
            href: `/${locale}/desk/households/${shown.householdId}/persons/${first?.personId}`,
            label: called(first?.name ?? ''),
          },
        ]}
        here={t('exchange.form.title')}
      />
      <h1>{t('exchange.form.title')}</h1>
      <p>{t('exchange.form.about')}</p>
      <Form>
        <Choices
          name="agreed"
          several
          label={t('exchange.form.agreed')}
          hint={t('exchange.form.agreed-hint')}
          options={shown.members.map((one) => ({ value: one.personId, label: called(one.name) }))}
          {...typed}
        />
        <Choices
          name="version"
          inline
          label={t('exchange.form.version')}
          hint={t('exchange.form.version-hint')}
          value="4.1"
          options={['4.1', '3.1'].map((value) => ({ value, label: value }))}
          {...typed}
        />
        <p>{t('exchange.form.noted')}</p>
        <button className="button">{t('exchange.form.make')}</button>
      </Form>
    </>
  )
}
