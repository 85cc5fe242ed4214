/** Age groups of published tables, in order; `unknown` for an age nobody has told. */
export const ageGroups = ['0-4', '5-11', '12-17', '18-24', '25-59', '60+', 'unknown'] as const

/** One of `ageGroups`. */
export type AgeGroup = (typeof ageGroups)[number]

/** The age group of a person of so many full years; `unknown` without an age, or with one that cannot be. */
export function ageGroup(years: number | undefined): AgeGroup {
  if (years === undefined || !(years >= 0)) return 'unknown'
  if (years < 5) return '0-4'
  if (years < 12) return '5-11'
  if (years < 18) return '12-17'
  if (years < 25) return '18-24'
  return years < 60 ? '25-59' : '60+'
}
