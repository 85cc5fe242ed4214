import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { publishedKeys as keysOf } from '../store/signer.ts'

/** Public keys of this installation, to check papers without network. */
export const publishedKeys = query({
  name: 'papers/published-keys',
  about: 'Public keys with which papers are checked.',
  input: z.object({}),
  may: anyone(),
  refusals: [],
  run: async (reading) => ok(await keysOf(reading.tx)),
})
