import { anyone } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { demoNames, demoSecrets } from '../domain/demo-members.ts'
import { demoMemberRows } from '../store/members.ts'
import { currentCode } from '../store/one-time-code.ts'

/** Accounts of the demonstration, with everything it takes to enter. Empty wherever there is real work. */
export const demoMembers = query({
  name: 'accounts/demo-members',
  about: 'Accounts of the demonstration; empty in a real installation.',
  input: z.object({}),
  may: anyone('account', 'information'),
  refusals: [],
  async run(reading) {
    const rows = await demoMemberRows(reading.tx, demoNames)
    const code = currentCode(demoSecrets.totpSecret, reading.now)
    return ok({ members: rows.map((row) => ({ ...row, password: demoSecrets.password, code })) })
  },
})
