import { members, roles } from '@convive/access'
import { command } from '@convive/commands'
import { isDatabaseError } from '@convive/database'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { invite } from '../store/invite.ts'
import { insertMember } from '../store/members.ts'

/** An administrator adds a member; the one-time code to hand over is shown by `accounts/show-invitation-code`. */
export const inviteMember = command({
  name: 'accounts/invite-member',
  about: 'Add a member to your organisation and make a one-time code for them.',
  input: z.object({
    name: z.string().trim().min(1, 'accounts/name-required').max(200),
    signInName: z.string().trim().toLowerCase().min(3, 'accounts/sign-in-name-required').max(200),
    roles: z.array(z.enum(roles)).min(1, 'accounts/role-required'),
  }),
  may: members('administrator').onTheirOrganisation().forPurpose('account'),
  refusals: ['accounts/name-required', 'accounts/sign-in-name-required', 'accounts/role-required', 'accounts/sign-in-name-taken'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const organisationId = work.actor.organisationId
    const memberId = work.newId<'member'>()
    try {
      await insertMember(work.tx, { memberId, organisationId, ...work.input })
    } catch (error) {
      if (isDatabaseError(error) && error.code === '23505')
        return refuse({ code: 'accounts/sign-in-name-taken', at: 'signInName' })
      throw error
    }
    await invite(work, { memberId, organisationId })
    work.journal(organisationId, { fields: [`member/${memberId}`] })
    return ok({ memberId })
  },
})
