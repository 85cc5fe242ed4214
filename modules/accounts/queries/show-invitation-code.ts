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
  refusals: ['accounts/member-not-found'],
  async run(reading) {
    const sealed = await findInvitationCode(reading.tx, reading.input.memberId)
    if (sealed === undefined) return refuse('accounts/member-not-found')
    return ok({ code: reading.vault.open(`accounts.invitation/${reading.input.memberId}`, sealed).toString() })
  },
})
