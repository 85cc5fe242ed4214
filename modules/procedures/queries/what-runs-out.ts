import { members } from '@convive/access'
import { query } from '@convive/commands'
import { addDays, ok } from '@convive/kernel'
import { z } from 'zod'
import { countRunningOut } from '../store/applications.ts'

/** How many cases of the office have run out, and how many do so within a week: for whoever answers for the office, without a name. */
export const whatRunsOut = query({
  name: 'procedures/what-runs-out',
  about: 'How many applications of your organisation have run out, or do so within seven days; each counted to 99.',
  input: z.object({}),
  may: members('case_officer', 'adjudicator', 'administrator').onTheirOrganisation().forPurpose('casework', 'operation'),
  refusals: [],
  run: async ({ tx, today }) => ok(await countRunningOut(tx, { today, soon: addDays(today, 7) })),
})
