import { members } from '@convive/access'
import { query, type Reading } from '@convive/commands'
import { ageGroups, protectGroups, pTable, type SafeTable } from '@convive/disclosure'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { dimensions, mostDimensions, namedFrom, noise, type DimensionName } from '../domain/dimensions.ts'
import { foldPlaces } from '../domain/fold-places.ts'
import { fewestCounted, nextRelease } from '../domain/release.ts'
import { countBy } from '../store/count.ts'
import { releasedUntil } from '../store/release.ts'

const table = pTable(noise)
const sexes = ['F', 'M', 'X', 'unknown']

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
    const released = on === undefined ? undefined : { on, table: await safelyCounted(reading, by) }
    return ok({ by, dimensions, noise, namedFrom, fewestCounted, next: nextRelease(reading.today), released })
  },
})

async function safelyCounted({ tx }: Reading, by: readonly DimensionName[]): Promise<SafeTable> {
  const counted = await countBy(tx, by)
  return protectGroups({
    groups: by.includes('place') ? foldPlaces(counted, table) : counted,
    dimensions: by.map((name) =>
      name === 'age_group' ? { name, values: ageGroups } : name === 'sex' ? { name, values: sexes } : { name },
    ),
    pTable: table,
  })
}
