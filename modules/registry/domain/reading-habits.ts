import type { CalendarDate } from '@convive/kernel'

/** How much one member read on one day, without saying of whom. */
export type ReadingDay = {
  readonly memberId: string
  readonly day: CalendarDate
  /** Persons whose records were shown. */
  readonly persons: number
  /** Of those, between ten at night and five in the morning. */
  readonly atNight: number
  /** The most days on which the member opened one of them, one at a time. */
  readonly again: number
}

export type Unusual = ReadingDay & { readonly why: readonly ('many' | 'night' | 'again')[]; readonly usually: number }

/** Below these nobody asks: whoever serves a queue opens so many. */
const manyPersons = 40
const nightPersons = 5
const daysOfOne = 5

/**
 * Days on which somebody read in a way that a colleague should ask about, newest first: three times as many persons as on their
 * middle day and more than forty; more than five at night; one person on more than five days. It proves nothing.
 */
export function unusualReading(days: readonly ReadingDay[]): readonly Unusual[] {
  const byMember = Map.groupBy(days, (one) => one.memberId)
  return [...byMember.values()]
    .flatMap((mine) =>
      mine.flatMap((one) => {
        const usually = middle(mine.filter((other) => other !== one).map((other) => other.persons))
        const why = [
          ...(one.persons > manyPersons && one.persons > 3 * usually ? (['many'] as const) : []),
          ...(one.atNight > nightPersons ? (['night'] as const) : []),
          ...(one.again > daysOfOne ? (['again'] as const) : []),
        ]
        return why.length === 0 ? [] : [{ ...one, why, usually }]
      }),
    )
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.memberId < b.memberId ? -1 : 1))
}

function middle(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** What a person is told of one day of reading: that the same member looked more than ten times, or that it was at night. */
export function unusualForOne(day: { readonly mostByOne: number; readonly atNight: number }): 'often' | 'night' | undefined {
  if (day.mostByOne > 10) return 'often'
  return day.atNight > 0 ? 'night' : undefined
}
