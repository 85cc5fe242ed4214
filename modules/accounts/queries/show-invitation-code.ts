import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findInvitationCode } from '../store/members.ts'

/** The one-time code of a member who has not used it yet, to print or read out. */
export const showInvitationCode = query({
  name: 'accounts/show-invitation-code',
  about: 'The one-time code of an invited member.',
  input: z.object({ memberId: z.uuid() }),
  may: members('administrator').onTheirOrganisation().forPurpose('account'),
  refusals: ['accounts/member-not-found', 'accounts/invitation-over'],
  async run(reading) {
    const found = await findInvitationCode(reading.tx, reading.input.memberId)
    if (found === undefined) return refuse('accounts/member-not-found')
    if (found.until <= reading.now) return refuse('accounts/invitation-over')
    const code = reading.vault.open(`accounts.invitation/${reading.input.memberId}`, found.sealed).toString()
    return ok({ code, until: found.until })
  },
})
