import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { dimensions, mostDimensions, namedFrom, noise } from '../domain/dimensions.ts'
import { fewestCounted, nextRelease } from '../domain/release.ts'
import { releasedUntil } from '../store/release.ts'
import { safelyCounted } from '../store/safely-counted.ts'

/** Persons by one to three dimensions. Every number goes through the one cell-key function; nothing else leaves this room. */
export const safeTable = query({
  name: 'statistics/safe-table',
  about:
    'A protected table of persons by one to three dimensions, of the last day of the month before; none while there are too few.',
  input: z.object({
    by: z
      .array(z.enum(dimensions))
      .min(1, 'statistics/dimensions-required')
      .max(mostDimensions, 'statistics/dimensions-required')
      .refine((by) => new Set(by).size === by.length, 'statistics/dimensions-required'),
  }),
  may: members('planner').onNobody().forPurpose('statistics'),
  refusals: ['statistics/dimensions-required'],
  async run(reading) {
    // A fixed order of dimensions, so that the same question has one answer.
    const by = dimensions.filter((name) => reading.input.by.includes(name))
    const on = await releasedUntil(reading.tx)
    const released = on === undefined ? undefined : { on, table: await safelyCounted(reading.tx, by) }
    return ok({ by, dimensions, noise, namedFrom, fewestCounted, next: nextRelease(reading.today), released })
  },
})
