import { Form, useText } from '@convive/ui'

type Member = { readonly memberId: string; readonly name: string; readonly status: string }

/** What an administrator can do about a member's access, from where it stands. */
export function MemberActions({ member }: { readonly member: Member }) {
  const { t } = useText()
  const button = (action: string, label: string) => (
    <button className="link" name="do" value={action} aria-label={`${label}: ${member.name}`}>
      {label}
    </button>
  )
  const known = (
    <>
      <input type="hidden" name="memberId" value={member.memberId} />
      <input type="hidden" name="name" value={member.name} />
    </>
  )
  switch (member.status) {
    case 'invited':
      return (
        <Form>
          {known}
          {button('show-code', t('accounts.organisation.show-code'))} {button('renew', t('accounts.organisation.renew'))}{' '}
          {button('disable', t('accounts.organisation.disable-invited'))}
        </Form>
      )
    case 'active':
      return (
        <>
          <Form>
            {known}
            {button('disable', t('accounts.organisation.disable'))}
          </Form>
          <details>
            <summary>{t('accounts.organisation.lost')}</summary>
            <p className="soft">{t('accounts.organisation.lost-help')}</p>
            <Form>
              {known}
              {button('renew', t('accounts.organisation.renew'))}
            </Form>
          </details>
        </>
      )
    default:
      return (
        <Form>
          {known}
          {button('enable', t('accounts.organisation.enable'))}
        </Form>
      )
  }
}
