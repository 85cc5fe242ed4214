import { inScope, members, roles } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { insertToken } from '../store/tokens.ts'
import { newSecret } from '../store/sessions.ts'

/** Makes a token with which the command line or another program acts as this member. Its secret is shown once. */
export const issueToken = command({
  name: 'accounts/issue-token',
  about: 'Make a token that acts as you, limited to named commands and queries. The answer holds its secret, once.',
  input: z.object({
    label: z.string().trim().min(1, 'accounts/label-required').max(100),
    /** Names such as `registry/find-persons`; `registry/*` is the whole room. */
    scope: z
      .array(z.string().regex(/^[a-z]+\/(\*|[a-z-]+)$/, 'accounts/scope-unknown'))
      .min(1, 'accounts/scope-unknown')
      .max(200),
    days: z.number().int().min(1).max(365),
  }),
  may: members(...roles)
    .onTheirOrganisation()
    .forPurpose('account'),
  refusals: ['accounts/label-required', 'accounts/scope-unknown', 'accounts/scope-too-wide'],
  repeat: 'anytime',
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const own = work.actor.scope
    // A token that makes tokens could otherwise make itself a wider one.
    if (own !== undefined && !work.input.scope.every((name) => inScope(own, name)))
      return refuse({ code: 'accounts/scope-too-wide', at: 'scope' })
    const { secret, digest } = newSecret('convive_')
    const tokenId = work.newId<'token'>()
    await insertToken(work.tx, {
      tokenId,
      organisationId: work.actor.organisationId,
      memberId: work.actor.memberId,
      digest,
      label: work.input.label,
      scope: work.input.scope,
      until: new Date(work.now.getTime() + work.input.days * 86_400_000),
    })
    work.journal(work.actor.organisationId, { fields: [`token/${tokenId}`, ...work.input.scope] })
    return ok({ tokenId, secret })
  },
})
