import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { nextQuestion } from '../store/next-question.ts'
import { parsePlace } from '../store/parse-place.ts'

/** Where to go on: the next pair, or family, that waits for an answer of whoever asks. Ids only, nothing of the persons. */
export const nextReview = query({
  name: 'registry/next-review',
  about: 'The next pair of records, or the next family, that waits for an answer, after a place in the queue; ids only.',
  input: z.object({ after: z.string().max(120).optional() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    const me = reading.actor.kind === 'member' ? reading.actor.memberId : ''
    const next = await nextQuestion(reading.tx, { after: parsePlace(reading.input.after), me })
    return ok({
      pair: next === undefined ? undefined : ([next.pair.personId, next.pair.otherId] as const),
      family: next?.family?.homes,
    })
  },
})
