/**
 * How far the bits of the sum are believed: fields that agree or fail together count as if each were evidence of its own, so that the sum is too sure
 * of itself. Probability 1 / (1 + 2^-(slope × bits + shift)) (Platt 1999).
 */
export type Belief = { readonly slope: number; readonly shift: number }

export const asItIs: Belief = { slope: 1, shift: 0 }

/** Sums so large are sure, whatever they are multiplied by: they would outweigh those that are in doubt. */
const inDoubt = 12
const [rounds, asIs] = [60, 100]

/** Learns belief from pairs of whom it is known whether they are one person, by Newton's method; the same pairs in one order give the same. */
export function beliefFrom(pairs: readonly { readonly weight: number; readonly isOne: boolean }[]): Belief {
  const some = pairs.filter(({ weight }) => Math.abs(weight) <= inDoubt)
  let [slope, shift] = [1, 0]
  for (let round = 0; round < rounds; round += 1) {
    // The sum as it is counts as much as so many pairs: few pairs, or pairs all of one kind, change little.
    let [gs, gb, ss, sb, bb] = [(1 - slope) * asIs, -shift * asIs, asIs, 0, asIs]
    for (const { weight, isOne } of some) {
      const p = 1 / (1 + 2 ** -(slope * weight + shift))
      const [miss, spread] = [((isOne ? 1 : 0) - p) * Math.LN2, p * (1 - p) * Math.LN2 ** 2]
      gs += miss * weight
      gb += miss
      ss += spread * weight * weight
      sb += spread * weight
      bb += spread
    }
    const determinant = ss * bb - sb * sb
    const [ds, db] = [(bb * gs - sb * gb) / determinant, (ss * gb - sb * gs) / determinant]
    slope = Math.max(0.05, slope + ds)
    shift += db
    if (Math.abs(ds) + Math.abs(db) < 1e-12) break
  }
  return { slope, shift }
}

/** The bits as they are believed. Where nothing that is a person's own agrees, which the sum says with no bit or fewer, one person is never the likelier. */
export function believed(weight: number, { slope, shift }: Belief): number {
  const bits = slope * weight + shift
  return weight > 0 ? bits : Math.min(0, bits)
}
