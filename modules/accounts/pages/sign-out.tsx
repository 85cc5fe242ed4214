import { Form, scope, useText, type PageArgs } from '@convive/ui'

export async function action(args: PageArgs): Promise<{ readonly done: true }> {
  const at = scope(args)
  if (at.session !== undefined) await at.doors.dispatch('accounts/sign-out', { session: at.session })
  at.endSession()
  return { done: true }
}

export default function SignOut({ actionData }: { readonly actionData?: { readonly done: true } }) {
  const { t, locale } = useText()
  return (
    <>
      <title>{`${t('accounts.sign-out.title')} · Convive`}</title>
      <h1>{t('accounts.sign-out.title')}</h1>
      {actionData?.done ? (
        <p className="note">
          {t('accounts.sign-out.done')} <a href={`/${locale}`}>Convive</a>
        </p>
      ) : (
        <Form>
          <button className="button">{t('accounts.sign-out.title')}</button>
        </Form>
      )}
    </>
  )
}
