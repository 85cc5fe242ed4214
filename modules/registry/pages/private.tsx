import {
  ask,
  Card,
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
  type Typed,
} from '@convive/ui'
import type { Refusal } from '@convive/kernel'
import type { AnswerOf } from '@convive/commands'
import type { sealPersonRecord } from '../commands/seal-record.ts'
import type { recordNeeds } from '../commands/record-needs.ts'
import type { codeLists } from '../queries/code-lists.ts'
import type { showRestricted } from '../queries/show-restricted.ts'
import { useOpenStates } from './options.ts'
import { someAnswer } from './read-birth.ts'

type Opened = AnswerOf<typeof showRestricted>
type Outcome =
  | RefusedForm
  | {
      readonly opened: Opened
      readonly reason: string
      /** What was ticked, when it could not be saved. */
      readonly typed?: Typed
      readonly refusals?: readonly Refusal[]
    }

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
    const refused = await submit<typeof recordNeeds>(args, {
      name: 'registry/record-needs',
      purpose: 'protection',
      read: (form) => ({
        personId,
        codes: form.getAll('codes').map(String),
        genderIdentity: someAnswer(field(form, 'gender')),
        basedOn: Number(field(form, 'version')),
      }),
      done: () => `/${at.locale}/desk/persons/${personId}/private`,
    })
    return { ...(await open(args, personId)), ...refused }
  }
  if (field(at.form, 'do') === 'seal') {
    const refused = await submit<typeof sealPersonRecord>(args, {
      name: 'registry/seal-record',
      purpose: 'protection',
      read: (form) => ({ personId, sealed: field(form, 'sealed') === 'yes' }),
      done: () => `/${at.locale}/desk/persons/${personId}/private`,
    })
    return { ...(await open(args, personId)), ...refused }
  }
  return open(args, personId)
}

/** The restricted facts, with the reason typed; or what is wrong with it. */
async function open(args: PageArgs, personId: string | undefined): Promise<Outcome> {
  const reason = field(scope(args).form, 'reason')
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
  const openStates = useOpenStates()
  const refusals: readonly Refusal[] = actionData?.refusals ?? []
  const opened = actionData !== undefined && 'opened' in actionData ? actionData.opened : undefined
  const typed = opened === undefined ? undefined : actionData?.typed
  const codes = opened?.facts['need_codes']
  const held = codes?.state === 'value' && typeof codes.value === 'object' ? codes.value : []
  const asked = new Set(loaderData.needs.map((need) => need.code))
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
        <>
          <Form>
            <input type="hidden" name="version" value={opened.version} />
            <input
              type="hidden"
              name="reason"
              value={actionData !== undefined && 'reason' in actionData ? actionData.reason : ''}
            />
            {/* Needs recorded in finer codes than the questions: saving keeps them. */}
            {held
              .filter((code) => !asked.has(code))
              .map((code) => (
                <input key={code} type="hidden" name="codes" value={code} />
              ))}
            <Choices
              name="codes"
              several
              label={t('registry.check.needs')}
              typed={typed}
              values={typed === undefined ? held : []}
              options={loaderData.needs.map((need) => ({ value: need.code, label: t(`registry.need.${need.code}`) }))}
            />
            <Choices
              name="gender"
              label={t('registry.private.gender')}
              typed={typed}
              values={gender === undefined ? [] : [gender.state === 'value' ? String(gender.value) : `=${gender.state}`]}
              options={[
                ...loaderData.genderIdentities.map((one) => ({ value: one, label: t(`registry.gender.${one}`) })),
                ...openStates,
              ]}
            />
            <button className="button" name="do" value="save">
              {t('ui.save')}
            </button>
          </Form>
          <Sealing opened={opened} reason={actionData !== undefined && 'reason' in actionData ? actionData.reason : ''} />
        </>
      )}
    </>
  )
}

/** Whether anybody finds this record, and the way to change it. */
function Sealing({ opened, reason }: { readonly opened: Opened; readonly reason: string }) {
  const { t } = useText()
  return (
    <Card title={t('registry.private.sealing')}>
      <p>{t(opened.sealed ? 'registry.private.is-sealed' : 'registry.private.not-sealed')}</p>
      <Form>
        <input type="hidden" name="reason" value={reason} />
        <input type="hidden" name="sealed" value={opened.sealed ? 'no' : 'yes'} />
        <button className="button quiet" name="do" value="seal">
          {t(opened.sealed ? 'registry.private.unseal' : 'registry.private.seal')}
        </button>
      </Form>
    </Card>
  )
}
