import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ageGroups, protectGroups, pTable, type SafeTable } from '@convive/disclosure'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { dimensions, mostDimensions, namedFrom, noise } from '../domain/dimensions.ts'
import { foldPlaces } from '../domain/fold-places.ts'
import { countBy, frozenOn } from '../store/count.ts'

const table = pTable(noise)
const sexes = ['F', 'M', 'X', 'unknown']

/** Persons by one to three dimensions. Every number goes through the one cell-key function; nothing else leaves this room. */
export const safeTable = query({
  name: 'statistics/safe-table',
  about: 'A protected table of persons by one to three dimensions.',
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
    const on = await frozenOn(reading.tx, reading.today)
    const counted = await countBy(reading.tx, by)
    const groups = by.includes('place') ? foldPlaces(counted, table) : counted
    const safe: SafeTable = protectGroups({
      groups,
      dimensions: by.map((name) =>
        name === 'age_group' ? { name, values: ageGroups } : name === 'sex' ? { name, values: sexes } : { name },
      ),
      pTable: table,
    })
    return ok({ by, table: safe, on, dimensions, noise, namedFrom })
  },
})
