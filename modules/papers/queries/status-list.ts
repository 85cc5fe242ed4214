import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { makeStatusList } from '@convive/credentials'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { revokedEntries } from '../store/papers.ts'
import { statusListSize } from '../store/status-entries.ts'

/** The whole list of revoked positions: whoever asks tells nobody about which paper. */
export const statusList = query({
  name: 'papers/status-list',
  about: 'Which papers are revoked, as one list without numbers or names.',
  input: z.object({}),
  may: anyone(),
  refusals: [],
  run: async (reading) =>
    ok({ made: reading.now.toISOString(), ...makeStatusList(statusListSize, await revokedEntries(reading.tx)) }),
})
