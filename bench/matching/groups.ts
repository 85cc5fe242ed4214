import type { JudgedPairs } from './read-pairs.ts'
import type { Scored } from './scored.ts'
import { truePairs, type Truth } from './truth.ts'

export type GroupFigures = {
  readonly group: string
  readonly truePairs: number
  readonly recall: number
  /** Recall if the group's records were as often filled as everybody's: strata by the number of fields both records fill. */
  readonly recallAtEqualMissingness: number
  readonly precision: number
  /** Pairs wrongly called per thousand records of the group. */
  readonly falsePerThousand: number
}

/** Fewer true pairs than this in a stratum of a group are no ground for a rate. */
const leastInStratum = 20

type Tally = { readonly stratum: number; readonly found: boolean }

/** Recall and false merges of each group of one kind at a threshold, of groups with enough true pairs. */
export function figuresByGroup(
  truth: Truth,
  pairs: JudgedPairs,
  asked: { readonly kind: string; readonly threshold: number; readonly least: number },
): readonly GroupFigures[] {
  const groupOf = truth.groups.get(asked.kind) ?? []
  const size = truth.place.size
  const found = new Set<number>()
  const wrong = new Map<string, number>()
  const called = new Map<string, number>()
  for (const [at, p] of pairs.probability.entries()) {
    if (p < asked.threshold) continue
    const [a, b] = [pairs.a[at] ?? 0, pairs.b[at] ?? 0]
    if (pairs.right[at] === 1) found.add(Math.min(a, b) * size + Math.max(a, b))
    for (const group of new Set([groupOf[a] ?? '', groupOf[b] ?? ''])) {
      called.set(group, (called.get(group) ?? 0) + 1)
      if (pairs.right[at] === 0) wrong.set(group, (wrong.get(group) ?? 0) + 1)
    }
  }
  const tallies = [...truePairs(truth)].map(([a, b]) => ({
    group: groupOf[a] ?? '',
    stratum: bitsOf((truth.filled[a] ?? 0) & (truth.filled[b] ?? 0)),
    found: found.has(Math.min(a, b) * size + Math.max(a, b)),
  }))
  const everybody = shares(tallies)
  const records = Map.groupBy(groupOf, (group) => group)
  return [...Map.groupBy(tallies, ({ group }) => group)]
    .filter(([, ofGroup]) => ofGroup.length >= asked.least)
    .map(([group, ofGroup]) => ({
      group,
      truePairs: ofGroup.length,
      recall: rate(ofGroup),
      recallAtEqualMissingness: standardised(ofGroup, everybody),
      precision: 1 - (wrong.get(group) ?? 0) / Math.max(1, called.get(group) ?? 0),
      falsePerThousand: (1000 * (wrong.get(group) ?? 0)) / (records.get(group)?.length ?? 1),
    }))
    .toSorted((a, b) => b.truePairs - a.truePairs)
}

/** The highest threshold from which on at least so many of the true pairs are called; 0 where no threshold gives that. */
export function thresholdAtRecall({ probability, right, truePairs: all }: Scored, recall: number): number {
  const found = probability.filter((_, at) => right[at] === 1).toSorted()
  const needed = Math.ceil(recall * all)
  return needed === 0 || needed > found.length ? 0 : (found.at(-needed) ?? 0)
}

/** Between the group that is found best and the one found worst. */
export function gapBetween(figures: readonly GroupFigures[], which: 'recall' | 'recallAtEqualMissingness'): number {
  const recalls = figures.map((one) => one[which])
  return Math.max(...recalls) - Math.min(...recalls)
}

/** In which groups another tool finds more, or calls fewer wrong, and in what. */
export function behindPeer(ours: readonly GroupFigures[], peer: readonly GroupFigures[]): readonly string[] {
  return ours.flatMap((one) => {
    const other = peer.find(({ group }) => group === one.group)
    if (other === undefined) return []
    const less = one.recall < other.recall || one.recallAtEqualMissingness < other.recallAtEqualMissingness
    const more = one.falsePerThousand > other.falsePerThousand
    return [...(less ? [`${one.group} (recall)`] : []), ...(more ? [`${one.group} (false pairs)`] : [])]
  })
}

function standardised(ofGroup: readonly Tally[], everybody: ReadonlyMap<number, number>): number {
  let [sum, weight] = [0, 0]
  for (const [stratum, some] of Map.groupBy(ofGroup, (one) => one.stratum)) {
    if (some.length < leastInStratum) continue
    const share = everybody.get(stratum) ?? 0
    sum += share * rate(some)
    weight += share
  }
  return weight === 0 ? Number.NaN : sum / weight
}

function shares(all: readonly Tally[]): ReadonlyMap<number, number> {
  return new Map([...Map.groupBy(all, (one) => one.stratum)].map(([stratum, some]) => [stratum, some.length / all.length]))
}

function rate(some: readonly Tally[]): number {
  return some.filter((one) => one.found).length / some.length
}

function bitsOf(mask: number): number {
  let count = 0
  for (let left = mask; left > 0; left >>>= 1) count += left & 1
  return count
}

/** Pairs wrongly called whose two records live in one household: twins, fathers and sons of one name. */
export function wrongInHouseholds(truth: Truth, pairs: JudgedPairs, threshold: number): number {
  let wrong = 0
  for (const [at, p] of pairs.probability.entries()) {
    if (p < threshold || pairs.right[at] === 1) continue
    const household = truth.household[pairs.a[at] ?? 0]
    if (household !== undefined && household !== '' && household === truth.household[pairs.b[at] ?? 0]) wrong += 1
  }
  return wrong
}
