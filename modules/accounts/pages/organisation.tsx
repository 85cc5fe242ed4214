import {
  ask,
  Card,
  Choices,
  DataTable,
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
import type { changeMember } from '../commands/change-member.ts'
import type { inviteMember } from '../commands/invite-member.ts'
import type { showInvitationCode } from '../queries/show-invitation-code.ts'
import { MemberActions } from './member-actions.tsx'
import type { showOrganisation } from '../queries/show-organisation.ts'

const roles = ['registrar', 'protection_officer', 'case_officer', 'adjudicator', 'planner', 'editor', 'administrator'] as const
type Outcome = RefusedForm | { readonly code: string; readonly name: string }

export function loader(args: PageArgs) {
  return ask<typeof showOrganisation>(args, 'accounts/show-organisation', {})
}

export async function action(args: PageArgs): Promise<Outcome> {
  const at = scope(args)
  const here = `/${at.locale}/desk/organisation`
  const memberId = field(at.form, 'memberId')
  switch (field(at.form, 'do')) {
    case 'renew': {
      const renewed = await at.doors.dispatch('accounts/renew-invitation', { memberId }, { key: field(at.form, '_key') })
      if (!renewed.ok) return { refusals: renewed.refusals, typed: {} }
      return showCode(args, memberId)
    }
    case 'show-code':
      return showCode(args, memberId)
    case 'disable':
    case 'enable': {
      const status = field(at.form, 'do') === 'enable' ? 'active' : 'disabled'
      return submit<typeof changeMember>(args, {
        name: 'accounts/change-member',
        read: () => ({ memberId, status }),
        done: () => here,
      })
    }
    default:
      return submit<typeof inviteMember>(args, {
        name: 'accounts/invite-member',
        read: (form) => ({ name: field(form, 'name'), signInName: field(form, 'signInName'), roles: form.getAll('roles') }),
        done: () => here,
      })
  }
}

async function showCode(args: PageArgs, memberId: string): Promise<Outcome> {
  const shown = await tryAsk<typeof showInvitationCode>(args, 'accounts/show-invitation-code', { memberId })
  if (!shown.ok) return { refusals: shown.refusals, typed: {} }
  return { code: shown.value.code, name: field(scope(args).form, 'name') }
}

export default function OrganisationPage({
  loaderData,
  actionData,
}: {
  readonly loaderData: Awaited<ReturnType<typeof loader>>
  readonly actionData?: Outcome
}) {
  const { t, formats } = useText()
  const refused = actionData !== undefined && 'refusals' in actionData ? actionData : undefined
  const shared = { refusals: refused?.refusals, typed: refused?.typed }
  return (
    <>
      <title>{`${t('accounts.organisation.title')} · Convive`}</title>
      <ErrorSummary refusals={refused?.refusals ?? []} />
      <h1>{loaderData.organisation.name}</h1>
      {actionData !== undefined && 'code' in actionData ? (
        <p className="note">{t('accounts.organisation.code', { name: actionData.name, code: actionData.code })}</p>
      ) : null}
      <DataTable
        caption={t('accounts.organisation.members')}
        head={[
          { label: t('accounts.organisation.name') },
          { label: t('accounts.sign-in.name') },
          { label: t('accounts.organisation.roles') },
          { label: t('accounts.organisation.status') },
          { label: t('ui.nav.label') },
        ]}
      >
        {loaderData.members.map((member) => (
          <tr key={member.memberId}>
            <th scope="row">{member.name}</th>
            <td>{member.signInName}</td>
            <td>{formats.list(member.roles.map((role) => t(`accounts.role.${role}`)))}</td>
            <td>{t(`accounts.status.${member.status}`)}</td>
            <td>
              <MemberActions member={member} />
            </td>
          </tr>
        ))}
      </DataTable>
      <Card title={t('accounts.organisation.invite')}>
        <Form>
          <TextField name="name" label={t('accounts.organisation.name')} {...shared} />
          <TextField name="signInName" label={t('accounts.sign-in.name')} {...shared} />
          <Choices
            name="roles"
            several
            label={t('accounts.organisation.roles')}
            options={roles.map((role) => ({ value: role, label: t(`accounts.role.${role}`) }))}
            {...shared}
          />
          <button className="button">{t('accounts.organisation.invite')}</button>
        </Form>
      </Card>
    </>
  )
}
