import type { AnswerOf } from '@convive/commands'
import type { Refusal } from '@convive/kernel'
import {
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  scope,
  TextField,
  tryAsk,
  typedOf,
  untrimmed,
  useText,
  type PageArgs,
  type Typed,
} from '@convive/ui'
import type { acceptInvitation } from '../commands/accept-invitation.ts'
import type { showInvitation } from '../queries/show-invitation.ts'

type Invited = { readonly name: string; readonly signInName: string; readonly totpSecret: string; readonly qr: string }
type Outcome = {
  readonly step: 'code' | 'secret' | 'done'
  readonly refusals: readonly Refusal[]
  readonly typed: Typed
  readonly code: string
  readonly invited?: Invited
  readonly sealed?: string
}

/** First the code, then password and authenticator app. What step one found travels sealed. */
export async function action(args: PageArgs): Promise<Outcome> {
  const at = scope(args)
  const code = field(at.form, 'code')
  const sealed = field(at.form, 'sealed')
  const typed = typedOf(at.form)
  if (sealed === '') {
    const found = await tryAsk<typeof showInvitation>(args, 'accounts/show-invitation', { code })
    if (!found.ok) return { step: 'code', refusals: found.refusals, typed, code }
    return {
      step: 'secret',
      refusals: [],
      typed: {},
      code,
      invited: found.value,
      sealed: at.seal({ code, invited: found.value }),
    }
  }
  const kept = parseAnswer<{ readonly code: string; readonly invited: Invited } | undefined>(at.open(sealed))
  if (kept === undefined) return { step: 'code', refusals: [{ code: 'accounts/code-unknown', at: 'code' }], typed: {}, code }
  const input = {
    code: kept.code,
    password: untrimmed(at.form, 'password'),
    totpSecret: kept.invited.totpSecret,
    oneTimeCode: field(at.form, 'oneTimeCode'),
  }
  const answer = await at.doors.dispatch('accounts/accept-invitation', input)
  if (answer.ok) {
    at.rememberDevice(parseAnswer<AnswerOf<typeof acceptInvitation>>(answer.value).device)
    return { step: 'done', refusals: [], typed: {}, code: '' }
  }
  return { step: 'secret', refusals: answer.refusals, typed, code, invited: kept.invited, sealed }
}

export default function Join({ actionData }: { readonly actionData?: Outcome }) {
  const { t, locale } = useText()
  const refusals = actionData?.refusals ?? []
  const shared = { refusals, typed: actionData?.typed }
  const invited = actionData?.invited
  return (
    <>
      <title>{`${t('accounts.join.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <h1>{invited === undefined ? t('accounts.join.title') : t('accounts.join.welcome', { name: invited.name })}</h1>
      {actionData?.step === 'done' ? (
        <p className="note">
          {t('accounts.join.done')} <a href={`/${locale}/sign-in`}>{t('accounts.sign-in.title')}</a>
        </p>
      ) : invited === undefined ? (
        <Form>
          <TextField name="code" label={t('accounts.join.code')} hint={t('accounts.join.code-hint')} required {...shared} />
          <button className="button">{t('accounts.join.next')}</button>
        </Form>
      ) : (
        <Form>
          <input type="hidden" name="sealed" value={actionData?.sealed ?? ''} />
          <TextField
            name="password"
            type="password"
            label={t('accounts.join.password')}
            hint={t('accounts.join.password-hint')}
            autoComplete="new-password"
            required
            {...shared}
          />
          <h2>{t('accounts.join.app')}</h2>
          <p>{t('accounts.join.app-hint')}</p>
          <p>
            <img src={invited.qr} alt={t('accounts.join.key')} width={200} height={200} />
          </p>
          <p>
            {t('accounts.join.key')}: <span className="code">{invited.totpSecret.replaceAll(/(.{4})/g, '$1 ')}</span>
          </p>
          <TextField
            name="oneTimeCode"
            short
            numeric
            label={t('accounts.sign-in.code')}
            autoComplete="one-time-code"
            required
            {...shared}
          />
          <button className="button">{t('accounts.join.next')}</button>
        </Form>
      )}
    </>
  )
}
