import { crowd, furtherParts } from '../batch/find-candidates.ts'
import type { Crowds, FrozenModel } from '../frozen/frozen-model.ts'
import { digestOfValues } from '../frozen/value-digest.ts'
import type { Columns } from '../levels/level-of.ts'
import { valuesOf } from './keys-of.ts'

/** Which keys a crowd shares among these records, and which still when refined, as the batch counts them where it learns. */
export function countCrowds(keys: FrozenModel['frozen']['keys'], records: Iterable<Columns>): Crowds {
  const all = [...records]
  return keys.map(({ columns }) => {
    const shared = crowdedAmong(all, columns)
    const inCrowds = [...shared.values()].flat()
    return {
      keys: [...shared.keys()].toSorted(),
      refined:
        shared.size === 0
          ? []
          : furtherParts(keys, columns).map((by) => ({
              by,
              keys: [...crowdedAmong(inCrowds, [...columns, by]).keys()].toSorted(),
            })),
    }
  })
}

function crowdedAmong(records: readonly Columns[], names: readonly string[]): ReadonlyMap<string, readonly Columns[]> {
  const sharing = Map.groupBy(records, (columns) => JSON.stringify(valuesOf(columns, names) ?? null))
  return new Map(
    [...sharing].flatMap(([, own]): readonly (readonly [string, readonly Columns[]])[] => {
      const values = own[0] === undefined ? undefined : valuesOf(own[0], names)
      return values !== undefined && own.length > crowd ? [[digestOfValues(values), own]] : []
    }),
  )
}
