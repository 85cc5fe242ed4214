import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { countWaiting } from '../store/waiting.ts'

/** What waits for somebody of the organisation, as numbers for the first page of the desk. */
export const whatWaits = query({
  name: 'registry/what-waits',
  about: 'How many possible duplicates, corrections, erasures and emergencies wait for somebody, each counted to 99.',
  input: z.object({}),
  may: members('registrar', 'protection_officer', 'case_officer', 'administrator').onTheirOrganisation().forPurpose('operation'),
  refusals: [],
  run: async ({ tx }) => ok(await countWaiting(tx)),
})
