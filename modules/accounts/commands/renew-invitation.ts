import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { invite } from '../store/invite.ts'
import { listMembers } from '../store/members.ts'
import { endMemberSessions, forgetSecrets } from '../store/own-access.ts'
import { revokeTokensOf } from '../store/tokens.ts'

/**
 * A new one-time code: for somebody whose invitation has run out, and for somebody who lost their phone or their password. What
 * they had before opens nothing any more, because whoever found the phone must not get in with it.
 */
export const renewInvitation = command({
  name: 'accounts/renew-invitation',
  about: 'Give a member a new one-time code; their old password, authenticator, sessions and tokens end.',
  input: z.object({ memberId: z.uuid() }),
  may: members('administrator').onTheirOrganisation().forPurpose('account'),
  refusals: ['accounts/member-not-found', 'accounts/access-closed', 'accounts/own-access'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const { memberId } = work.input
    const { organisationId } = work.actor
    const member = (await listMembers(work.tx)).find((one) => one.memberId === memberId)
    if (member === undefined) return refuse('accounts/member-not-found')
    if (member.status === 'disabled') return refuse('accounts/access-closed')
    if (memberId === work.actor.memberId) return refuse('accounts/own-access')
    await forgetSecrets(work.tx, memberId)
    await endMemberSessions(work.tx, memberId)
    await revokeTokensOf(work.tx, memberId, work.now)
    await invite(work, { memberId, organisationId })
    work.journal(organisationId, { fields: [`member/${memberId}`, 'invitation'] })
    return ok({ memberId })
  },
})
