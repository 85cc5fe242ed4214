import type { AnswerOf } from '@convive/commands'
import {
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  redirect,
  scope,
  TextField,
  typedOf,
  untrimmed,
  useText,
  type KeptForm,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { signIn } from '../commands/sign-in.ts'
import type { demoMembers } from '../queries/demo-members.ts'

type Outcome = (RefusedForm & { readonly resume: string }) | { readonly goOn: KeptForm; readonly csrf: string }

/** Demonstration accounts, where there is demonstration data. */
export async function loader(args: PageArgs): Promise<{ readonly demo: AnswerOf<typeof demoMembers> }> {
  const answer = await scope(args).doors.query('accounts/demo-members', {})
  return { demo: answer.ok ? parseAnswer(answer.value) : { members: [] } }
}

/** Signs in. A form that was being filled when the session ended comes along, sealed, and is sent on afterwards. */
export async function action(args: PageArgs): Promise<Outcome> {
  const at = scope(args)
  const resume = field(at.form, 'resume')
  if (field(at.form, '_kept') !== '') return { refusals: [], typed: {}, resume }
  const demo =
    field(at.form, 'demo') === ''
      ? undefined
      : (await loader(args)).demo.members.find((member) => member.signInName === field(at.form, 'signInName'))
  const input = {
    signInName: field(at.form, 'signInName'),
    password: demo?.password ?? untrimmed(at.form, 'password'),
    code: demo?.code ?? field(at.form, 'code'),
  }
  const answer = await at.doors.dispatch('accounts/sign-in', input)
  if (!answer.ok) return { refusals: answer.refusals, typed: typedOf(at.form), resume }
  const opened: AnswerOf<typeof signIn> = parseAnswer(answer.value)
  // The session that this browser had before, its own or one planted by somebody, ends here.
  if (at.session !== undefined) await at.doors.dispatch('accounts/sign-out', { session: at.session })
  const csrf = at.startSession(opened.session, opened.device)
  const kept = resume === '' ? undefined : parseAnswer<KeptForm | undefined>(at.open(resume))
  if (kept === undefined) throw redirect(`/${at.locale}/desk`)
  return { goOn: kept, csrf }
}

export default function SignIn({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: Outcome
}) {
  const { t, formats, locale } = useText()
  if (actionData !== undefined && 'goOn' in actionData) return <GoOn kept={actionData.goOn} csrf={actionData.csrf} />
  const refusals = actionData?.refusals ?? []
  const shared = { refusals, typed: actionData?.typed }
  return (
    <>
      <title>{`${t('accounts.sign-in.title')} · Convive`}</title>
      <ErrorSummary refusals={refusals} />
      <h1>{t('accounts.sign-in.title')}</h1>
      {actionData?.resume ? (
        <p className="note">{t('accounts.sign-in.kept')}</p>
      ) : (
        <p>
          {t('accounts.sign-in.intro')} <a href={`/${locale}/my`}>{t('ui.nav.mine')}</a>
        </p>
      )}
      <Form action={`/${locale}/sign-in`}>
        <input type="hidden" name="resume" value={actionData?.resume ?? ''} />
        <TextField name="signInName" label={t('accounts.sign-in.name')} autoComplete="username" required {...shared} />
        <TextField
          name="password"
          type="password"
          label={t('accounts.sign-in.password')}
          autoComplete="current-password"
          required
          {...shared}
        />
        <TextField
          name="code"
          short
          numeric
          label={t('accounts.sign-in.code')}
          hint={t('accounts.sign-in.code-hint')}
          autoComplete="one-time-code"
          required
          {...shared}
        />
        <div className="actions">
          <button className="button">{t('accounts.sign-in.title')}</button>
          <a href={`/${locale}/join`}>{t('accounts.join.title')}</a>
        </div>
      </Form>
      {loaderData.demo.members.length === 0 ? null : (
        <section className="card">
          <p>{t('accounts.sign-in.demo')}</p>
          {[...Map.groupBy(loaderData.demo.members, (member) => member.organisation)].map(([organisation, members]) => (
            <section key={organisation}>
              <h2>{organisation}</h2>
              {members.map((member) => (
                <Form key={member.signInName} action={`/${locale}/sign-in`}>
                  <input type="hidden" name="resume" value={actionData?.resume ?? ''} />
                  <input type="hidden" name="signInName" value={member.signInName} />
                  <input type="hidden" name="demo" value="yes" />
                  <button className="link">
                    {formats.labelled(member.name, formats.list(member.roles.map((role) => t(`accounts.role.${role}`))))}
                  </button>
                </Form>
              ))}
            </section>
          ))}
        </section>
      )}
    </>
  )
}

/** Everything that was typed before, ready to be sent again under the new session. */
function GoOn({ kept, csrf }: { readonly kept: KeptForm; readonly csrf: string }) {
  const { t, newKey } = useText()
  return (
    <>
      <title>{`${t('accounts.sign-in.go-on')} · Convive`}</title>
      <h1>{t('accounts.sign-in.go-on')}</h1>
      <p>{t('accounts.sign-in.back')}</p>
      <form method="post" action={kept.path}>
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="_key" value={newKey()} />
        {kept.fields.map(([name, value], at) => (
          <input type="hidden" key={`${name} ${at}`} name={name} value={value} />
        ))}
        <button className="button" name="_resumed" value="1">
          {t('accounts.sign-in.go-on')}
        </button>
      </form>
    </>
  )
}
