import { personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { recordOf } from './my-data.ts'

/** A person's copy of their own record, to take along. */
export const myCopy = query({
  name: 'registry/my-copy',
  about: 'A copy of all that is held about you as JSON: your record, your papers, your applications and what was decided.',
  input: z.object({}),
  may: personThemselves(),
  refusals: ['registry/person-not-found'],
  async run(reading) {
    if (reading.actor.kind !== 'person') return refuse('commands/not-allowed')
    const records = []
    for (const id of [reading.actor.personId, ...reading.actor.represents]) {
      const record = await recordOf(reading, id)
      if (record !== undefined) records.push({ ...record, ...(await reading.copies(id)) })
    }
    reading.shows(...records.map((record) => record.personId))
    return ok({ made: reading.now.toISOString(), records })
  },
})
