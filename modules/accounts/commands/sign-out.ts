import { anyone } from '@convive/access'
import { command } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { endSession } from '../store/sessions.ts'

/** Ends a session; its secret is the proof. */
export const signOut = command({
  name: 'accounts/sign-out',
  about: 'End a session.',
  input: z.object({ session: z.string().min(1).max(200) }),
  may: anyone('account'),
  refusals: [],
  repeat: 'anytime',
  async run(work) {
    await endSession(work.tx, work.input.session)
    return ok({})
  },
})
