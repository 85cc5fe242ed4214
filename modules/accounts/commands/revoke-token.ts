import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { revokeToken as revoke } from '../store/tokens.ts'

export const revokeToken = command({
  name: 'accounts/revoke-token',
  about: 'Revoke a token of your organisation.',
  input: z.object({ tokenId: z.uuid() }),
  may: members('administrator').onTheirOrganisation().forPurpose('account'),
  refusals: ['accounts/token-not-found'],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    if (!(await revoke(work.tx, work.input.tokenId, work.now))) return refuse('accounts/token-not-found')
    work.journal(work.actor.organisationId, { fields: [`token/${work.input.tokenId}`] })
    return ok({ tokenId: work.input.tokenId })
  },
})
