import { members } from '@convive/access'
import { getOrganisation, memberNames } from '@convive/accounts'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { unusualReading as judge } from '../domain/reading-habits.ts'
import { readingHabits } from '../store/history.ts'

const days = 30

/** Members who read in a way that a colleague should ask about; of whom they read is not said. */
export const unusualReading = query({
  name: 'registry/unusual-reading',
  about: 'Days of the last thirty on which a colleague read unusually many records, at night, or one person again and again.',
  input: z.object({}),
  may: members('administrator').onTheirOrganisation().forPurpose('operation'),
  refusals: [],
  async run(reading) {
    const { timeZone } = await getOrganisation(reading.tx)
    const since = new Date(reading.now.getTime() - days * 86_400_000)
    const names = await memberNames(reading.tx)
    const habits = await readingHabits(reading.tx, since, timeZone)
    return ok({ days, unusual: judge(habits).map((one) => ({ ...one, member: names.get(one.memberId) ?? '' })) })
  },
})
