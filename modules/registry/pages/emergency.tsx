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
  Card,
  Tag,
  Empty,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { AnswerOf } from '@convive/commands'
import type { openEmergencyRecord } from '../commands/open-emergency.ts'
import type { reviewEmergencyUse } from '../commands/review-emergency.ts'
import type { listEmergencies } from '../queries/list-emergencies.ts'

type Listed = AnswerOf<typeof listEmergencies>

export async function loader(args: PageArgs) {
  const at = scope(args)
  const roles = at.actor.kind === 'member' ? at.actor.roles : []
  const reviews = roles.some((role) => role === 'protection_officer' || role === 'administrator')
  const opens = roles.some((role) => role === 'protection_officer' || role === 'registrar')
  if (!reviews && !opens) throw new Response(null, { status: 403 })
  const listed = reviews
    ? await ask<typeof listEmergencies>(args, 'registry/list-emergencies', {}, { purpose: 'protection' })
    : undefined
  return { opens, listed }
}

export function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  if (field(at.form, 'do') === 'review') return review(args, field(at.form, 'emergencyId'))
  return submit<typeof openEmergencyRecord>(args, {
    name: 'registry/open-emergency',
    purpose: 'emergency',
    read: (form) => ({ number: field(form, 'number'), reason: field(form, 'reason') }),
    done: ({ personId }) => `/${at.locale}/desk/emergency/${personId}`,
  })
}

/** Each use has a form of its own: what is wrong is told at that one. */
async function review(args: PageArgs, emergencyId: string): Promise<RefusedForm> {
  const fields: Readonly<Record<string, string>> = { verdict: `verdict.${emergencyId}`, reason: `words.${emergencyId}` }
  const refused = await submit<typeof reviewEmergencyUse>(args, {
    name: 'registry/review-emergency',
    purpose: 'protection',
    read: (form) => ({
      personId: field(form, 'personId'),
      emergencyId,
      verdict: field(form, 'verdict'),
      reason: field(form, 'words'),
    }),
    done: () => `/${scope(args).locale}/desk/emergency`,
  })
  return { ...refused, refusals: refused.refusals.map((one) => ({ ...one, at: fields[one.at ?? ''] ?? one.at })) }
}

/** Opens a record in an emergency; below, what was opened, for a colleague to review. */
export default function Emergency({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: RefusedForm
}) {
  const { t, locale } = useText()
  const shared = { typed: actionData?.typed, refusals: actionData?.refusals }
  return (
    <>
      <title>{`${t('registry.emergency.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <Crumbs trail={[{ href: `/${locale}/desk`, label: t('registry.reviews.desk') }]} here={t('registry.emergency.title')} />
      <h1>{t('registry.emergency.title')}</h1>
      {loaderData.opens ? (
        <Form>
          <p className="note wait">{t('registry.emergency.about')}</p>
          <TextField name="number" label={t('registry.emergency.number')} {...shared} />
          <TextField name="reason" lines={3} label={t('registry.emergency.reason')} {...shared} />
          <button className="button danger" name="do" value="open">
            {t('registry.emergency.open')}
          </button>
        </Form>
      ) : null}
      {loaderData.listed === undefined ? null : <Uses listed={loaderData.listed} refused={actionData} />}
    </>
  )
}

function Uses({ listed, refused }: { readonly listed: Listed; readonly refused: RefusedForm | undefined }) {
  const { t, formats, timeZone } = useText()
  const answered = refused?.typed['emergencyId']?.[0]
  const shared = (emergencyId: string): Partial<RefusedForm> => (answered === emergencyId ? (refused ?? {}) : {})
  return (
    <>
      <Card title={t('registry.emergency.ours')}>
        {listed.ours.length === 0 ? <Empty>{t('registry.emergency.none')}</Empty> : null}
        {listed.ours.map((one) => (
          <section key={one.emergencyId} className="note">
            <p>
              {one.member} · {formats.moment(new Date(one.opened), timeZone)} · «{one.reason}»{' '}
              <Tag tone={one.verdict === null ? 'wait' : one.verdict === 'justified' ? 'yes' : 'no'}>
                {t(`registry.emergency.${one.verdict ?? 'waits'}`)}
              </Tag>
            </p>
            {one.verdict !== null || one.byYou ? null : (
              <Form>
                <input type="hidden" name="personId" value={one.personId} />
                <input type="hidden" name="emergencyId" value={one.emergencyId} />
                <Choices
                  name="verdict"
                  at={`verdict.${one.emergencyId}`}
                  inline
                  label={t('registry.emergency.was-it')}
                  options={(['justified', 'not_justified'] as const).map((value) => ({
                    value,
                    label: t(`registry.emergency.${value}`),
                  }))}
                  {...shared(one.emergencyId)}
                />
                <TextField
                  name="words"
                  at={`words.${one.emergencyId}`}
                  label={t('registry.duplicates.reason')}
                  {...shared(one.emergencyId)}
                />
                <button className="button" name="do" value="review">
                  {t('ui.save')}
                </button>
              </Form>
            )}
          </section>
        ))}
      </Card>
      {listed.others.length === 0 ? null : (
        <Card title={t('registry.emergency.others')}>
          <ul>
            {listed.others.map((one) => (
              <li key={one.emergencyId}>
                {one.organisation} · {formats.moment(new Date(one.opened), timeZone)} · «{one.reason}»
                {one.verdict === null ? '' : ` · ${t(`registry.emergency.${one.verdict}`)}`}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
