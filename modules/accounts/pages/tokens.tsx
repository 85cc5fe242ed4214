import type { AnswerOf } from '@convive/commands'
import {
  ask,
  Card,
  Crumbs,
  DataTable,
  Empty,
  ErrorSummary,
  field,
  Form,
  parseAnswer,
  scope,
  SelectField,
  submit,
  TextField,
  typedOf,
  useText,
  type PageArgs,
  type RefusedForm,
} from '@convive/ui'
import type { issueToken } from '../commands/issue-token.ts'
import type { revokeToken } from '../commands/revoke-token.ts'
import type { myTokens } from '../queries/my-tokens.ts'

const lifetimes = [1, 7, 30, 90, 365] as const
type Outcome = RefusedForm | { readonly secret: string; readonly address: string }

export function loader(args: PageArgs) {
  return ask<typeof myTokens>(args, 'accounts/my-tokens', {})
}

export async function action(args: PageArgs): Promise<Outcome> {
  const at = scope(args)
  if (field(at.form, 'do') === 'revoke')
    return submit<typeof revokeToken>(args, {
      name: 'accounts/revoke-token',
      read: (form) => ({ tokenId: field(form, 'tokenId') }),
      done: () => `/${at.locale}/desk/tokens`,
    })
  const answer = await at.doors.dispatch('accounts/issue-token', {
    label: field(at.form, 'label'),
    scope: field(at.form, 'scope')
      .split(/[\s,;]+/)
      .filter((name) => name !== ''),
    days: Number(field(at.form, 'days')),
  })
  if (!answer.ok) return { refusals: answer.refusals.map(onItsField), typed: typedOf(at.form) }
  const { secret } = parseAnswer<AnswerOf<typeof issueToken>>(answer.value)
  return { secret, address: new URL(args.request.url).origin }
}

/** The command judges each name of the list; the page has one field for all. */
function onItsField(refusal: RefusedForm['refusals'][number]): RefusedForm['refusals'][number] {
  return refusal.at?.startsWith('scope') === true ? { ...refusal, at: 'scope' } : refusal
}

export default function Tokens({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: Outcome
}) {
  const { t, locale } = useText()
  const refused = actionData !== undefined && 'refusals' in actionData ? actionData : undefined
  const shared = { refusals: refused?.refusals, typed: refused?.typed }
  return (
    <>
      <title>{`${t('accounts.tokens.title')} · Convive`}</title>
      <ErrorSummary refusals={refused?.refusals ?? []} />
      <Crumbs
        trail={[{ href: `/${locale}/desk/account`, label: t('accounts.account.title') }]}
        here={t('accounts.tokens.title')}
      />
      <h1>{t('accounts.tokens.title')}</h1>
      <p>{t('accounts.tokens.intro')}</p>
      {actionData !== undefined && 'secret' in actionData ? (
        <Card title={t('accounts.tokens.made')} className="note">
          <p>{t('accounts.tokens.once')}</p>
          <p className="code">{actionData.secret}</p>
          <p>{t('accounts.tokens.use')}</p>
          <pre className="scroll" tabIndex={0}>
            {`export CONVIVE_URL=${actionData.address}\nexport CONVIVE_TOKEN=${actionData.secret}\nnpm run convive -- help`}
          </pre>
        </Card>
      ) : null}
      {loaderData.tokens.length === 0 ? <Empty>{t('accounts.tokens.none')}</Empty> : <List tokens={loaderData.tokens} />}
      <Card title={t('accounts.tokens.make')}>
        <Form>
          <TextField name="label" label={t('accounts.tokens.label')} hint={t('accounts.tokens.label-hint')} {...shared} />
          <TextField
            name="scope"
            lines={4}
            label={t('accounts.tokens.scope')}
            hint={t('accounts.tokens.scope-hint')}
            {...shared}
          />
          <SelectField
            name="days"
            label={t('accounts.tokens.days')}
            value="7"
            options={lifetimes.map((days) => ({ value: String(days), label: t('accounts.tokens.some-days', { days }) }))}
            {...shared}
          />
          <button className="button">{t('accounts.tokens.make')}</button>
        </Form>
      </Card>
    </>
  )
}

function List({ tokens }: { readonly tokens: AnswerOf<typeof myTokens>['tokens'] }) {
  const { t, formats, timeZone } = useText()
  return (
    <DataTable
      caption={t('accounts.tokens.title')}
      head={(['label', 'scope', 'until', 'revoke'] as const).map((name) => ({ label: t(`accounts.tokens.${name}`) }))}
    >
      {tokens.map((token) => (
        <tr key={token.tokenId}>
          <th scope="row">{token.label}</th>
          <td>{token.scope.join(' ')}</td>
          <td>{token.revoked === null ? formats.moment(token.until, timeZone) : t('accounts.tokens.revoked')}</td>
          <td>
            {token.holds ? (
              <Form>
                <input type="hidden" name="tokenId" value={token.tokenId} />
                <button className="link" name="do" value="revoke" aria-label={`${t('accounts.tokens.revoke')}: ${token.label}`}>
                  {t('accounts.tokens.revoke')}
                </button>
              </Form>
            ) : null}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
