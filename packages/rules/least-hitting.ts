type Best = { readonly size: number; readonly cost: number; readonly facts: ReadonlySet<string> }

/**
 * A smallest set that has an element in common with each of these, the cheapest of the smallest; by branch and bound over the elements
 * of the first set not hit yet. Sizes are those of certificates: at most some twenty elements.
 */
export function leastHitting(sets: readonly (readonly string[])[], costs: ReadonlyMap<string, number>): ReadonlySet<string> {
  let best: Best | undefined
  const chosen = new Set<string>()

  function choose(cost: number, refused: ReadonlySet<string>): void {
    if (best !== undefined && (chosen.size > best.size || (chosen.size === best.size && cost >= best.cost))) return
    const missed = sets.filter((set) => !set.some((one) => chosen.has(one))).toSorted((a, b) => a.length - b.length)[0]
    if (missed === undefined) {
      best = { size: chosen.size, cost, facts: new Set(chosen) }
      return
    }
    const without = new Set(refused)
    for (const one of missed.filter((element) => !refused.has(element))) {
      chosen.add(one)
      choose(cost + (costs.get(one) ?? 0), without)
      chosen.delete(one)
      // What was tried is not tried again beside the others.
      without.add(one)
    }
  }

  choose(0, new Set())
  return best?.facts ?? new Set()
}
