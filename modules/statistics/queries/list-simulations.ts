import { members } from '@convive/access'
import { memberNames } from '@convive/accounts'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { packs } from '@convive/procedures'
import { z } from 'zod'
import { recentSimulations } from '../store/simulations.ts'

/** The organisation's latest simulations, the newest first. */
export const listSimulations = query({
  name: 'statistics/list-simulations',
  about: 'The latest simulations of the organisation: of which procedure, by whom, when, and whether they are finished.',
  input: z.object({}),
  may: members('planner').onTheirOrganisation().forPurpose('statistics'),
  refusals: [],
  async run({ tx }) {
    const names = await memberNames(tx)
    const simulations = (await recentSimulations(tx, 20)).map(({ memberId, ...one }) => ({
      ...one,
      title: packs.procedures.get(one.procedureId)?.title,
      by: names.get(memberId) ?? '',
    }))
    return ok({ simulations })
  },
})
