import { byId } from './order.ts'
import type { Grouped, WeighedPair } from './group.ts'

/** What matching made of records and decisions, in one order: two outcomes that are alike are the same text. */
export type Outcome = {
  readonly pairs: readonly WeighedPair[]
  /** For each id the first id of its cluster. */
  readonly clusters: readonly (readonly [string, string])[]
  readonly refused: readonly (readonly [string, string])[]
  readonly contradicted: readonly (readonly [string, string])[]
}

export function outcomeOf(pairs: readonly WeighedPair[], groups: Iterable<Grouped>): Outcome {
  const all = [...groups]
  const byPair = ([a, b]: readonly [string, string], [c, d]: readonly [string, string]): number => byId(a, c) || byId(b, d)
  return {
    pairs: pairs.toSorted((x, y) => byId(x.a, y.a) || byId(x.b, y.b)),
    clusters: all.flatMap(({ of }) => [...of]).toSorted(byPair),
    refused: all.flatMap(({ refused }) => refused).toSorted(byPair),
    contradicted: all.flatMap(({ contradicted }) => contradicted).toSorted(byPair),
  }
}
