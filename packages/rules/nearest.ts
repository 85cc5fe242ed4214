/** Edit distance with swaps of neighbours (Damerau 1964, optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** The name that is closest to what was written; the first of equals. */
export function nearestTo(written: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let distance = Number.POSITIVE_INFINITY
  for (const name of names) {
    const one = editDistance(written, name)
    if (one < distance) [best, distance] = [name, one]
  }
  return best
}
