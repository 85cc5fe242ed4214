import { anyone } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { forgetSaved, readCode } from '../store/saved-interviews.ts'

/** Whoever holds the code may have the answers gone before their time. */
export const forgetSavedInterview = command({
  name: 'procedures/forget-saved-interview',
  about: 'Delete the kept answers of an interview at once.',
  input: z.object({ code: z.string().max(60) }),
  may: anyone('information'),
  refusals: ['procedures/saved-unknown'],
  repeat: 'anytime',
  async run(work) {
    const isGone = await forgetSaved(work.tx, readCode(work.input.code))
    return isGone ? ok({}) : refuse({ code: 'procedures/saved-unknown', at: 'code' })
  },
})
