import type { AnswerOf } from '@convive/commands'
import {
  ask,
  Card,
  ErrorSummary,
  Form,
  parseAnswer,
  redirect,
  scope,
  TextField,
  untrimmed,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { changePassword } from '../commands/change-password.ts'
import type { myTokens } from '../queries/my-tokens.ts'

/** The tokens are counted here, and somebody without a session is asked to sign in. */
export async function loader(args: PageArgs): Promise<{ readonly tokens: number; readonly changed: boolean }> {
  const { tokens } = await ask<typeof myTokens>(args, 'accounts/my-tokens', {})
  return { tokens: tokens.filter((one) => one.holds).length, changed: scope(args).path.endsWith('?changed') }
}

/** Changes the password. Every session ends, so this browser is given a new one. */
export async function action(args: PageArgs): Promise<RefusedForm> {
  const at = scope(args)
  const input = { current: untrimmed(at.form, 'current'), password: untrimmed(at.form, 'password') }
  const answer = await at.doors.dispatch('accounts/change-password', input)
  if (!answer.ok) return { refusals: answer.refusals, typed: {} }
  at.startSession(parseAnswer<AnswerOf<typeof changePassword>>(answer.value).session)
  throw redirect(`/${at.locale}/desk/account?changed`)
}

export default function Account({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: RefusedForm
}) {
  const { t, locale } = useText()
  const shared = { refusals: actionData?.refusals, typed: actionData?.typed, type: 'password' } as const
  return (
    <>
      <title>{`${t('accounts.account.title')} · Convive`}</title>
      <ErrorSummary refusals={actionData?.refusals ?? []} />
      <h1>{t('accounts.account.title')}</h1>
      {loaderData.changed && actionData === undefined ? (
        <p className="note" role="status">
          {t('accounts.account.changed')}
        </p>
      ) : null}
      <Card title={t('accounts.account.password')}>
        <Form>
          <TextField name="current" label={t('accounts.account.current')} autoComplete="current-password" required {...shared} />
          <TextField
            name="password"
            label={t('accounts.account.new')}
            hint={t('accounts.join.password-hint')}
            autoComplete="new-password"
            required
            {...shared}
          />
          <button className="button">{t('accounts.account.password')}</button>
        </Form>
        <p className="soft">{t('accounts.account.lost')}</p>
      </Card>
      <Card title={t('accounts.tokens.title')}>
        <p>{t('accounts.tokens.intro')}</p>
        <p>
          <a href={`/${locale}/desk/tokens`}>{t('accounts.tokens.count', { count: loaderData.tokens })}</a>
        </p>
      </Card>
    </>
  )
}
