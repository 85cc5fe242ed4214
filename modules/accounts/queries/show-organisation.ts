import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { listMembers } from '../store/members.ts'
import { getOrganisation } from '../store/organisations.ts'
import { listTokens } from '../store/tokens.ts'

/** An administrator's page: the organisation, its members and its tokens (never their secrets). */
export const showOrganisation = query({
  name: 'accounts/show-organisation',
  about: 'Your organisation with its members and tokens.',
  input: z.object({}),
  may: members('administrator').onTheirOrganisation().forPurpose('account'),
  refusals: [],
  async run(reading) {
    return ok({
      organisation: await getOrganisation(reading.tx),
      members: await listMembers(reading.tx),
      tokens: await listTokens(reading.tx),
    })
  },
})
