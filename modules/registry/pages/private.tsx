import {
  ask,
  Choices,
  ErrorSummary,
  field,
  Form,
  scope,
  submit,
  TextField,
  tryAsk,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { Refusal } from '@convive/kernel'
import type { AnswerOf } from '@convive/commands'
import type { recordNeeds } from '../commands/record-needs.ts'
import type { codeLists } from '../queries/code-lists.ts'
import type { showRestricted } from '../queries/show-restricted.ts'

type Opened = AnswerOf<typeof showRestricted>
type Outcome = RefusedForm | { readonly opened: Opened; readonly reason: string }

export async function loader(args: PageArgs) {
  const at = scope(args)
  if (at.actor.kind !== 'member' || !at.actor.roles.includes('protection_officer')) throw new Response(null, { status: 403 })
  return ask<typeof codeLists>(args, 'registry/code-lists', {})
}

/** Opens with a written reason first; then the answers of the conversation held alone can be recorded. */
export async function action(args: PageArgs): Promise<Outcome> {
  const at = scope(args)
  const personId = args.params['personId']
  if (field(at.form, 'do') === 'save') {
    return submit<typeof recordNeeds>(args, {
      name: 'registry/record-needs',
      purpose: 'protection',
      read: (form) => ({
        personId,
        codes: form.getAll('codes').map(String),
        genderIdentity: field(form, 'gender') || undefined,
        basedOn: Number(field(form, 'version')),
      }),
      done: () => `/${at.locale}/desk/persons/${personId}/private`,
    })
  }
  const reason = field(at.form, 'reason')
  const opened = await tryAsk<typeof showRestricted>(
    args,
    'registry/show-restricted',
    { personId },
    { purpose: 'protection', reason },
  )
  return opened.ok ? { opened: opened.value, reason } : { refusals: opened.refusals, typed: { reason: [reason] } }
}

export default function Private({
  loaderData,
  actionData,
}: {
  readonly loaderData: AnswerOf<typeof codeLists>
  readonly actionData?: Outcome
}) {
  const { t } = useText()
  const refusals: readonly Refusal[] = actionData !== undefined && 'refusals' in actionData ? actionData.refusals : []
  const opened = actionData !== undefined && 'opened' in actionData ? actionData.opened : undefined
  const codes = opened?.facts['need_codes']
  const gender = opened?.facts['gender_identity']
  return (
    <>
      <title>{`${t('registry.private.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <h1>{t('registry.private.title')}</h1>
      <p className="note wait">{t('registry.private.alone')}</p>
      {opened === undefined ? (
        <Form>
          <TextField
            name="reason"
            label={t('registry.private.reason')}
            hint={t('registry.private.reason-hint')}
            refusals={refusals}
          />
          <button className="button">{t('registry.private.open')}</button>
        </Form>
      ) : (
        <Form>
          <input type="hidden" name="version" value={opened.version} />
          <Choices
            name="codes"
            several
            label={t('registry.check.needs')}
            values={codes?.state === 'value' && typeof codes.value === 'object' ? codes.value : []}
            options={loaderData.needs.map((need) => ({ value: need.code, label: t(`registry.need.${need.code}`) }))}
          />
          <Choices
            name="gender"
            label={t('registry.private.gender')}
            values={gender?.state === 'value' ? [String(gender.value)] : []}
            options={loaderData.genderIdentities.map((one) => ({ value: one, label: t(`registry.gender.${one}`) }))}
          />
          <button className="button" name="do" value="save">
            {t('ui.save')}
          </button>
        </Form>
      )}
    </>
  )
}
