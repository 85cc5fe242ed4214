/** Between two looks of the clock, in milliseconds. */
export const lookEvery = 300_000

/** Who was registered since is looked at for others registered at the same moment: twice as far back as there is between two looks. */
export function recentlyBefore(now: Date): Date {
  return new Date(now.getTime() - 2 * lookEvery)
}
