import { members, roles } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { revokeToken as revoke } from '../store/tokens.ts'

/** Members revoke their own tokens, administrators every one of the organisation. */
export const revokeToken = command({
  name: 'accounts/revoke-token',
  about: 'Revoke a token of yours; as administrator, any of your organisation.',
  input: z.object({ tokenId: z.uuid() }),
  may: members(...roles)
    .onTheirOrganisation()
    .forPurpose('account'),
  refusals: ['accounts/token-not-found'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const whose = work.actor.roles.includes('administrator') ? undefined : work.actor.memberId
    if (!(await revoke(work.tx, { tokenId: work.input.tokenId, whose, now: work.now }))) return refuse('accounts/token-not-found')
    work.journal(work.actor.organisationId, { fields: [`token/${work.input.tokenId}`] })
    return ok({ tokenId: work.input.tokenId })
  },
})
