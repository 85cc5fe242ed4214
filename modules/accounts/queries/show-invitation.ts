import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok, readCrockford, refuse } from '@convive/kernel'
import { toDataURL } from 'qrcode'
import { z } from 'zod'
import { invitationHash } from '../store/invite.ts'
import { findInvitation } from '../store/members.ts'
import { newTotpSecret, totpAddress } from '../store/one-time-code.ts'

/** What a new member sees after typing their one-time code: their name and a secret for an authenticator app. */
export const showInvitation = query({
  name: 'accounts/show-invitation',
  about: 'Open an invitation with its one-time code.',
  input: z.object({ code: z.string().max(60) }),
  may: anyone('account'),
  refusals: ['accounts/code-unknown'],
  async run(reading) {
    const invited = await findInvitation(
      reading.tx,
      invitationHash(reading.vault, readCrockford(reading.input.code)),
      reading.now,
    )
    if (invited === undefined) return refuse({ code: 'accounts/code-unknown', at: 'code' })
    const totpSecret = newTotpSecret()
    const qr = await toDataURL(totpAddress(totpSecret, invited.signInName), { margin: 1, width: 400 })
    return ok({ name: invited.name, signInName: invited.signInName, totpSecret, qr })
  },
})
