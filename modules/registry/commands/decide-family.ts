import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { decidePair, pairRefusals, type PairDecided } from '../store/decide-pair.ts'

/** From so many on it is a large step, and a second member confirms it. */
const large = 6

const answer = z.object({
  personId: z.uuid(),
  otherId: z.uuid(),
  decision: z.enum(['same', 'different', 'unsure']),
  seen: z.uuid().nullable().optional(),
})

/** One answer with one reason about several members of a family that came again. All of it is kept, or nothing. */
export const decideFamily = command({
  name: 'registry/decide-family',
  about:
    'Say of several members of two households whether they are the same persons, with one reason; more than five at once take two members.',
  input: z.object({
    pairs: z.array(answer).min(1, 'registry/answer-required').max(60),
    reason: z.string().trim().min(3, 'registry/reason-required').max(1000),
  }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/reason-required', 'registry/answer-required', 'registry/one-each', ...pairRefusals],
  async run(work) {
    const { pairs, reason } = work.input
    const same = pairs.filter((one) => one.decision === 'same')
    const ids = same.flatMap((one) => [one.personId, one.otherId])
    if (new Set(ids).size !== ids.length) return refuse('registry/one-each')
    const decided: PairDecided[] = []
    for (const { personId, otherId, decision, seen } of pairs) {
      const rest = { decision, reason, large: same.length >= large, ...(seen === undefined ? {} : { seen }) }
      const one = await decidePair(work, { pair: [personId, otherId], ...rest })
      // Who was linked meanwhile needs no answer any more.
      if (!one.ok && one.refusals[0].code === 'registry/already-linked' && decision === 'same') continue
      if (!one.ok) return one
      decided.push(one.value)
    }
    return ok({ decided, waits: decided.some((one) => one.waits) })
  },
})
