/** The known name that is most like a mistyped one, when it is like it at all. */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '')
  const [best] = known
    .map((name) => ({ name, distance: editDistance(plain(typed), plain(name)) }))
    .toSorted((a, b) => a.distance - b.distance)
  return best !== undefined && best.distance <= Math.max(2, Math.floor(typed.length / 2)) ? best.name : undefined
}

/** Levenshtein 1966: how many letters to put in, take out or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const [down, letter] of [...from].entries()) {
    let diagonal = down
    const next = [down + 1]
    for (const [across, other] of [...to].entries()) {
      const cost = diagonal + (letter === other ? 0 : 1)
      diagonal = row[across + 1] ?? 0
      next.push(Math.min(cost, diagonal + 1, (next[across] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
