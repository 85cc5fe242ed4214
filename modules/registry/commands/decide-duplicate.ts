import { members } from '@convive/access'
import { command } from '@convive/commands'
import { z } from 'zod'
import { decidePair, pairRefusals } from '../store/decide-pair.ts'

/**
 * Same, different or unsure, with a reason. "Same" links records; nothing is merged or deleted. Where it would join more
 * than two, the first "same" is a proposal that another member confirms; where it would join two that were told apart, it is refused.
 */
export const decideDuplicate = command({
  name: 'registry/decide-duplicate',
  about: 'Say whether two records are the same person. Linking can be undone; joining more than two records takes two members.',
  input: z.object({
    personId: z.uuid(),
    otherId: z.uuid(),
    decision: z.enum(['same', 'different', 'unsure']),
    reason: z.string().trim().min(3, 'registry/reason-required').max(1000),
    /** The newest answer about the pair that whoever answers saw, null for none. Another one since then is not overwritten. */
    seen: z.uuid().nullable().optional(),
  }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/reason-required', ...pairRefusals],
  run: async (work) => {
    const { personId, otherId, decision, reason, seen } = work.input
    return decidePair(work, { pair: [personId, otherId], decision, reason, ...(seen === undefined ? {} : { seen }) })
  },
})
