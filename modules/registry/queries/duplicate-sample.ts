import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { judgedSample } from '../store/duplicate-samples.ts'

/** Pairs of the sample that nobody judged yet. Not how alike they were found to be: whoever judges should not know. */
export const duplicateSample = query({
  name: 'registry/duplicate-sample',
  about: 'Pairs of records drawn to be judged by hand, so that it can be told how well duplicates are found.',
  input: z.object({}),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    const sample = await judgedSample(reading)
    // Whoever could not say of a pair is asked about it again when all others are judged.
    const open = [null, 'unsure'].flatMap((answer) => sample.filter((one) => one.answer === answer))
    return ok({ pairs: open.slice(0, 25).map(({ personId, otherId }) => ({ personId, otherId })), count: open.length })
  },
})
