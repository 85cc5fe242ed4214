/** Pairs that a tool has scored, told right or wrong by the truth, as columns: five million fit into memory. */
export type Scored = {
  readonly probability: Float64Array
  readonly right: Uint8Array
  /** Pairs of the truth, also those that the tool never looked at. */
  readonly truePairs: number
}

export type Counts = { readonly precision: number; readonly recall: number; readonly f1: number }

/** Precision, recall and F1 of all pairs at or above a probability. No pair called is precision 1: nothing wrong was said. */
export function countsAt(scored: Scored, least: number): Counts {
  let [called, right] = [0, 0]
  for (const [at, p] of scored.probability.entries()) {
    if (p < least) continue
    called += 1
    right += scored.right[at] ?? 0
  }
  return counts({ called, right, truePairs: scored.truePairs })
}

/** The threshold whose F1 is best, and the greatest recall that any threshold reaches at this precision or better. */
export function sweep(
  scored: Scored,
  precision: number,
): { readonly best: Counts & { readonly threshold: number }; readonly recallAtPrecision: number; readonly threshold: number } {
  let best = { precision: 1, recall: 0, f1: 0, threshold: 1 }
  let [called, right, recallAtPrecision, threshold] = [0, 0, 0, 1]
  const order = descending(scored.probability)
  for (const [rank, at] of order.entries()) {
    called += 1
    right += scored.right[at] ?? 0
    const p = scored.probability[at] ?? 0
    // Pairs of one probability are called together or not at all.
    if (scored.probability[order[rank + 1] ?? -1] === p) continue
    const here = counts({ called, right, truePairs: scored.truePairs })
    if (here.f1 > best.f1) best = { ...here, threshold: p }
    if (here.precision >= precision && here.recall > recallAtPrecision) [recallAtPrecision, threshold] = [here.recall, p]
  }
  return { best, recallAtPrecision, threshold }
}

function descending(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
}

function counts(of: { readonly called: number; readonly right: number; readonly truePairs: number }): Counts {
  const precision = of.called === 0 ? 1 : of.right / of.called
  const recall = of.truePairs === 0 ? 1 : of.right / of.truePairs
  return { precision, recall, f1: (2 * of.right) / Math.max(1, of.called + of.truePairs) }
}
