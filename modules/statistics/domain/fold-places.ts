import { protectGroups, type Group, type PTable } from '@convive/disclosure'
import { namedFrom } from './dimensions.ts'

/**
 * Puts places with few persons together. Only published numbers decide, so that which places are named tells nothing more;
 * a place has the same published number in every table, and so is named in all of them or in none.
 */
export function foldPlaces(groups: readonly Group[], pTable: PTable): readonly Group[] {
  const published = protectGroups({ groups, dimensions: [{ name: 'place' }], pTable })
  const named = new Set(published.cells.flatMap(({ at, count }) => (count >= namedFrom ? (at['place'] ?? []) : [])))
  return groups.map((group) => {
    const { place } = group.values
    return typeof place !== 'string' || place === 'unknown' || named.has(place)
      ? group
      : { ...group, values: { ...group.values, place: 'elsewhere' } }
  })
}
