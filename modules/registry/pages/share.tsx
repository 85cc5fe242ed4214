import {
  ask,
  Choices,
  Crumbs,
  DateField,
  Empty,
  ErrorSummary,
  field,
  Form,
  scope,
  SelectField,
  submit,
  TextField,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { endSharing } from '../commands/end-share.ts'
import type { sharePerson } from '../commands/share-person.ts'
import type { showShares } from '../queries/show-shares.ts'
import { ShareList } from './share-list.tsx'

const purposes = ['share_services', 'share_offices'] as const
const parts = ['contact', 'documents', 'situation', 'photo'] as const

export async function loader(args: PageArgs) {
  return ask<typeof showShares>(args, 'registry/show-shares', { personId: args.params['personId'] })
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const { personId } = args.params
  const here = `/${at.locale}/desk/persons/${personId}/share`
  if (field(at.form, 'do') === 'stop')
    return submit<typeof endSharing>(args, {
      name: 'registry/end-share',
      read: (form) => ({ personId, shareId: field(form, 'shareId') }),
      done: () => here,
    })
  return submit<typeof sharePerson>(args, {
    name: 'registry/share-person',
    read: (form) => ({
      personId,
      organisationId: field(form, 'organisationId'),
      purpose: field(form, 'purpose'),
      parts: form.getAll('parts'),
      reason: field(form, 'reason'),
      until: dayOf(form, 'until'),
    }),
    done: () => here,
  })
}

function dayOf(form: FormData, name: string): string {
  const part = (one: string, digits: number): string => field(form, `${name}.${one}`).padStart(digits, '0')
  return `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`
}

/** Lets another organisation read parts of a record; above, with whom it is shared and a button to stop. */
export default function Share({
  loaderData: shown,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: RefusedForm
}) {
  const { t, locale } = useText()
  const typed = { typed: actionData?.typed, refusals: actionData?.refusals }
  const name = shown.name === '' ? shown.number : shown.name
  return (
    <>
      <title>{`${t('registry.share.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs
        trail={[{ href: `/${locale}/desk/households/${shown.householdId}/persons/${shown.personId}`, label: name }]}
        here={t('registry.share.title')}
      />
      <h1>{t('registry.share.title')}</h1>
      <ShareList title={t('registry.share.now')} shares={shown.shares} personId={shown.personId} />
      {shown.organisations.length === 0 ? (
        <Empty>{t('registry.share.nobody-else')}</Empty>
      ) : (
        <Form>
          <p className="note">{t('registry.share.about')}</p>
          <SelectField
            name="organisationId"
            label={t('registry.share.with')}
            empty="—"
            options={shown.organisations.map((one) => ({ value: one.organisationId, label: one.name }))}
            {...typed}
          />
          <Choices
            name="purpose"
            label={t('registry.share.purpose')}
            options={purposes.map((value) => {
              const refused = shown.consents.find((one) => one.purpose === value)?.refused
              const hint = refused === undefined ? undefined : t(`refusal.${refused}`)
              return { value, label: t(`registry.consent.${value}`), hint }
            })}
            {...typed}
          />
          <Choices
            name="parts"
            several
            label={t('registry.share.parts')}
            hint={t('registry.share.parts-hint')}
            options={parts.map((value) => ({ value, label: t(`registry.share.part.${value}`) }))}
            {...typed}
          />
          <TextField name="reason" lines={3} label={t('registry.share.reason')} {...typed} />
          <DateField name="until" about={false} label={t('registry.share.until')} {...typed} />
          <button className="button" name="do" value="share">
            {t('registry.share.share')}
          </button>
        </Form>
      )}
    </>
  )
}
