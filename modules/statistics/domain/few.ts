/** Fewer than this are never shown as a number. */
export const few = 5

/** A count as it may be shown: none, few, or the number, of which each stands for several. */
export function shownCount(count: number, each: number): 'none' | 'few' | number {
  if (count === 0) return 'none'
  return count * each < few ? 'few' : count * each
}
