import { matchAges, matchSexes, type MatchGroup } from './match-group.ts'

export const bands = ['very_likely', 'possible', 'unlikely'] as const
export type Band = (typeof bands)[number]

/** What a run came to so far: numbers only. */
export type RunCounts = {
  readonly persons: number
  /** Who has no name and no document to look for. */
  readonly withoutKeys: number
  /** Pairs that were compared closely; most others share a key and nothing else. */
  readonly pairs: number
  /** New in the queue. */
  readonly proposed: number
  /** Linked already, or told apart: not asked about again. */
  readonly settled: number
  /** Keys by how many earlier bearers were found: none, up to four, more, forty or more. */
  readonly keys: { readonly none: number; readonly few: number; readonly many: number; readonly hot: number }
  /** Compared pairs by stratum. */
  readonly strata: Readonly<Record<string, number>>
}

export const nothingYet: RunCounts = {
  persons: 0,
  withoutKeys: 0,
  pairs: 0,
  proposed: 0,
  settled: 0,
  keys: { none: 0, few: 0, many: 0, hot: 0 },
  strata: {},
}

export function addCounts(one: RunCounts, more: RunCounts): RunCounts {
  const strata: Record<string, number> = { ...one.strata }
  for (const [name, count] of Object.entries(more.strata)) strata[name] = (strata[name] ?? 0) + count
  return {
    persons: one.persons + more.persons,
    withoutKeys: one.withoutKeys + more.withoutKeys,
    pairs: one.pairs + more.pairs,
    proposed: one.proposed + more.proposed,
    settled: one.settled + more.settled,
    keys: {
      none: one.keys.none + more.keys.none,
      few: one.keys.few + more.keys.few,
      many: one.keys.many + more.keys.many,
      hot: one.keys.hot + more.keys.hot,
    },
    strata,
  }
}

/** Pairs are sampled by how alike they are and by the group of the older record. */
export type StratumOf = MatchGroup & { readonly band: Band }

export function stratumName({ band, sex, age }: StratumOf): string {
  return `${band}/${sex}/${age}`
}

export function allStrata(): readonly StratumOf[] {
  return bands.flatMap((band) => matchSexes.flatMap((sex) => matchAges.map((age) => ({ band, sex, age }))))
}
