import { hash } from 'node:crypto'
import type { JudgedPairs } from './read-pairs.ts'
import { truePairs, type Truth } from './truth.ts'

/** Pairs at least this likely tie their records to one half. */
const tie = 0.05

/**
 * Cuts records in two halves, so that nobody's records are in both, nor two people's whom a tool might take for one: of each record whether it is in
 * the first. By a hash of whoever is tied together.
 */
export function halvesOf(truth: Truth, pairs: JudgedPairs, salt: string): (place: number) => boolean {
  const first = Uint32Array.from(truth.entity.keys())
  const of = (place: number): number => {
    let one = place
    while (first[one] !== one) one = first[one] ?? one
    first[place] = one
    return one
  }
  const join = (a: number, b: number): void => {
    const [one, other] = [of(a), of(b)]
    first[Math.max(one, other)] = Math.min(one, other)
  }
  for (const [a, b] of truePairs(truth)) join(a, b)
  for (const [at, p] of pairs.probability.entries()) if (p >= tie) join(pairs.a[at] ?? 0, pairs.b[at] ?? 0)
  return (place) => hash('sha256', `${salt} ${of(place)}`).charCodeAt(0) % 2 === 0
}

/** The pairs, and the true ones, of one half. */
export function pairsWithin(truth: Truth, pairs: JudgedPairs, isIn: (place: number) => boolean): JudgedPairs {
  const kept = [...pairs.probability.keys()].filter((at) => isIn(pairs.a[at] ?? 0) && isIn(pairs.b[at] ?? 0))
  return {
    a: Uint32Array.from(kept, (at) => pairs.a[at] ?? 0),
    b: Uint32Array.from(kept, (at) => pairs.b[at] ?? 0),
    probability: Float64Array.from(kept, (at) => pairs.probability[at] ?? 0),
    right: Uint8Array.from(kept, (at) => pairs.right[at] ?? 0),
    truePairs: [...truePairs(truth)].filter(([a]) => isIn(a)).length,
  }
}
