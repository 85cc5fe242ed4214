import { members, roles } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { ownTokens } from '../store/tokens.ts'

/** A member's own tokens, never their secrets. */
export const myTokens = query({
  name: 'accounts/my-tokens',
  about: 'Your own tokens, with what they may do and until when.',
  input: z.object({}),
  may: members(...roles)
    .onTheirOrganisation()
    .forPurpose('account'),
  refusals: [],
  async run(reading) {
    const tokens = await ownTokens(reading.tx)
    return ok({ tokens: tokens.map((one) => ({ ...one, holds: one.revoked === null && one.until > reading.now })) })
  },
})
