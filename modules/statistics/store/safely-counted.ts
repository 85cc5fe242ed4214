import type { Transaction } from '@convive/database'
import { ageGroups, protectGroups, pTable, type SafeTable } from '@convive/disclosure'
import { noise, type DimensionName } from '../domain/dimensions.ts'
import { foldPlaces } from '../domain/fold-places.ts'
import { countBy } from './count.ts'

const table = pTable(noise)
const sexes = ['F', 'M', 'X', 'unknown']

/** A protected table of the month's release. Every number that leaves the room was made here. */
export async function safelyCounted(tx: Transaction, by: readonly DimensionName[]): Promise<SafeTable> {
  const counted = await countBy(tx, by)
  return protectGroups({
    groups: by.includes('place') ? foldPlaces(counted, table) : counted,
    dimensions: by.map((name) =>
      name === 'age_group' ? { name, values: ageGroups } : name === 'sex' ? { name, values: sexes } : { name },
    ),
    pTable: table,
  })
}
