/** What may be counted by. Anything finer is not in the projection. */
export const dimensions = ['population_group', 'need', 'sex', 'age_group', 'nationality', 'place'] as const
export type DimensionName = (typeof dimensions)[number]

/** How many dimensions one table has at most. */
export const mostDimensions = 3

/** Noise of the cell-key method: largest change, variance, and the small counts that never appear. */
export const noise = { D: 5, V: 3, js: 2 } as const

/** A place is written by hand and may say where one family lives: it is named from this many persons on, as published. */
export const namedFrom = 10

/** Needs whose very name would say too much in a table with few people: they are counted with other protection. */
const quiet = new Set(['WR', 'TR', 'SV'])

/** The categories shown for a stored value. Whoever has two needs belongs to both. */
export function shownValues(dimension: DimensionName, stored: string): string | readonly string[] {
  if (dimension === 'need') return [...new Set(stored.split('+').map((need) => (quiet.has(need) ? 'other' : need)))]
  if (dimension === 'sex' && stored === 'U') return 'unknown'
  return stored
}
