/** A count as it may be shown: from one to four it only says that it is small. Where there is nobody, nobody has to be hidden. */
export type ShownCount = number | 'few'

const least = 5

/**
 * Counts of groups that add up to a number everybody sees. What is below five is hidden; where it would follow from the others, the next
 * smallest is hidden as well.
 */
export function protectCounts(counts: readonly number[]): readonly ShownCount[] {
  const hidden = new Set(counts.flatMap((count, at) => (count > 0 && count < least ? [at] : [])))
  const bySize = counts.map((count, at) => ({ count, at })).toSorted((a, b) => a.count - b.count || a.at - b.at)
  while (hidden.size > 0 && hidden.size < counts.length && !isSafe(counts, hidden)) {
    const next = bySize.find(({ at, count }) => count > 0 && !hidden.has(at))
    if (next === undefined) break
    hidden.add(next.at)
  }
  return counts.map((count, at) => (hidden.has(at) ? 'few' : count))
}

function isSafe(counts: readonly number[], hidden: ReadonlySet<number>): boolean {
  return [...hidden].reduce((sum, at) => sum + (counts[at] ?? 0), 0) >= least
}
