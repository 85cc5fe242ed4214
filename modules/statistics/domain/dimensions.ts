/** What may be counted by. Anything finer is not in the projection. */
export const dimensions = ['population_group', 'need', 'sex', 'age_group', 'nationality', 'place'] as const
export type DimensionName = (typeof dimensions)[number]

/** Needs whose very name would say too much in a table with few people. */
const quiet = new Set(['WR', 'TR', 'SV'])

/** The value shown for a stored one: needs of violence are counted with other protection. */
export function shownValue(dimension: DimensionName, value: string): string {
  return dimension === 'need' && quiet.has(value) ? 'other' : value
}

/** Noise of the cell-key method: largest change, variance, and the small counts that never appear. */
export const noise = { D: 5, V: 3, js: 2 } as const
