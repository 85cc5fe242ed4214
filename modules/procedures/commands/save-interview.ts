import { anyone } from '@convive/access'
import { command } from '@convive/commands'
import { addDays, ok, refuse } from '@convive/kernel'
import { keptInterview } from '../domain/kept-interview.ts'
import { newCode, saveSealed } from '../store/saved-interviews.ts'

/** Long enough to come back with a paper, short enough that nothing lies about. */
const keptDays = 30
/** What twelve people can answer takes a tenth of it. */
const mostBytes = 262_144

/** Keeps the answers of an interview for some weeks under a code that is told once and kept nowhere. */
export const saveInterview = command({
  name: 'procedures/save-interview',
  about: 'Keep the answers of an interview for 30 days, sealed under a code that only the answer of this call holds.',
  input: keptInterview,
  may: anyone('information'),
  refusals: ['procedures/answers-unreadable'],
  repeat: 'anytime',
  async run(work) {
    if (JSON.stringify(work.input).length > mostBytes) return refuse('procedures/answers-unreadable')
    const { code, told } = newCode((bytes) => work.random(bytes))
    const until = addDays(work.today, keptDays)
    await saveSealed(work.tx, { code, kept: work.input, until, today: work.today })
    return ok({ code: told, until })
  },
})
