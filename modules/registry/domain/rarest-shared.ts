/** Of a key the newest so many bearers are looked at; a key that one bears counts so many thousandths of a bit. */
const [newest, one] = [40, 21_000]
/** The best so many are compared, and up to `most` of whom what they share comes to a quarter of the best. */
const [always, most, quarter] = [5, 20, 4]

/** Bearers of a key by their ids, which stand in the order in which people were registered. */
export type Bearers = readonly string[]

/**
 * Whom it is worth comparing with somebody, by the bearers of each key that is asked for: whose shared keys are the rarest together, best first.
 * `registry.find_duplicates` chooses among records as this does among people who are registered in one transaction.
 */
export function rarestShared(keys: readonly Bearers[]): readonly string[] {
  const rarity = new Map<string, number>()
  for (const bearers of keys) {
    const some = bearers.toSorted(newestFirst).slice(0, newest)
    const bits = one - Math.round(1000 * Math.log2(some.length))
    for (const id of some) rarity.set(id, (rarity.get(id) ?? 0) + bits)
  }
  const best = [...rarity].toSorted(([a, less], [b, more]) => more - less || newestFirst(a, b))
  const least = (best[0]?.[1] ?? 0) / quarter
  return best.slice(0, most).flatMap(([id, bits], place) => (place < always || bits >= least ? [id] : []))
}

function newestFirst(a: string, b: string): number {
  return a < b ? 1 : -1
}
