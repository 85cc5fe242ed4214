import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { keptInterview } from '../domain/kept-interview.ts'
import { openSaved, readCode } from '../store/saved-interviews.ts'

/** The answers that a code opens, and the last day on which it does. */
export const savedInterview = query({
  name: 'procedures/saved-interview',
  about: 'The kept answers of an interview, for whoever holds the code.',
  input: z.object({ code: z.string().max(60) }),
  may: anyone('information'),
  refusals: ['procedures/saved-unknown'],
  async run(reading) {
    const found = await openSaved(reading.tx, readCode(reading.input.code), reading.today)
    const kept = keptInterview.safeParse(found?.kept)
    if (found === undefined || !kept.success) return refuse({ code: 'procedures/saved-unknown', at: 'code' })
    return ok({ ...kept.data, until: found.until })
  },
})
