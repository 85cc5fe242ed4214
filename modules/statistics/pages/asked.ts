import type { Refusal } from '@convive/kernel'
import type { DimensionName } from '../domain/dimensions.ts'

export const offered: Readonly<Record<DimensionName, true>> = {
  population_group: true,
  need: true,
  sex: true,
  age_group: true,
  nationality: true,
  place: true,
}
const most = 3

/** What an address asks to count by. A wrong address shows what it can, and says what was wrong with it. */
export function askedBy(address: string): { readonly by: readonly string[]; readonly refusals: readonly Refusal[] } {
  const asked = [...new Set(new URL(address).searchParams.getAll('by'))]
  const known = asked.filter((name) => Object.hasOwn(offered, name)).slice(0, most)
  return {
    by: known.length > 0 ? known : ['sex', 'age_group'],
    refusals: known.length === asked.length ? [] : [{ code: 'statistics/dimensions-required', at: 'by' }],
  }
}
