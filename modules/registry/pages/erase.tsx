import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import {
  ask,
  Choices,
  Crumbs,
  ErrorSummary,
  field,
  Form,
  scope,
  submit,
  TextField,
  useText,
  type PageArgs,
  type RefusedForm,
  type Typed,
} from '@convive/ui'
import type { askErasure } from '../commands/ask-erasure.ts'
import type { erasePerson } from '../commands/erase-person.ts'
import type { withdrawErasure } from '../commands/withdraw-erasure.ts'
import type { showErasure } from '../queries/show-erasure.ts'

type Shown = AnswerOf<typeof showErasure>

export async function loader(args: PageArgs): Promise<Shown | undefined> {
  if (new URL(args.request.url).searchParams.has('done')) return undefined
  return ask<typeof showErasure>(args, 'registry/show-erasure', { personId: args.params['personId'] })
}

/** Asks, takes back, or confirms with the registration number. */
export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const { personId } = args.params
  const here = `/${at.locale}/desk/persons/${personId}/erase`
  switch (field(at.form, 'do')) {
    case 'withdraw':
      return submit<typeof withdrawErasure>(args, {
        name: 'registry/withdraw-erasure',
        read: () => ({ personId }),
        done: () => here,
      })
    case 'erase':
      return submit<typeof erasePerson>(args, {
        name: 'registry/erase-person',
        read: (form) => ({ personId, number: field(form, 'number') }),
        done: () => `${here}?done=1`,
      })
    default:
      return submit<typeof askErasure>(args, {
        name: 'registry/ask-erasure',
        read: (form) => ({ personId, ground: field(form, 'ground') }),
        done: () => here,
      })
  }
}

export default function Erase({
  loaderData,
  actionData,
}: {
  readonly loaderData: Shown | undefined
  readonly actionData?: RefusedForm
}) {
  const { t, locale } = useText()
  const refusals = actionData?.refusals ?? []
  const find = { href: `/${locale}/desk/find`, label: t('ui.nav.find') }
  if (loaderData === undefined)
    return (
      <>
        <title>{`${t('registry.erase.title')} · Convive`}</title>
        <Crumbs trail={[find]} here={t('registry.erase.title')} />
        <h1>{t('registry.erase.done')}</h1>
        <p className="note">{t('registry.erase.horizon')}</p>
      </>
    )
  const { number, name, householdId, personId, ours } = loaderData
  const record = { href: `/${locale}/desk/households/${householdId}/persons/${personId}`, label: number }
  return (
    <>
      <title>{`${t('registry.erase.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <Crumbs trail={[find, record]} here={t('registry.erase.title')} />
      <h1>{t('registry.erase.title')}</h1>
      <p>
        <strong>{name === '' ? t('ui.unknown') : name}</strong> · {number}
      </p>
      <p className="note wait">{t('registry.erase.what')}</p>
      <p>{t('registry.erase.stays')}</p>
      {ours ? (
        <Steps shown={loaderData} refusals={refusals} typed={actionData?.typed} />
      ) : (
        <p className="note">{t('registry.erase.not-ours')}</p>
      )}
    </>
  )
}

/** First one member asks, then another confirms. */
function Steps({
  shown,
  refusals,
  typed,
}: {
  readonly shown: Shown
  readonly refusals: readonly Refusal[]
  readonly typed: Typed | undefined
}) {
  const { t, formats, actor, timeZone } = useText()
  const { asked } = shown
  if (asked === undefined)
    return (
      <Form>
        <Choices
          name="ground"
          label={t('registry.erase.ground')}
          options={(['asked', 'mistake', 'time_over', 'no_basis'] as const).map((one) => ({
            value: one,
            label: t(`registry.erase.ground.${one}`),
          }))}
          refusals={refusals}
        />
        <button className="button">{t('registry.erase.ask')}</button>
      </Form>
    )
  const confirms = !asked.byYou && actor.kind === 'member' && actor.roles.includes('protection_officer')
  return (
    <>
      <p className="note">
        {t('registry.erase.asked', {
          day: formats.moment(new Date(asked.at), timeZone),
          ground: t(`registry.erase.ground.${asked.ground}`),
        })}
      </p>
      {confirms ? (
        <Form>
          <TextField
            name="number"
            label={t('registry.erase.number')}
            hint={t('registry.erase.number-hint')}
            typed={typed}
            refusals={refusals}
          />
          <button className="button" name="do" value="erase">
            {t('registry.erase.confirm')}
          </button>
        </Form>
      ) : (
        <p>{t('registry.erase.another')}</p>
      )}
      <hr />
      <Form>
        <button className="button quiet" name="do" value="withdraw">
          {t('registry.erase.withdraw')}
        </button>
      </Form>
    </>
  )
}
