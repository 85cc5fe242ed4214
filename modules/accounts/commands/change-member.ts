import { members, roles } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { invite } from '../store/invite.ts'
import { changeMember as change, listMembers } from '../store/members.ts'
import { deleteInvitation, endMemberSessions } from '../store/own-access.ts'

/** Changes a member's roles or closes their account. The last active administrator stays. */
export const changeMember = command({
  name: 'accounts/change-member',
  about: "Change a member's roles, or disable or enable the account; who never joined gets a new one-time code.",
  input: z.object({
    memberId: z.uuid(),
    roles: z.array(z.enum(roles)).min(1, 'accounts/role-required').optional(),
    status: z.enum(['active', 'disabled']).optional(),
  }),
  may: members('administrator').onTheirOrganisation().forPurpose('account'),
  refusals: ['accounts/member-not-found', 'accounts/last-administrator', 'accounts/role-required'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const { memberId, ...wanted } = work.input
    const known = await listMembers(work.tx)
    const member = known.find((one) => one.memberId === memberId)
    if (member === undefined || (wanted.status === 'active' && member.status === 'invited'))
      return refuse('accounts/member-not-found')
    // Whoever never joined has no password yet: their access opens with a new code.
    const opensByCode = wanted.status === 'active' && !member.joined
    const remaining = known.filter((one) => {
      const after =
        one.memberId === memberId
          ? { roles: wanted.roles ?? one.roles, status: opensByCode ? 'invited' : (wanted.status ?? one.status) }
          : one
      return after.status === 'active' && after.roles.some((role) => role === 'administrator')
    })
    if (remaining.length === 0) return refuse('accounts/last-administrator')
    await change(work.tx, memberId, opensByCode ? { ...wanted, status: 'invited' } : wanted)
    if (opensByCode) await invite(work, { memberId, organisationId: work.actor.organisationId })
    if (wanted.status === 'disabled') {
      await endMemberSessions(work.tx, memberId)
      await deleteInvitation(work.tx, memberId)
    }
    work.journal(work.actor.organisationId, {
      fields: [
        `member/${memberId}`,
        ...(wanted.roles ?? []).map((role) => `role/${role}`),
        ...(wanted.status === undefined ? [] : [wanted.status]),
      ],
    })
    return ok({ memberId })
  },
})
