import { either, jobs, members } from '@convive/access'
import { command } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { countDeadlines as countOne } from '../store/count-deadlines.ts'
import { holdUncounted } from '../store/deadlines.ts'

/** Few enough to hold their rows for a moment only. */
const atOnce = 40

/**
 * Counts the deadlines of the office that were not counted today: what ran out goes before a person, what a decree, a holiday or a changed
 * pack moved is moved. It decides nothing. The clock of the server does it; whoever does not want to wait may too, but lets nothing run out.
 */
export const countDeadlines = command({
  name: 'procedures/count-deadlines',
  about: 'Count the deadlines of your organisation anew, once a day each; what ran out is put before a person.',
  input: z.object({}),
  may: either(
    members('case_officer', 'adjudicator').onTheirOrganisation().forPurpose('casework'),
    jobs().forPurpose('operation'),
  ),
  refusals: [],
  repeat: 'anytime',
  async run(work) {
    const held = await holdUncounted(work.tx, work.today, atOnce)
    let ranOut = 0
    for (const applicationId of held) if (await countOne(work, applicationId)) ranOut += 1
    return ok({ counted: held.length, ranOut })
  },
})
