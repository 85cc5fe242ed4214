import { byLevelOf, expectedOf, pack, ratiosOf, type Expected } from './packed.ts'

/** How often two records compare in one way: a level for each field (-1 missing), and how many pairs. */
export type Pattern = { readonly levels: readonly number[]; readonly count: number }

/** Of a field, by level from 0 up: how often pairs of one person (m) and of two (u) are at it (Fellegi & Sunter 1969). */
export type Rates = readonly number[]

export type Pass = {
  readonly m: readonly (Rates | undefined)[]
  /** Of people who live together; absent where no class of them was looked for. */
  readonly h: readonly (Rates | undefined)[]
  readonly matches: number
  readonly households: number
  readonly iterations: number
  readonly converged: boolean
}

const [mostIterations, closeEnough, floor] = [1000, 1e-6, 1e-6]
/** However good a field looks, one person in so many has it otherwise. */
const leastOfPerson = 0.002

/** Rates of a count by level, none of them zero. */
export function ratesOf(counts: readonly number[]): Rates {
  const total = counts.reduce((sum, one) => sum + one, 0)
  return counts.map((one) => (one + 0.5) / (total + 0.5 * counts.length))
}

/** Of people who live together, how many agree wholly, and how many in part or wholly, on what is a person's own: twins, namesakes. */
export type Shared = {
  readonly same: number
  readonly partly: number
  /** The lowest level that is agreement. */
  readonly from: number
  /** How often one person is at the lowest level, at most, where that is known beforehand. */
  readonly apart?: number
}

export type Learning = {
  readonly u: readonly Rates[]
  readonly free: readonly number[]
  /**
   * Fields that are a person's own: people who live together seldom agree on them. With fewer than two of them the class of
   * those people is left out, for nothing would tell it from one person with errors.
   */
  readonly own: ReadonlyMap<number, Shared>
}

/** Where learning begins: of pairs that share a key, how many are one person, and how many live together. */
const [startMatches, startHouseholds] = [0.2, 0.2]

/**
 * Learns how often pairs agree by expectation–maximisation (Dempster, Laird & Rubin 1977; Winkler 1988) from pairs that share a blocking key, in
 * three classes: one person, people of one household, strangers. u is fixed. Fields of the key are left out: all these pairs agree on them.
 * Patterns are summed in their order, so that the same counts give the same last bit.
 */
export function learn(patterns: readonly Pattern[], { u, free, own }: Learning): Pass {
  const hasHouseholds = own.size >= 2
  const packed = pack(patterns, { free, u })
  const { total } = packed
  let [share, together] = [startMatches, hasHouseholds ? startHouseholds : 0]
  let m = u.map((rates) => firstGuess(rates.length, 0.8))
  let h = u.map((rates, field) => (own.has(field) ? rates : firstGuess(rates.length, 0.5)))
  let [iterations, converged] = [0, false]
  for (; iterations < mostIterations && !converged; iterations += 1) {
    const [ofPerson, ofHousehold] = expectedOf(packed, [
      { ratios: ratiosOf(packed, m, u), share },
      { ratios: ratiosOf(packed, h, u), share: together },
    ])
    const [matches, households] = [ofPerson?.pairs ?? 0, ofHousehold?.pairs ?? 0]
    const relearnt = (found: Expected | undefined, rates: Rates, field: number): Rates =>
      found !== undefined && free.includes(field) ? ratesFrom(byLevelOf(packed, found, field), rates, leastOfPerson) : rates
    const nextM = m.map((rates, field) => neverSoFar(relearnt(ofPerson, rates, field), own.get(field)))
    const nextH = h.map((rates, field) => {
      const [found, of] = [relearnt(ofHousehold, rates, field), own.get(field)]
      return of === undefined || !free.includes(field) ? found : bounded(found, of)
    })
    const shift = Math.max(...free.map((field) => Math.max(apart(nextM[field], m[field]), apart(nextH[field], h[field]))))
    const nextShare = Math.min(0.999_99, Math.max(1e-9, matches / Math.max(1, total)))
    const nextTogether = hasHouseholds ? Math.min(0.999_99 - nextShare, Math.max(1e-9, households / Math.max(1, total))) : 0
    converged = shift < closeEnough && Math.abs(nextShare - share) + Math.abs(nextTogether - together) < closeEnough
    ;[m, h, share, together] = [nextM, nextH, nextShare, nextTogether]
  }
  const known = (rates: Rates, field: number): Rates | undefined => (free.includes(field) ? rates : undefined)
  return { m: m.map(known), h: h.map(known), matches: share * total, households: together * total, iterations, converged }
}

/** Rates of expected pairs by level, none below the least; those before where nothing was seen. */
export function ratesFrom(sums: readonly number[], before: Rates, least: number): Rates {
  const seen = sums.reduce((sum, one) => sum + one, 0)
  return seen <= 0 ? before : sums.map((one) => Math.max(least, one / seen))
}

/** Of people who are two, no more agree than may: otherwise the class would take in one person with errors. */
export function bounded(rates: Rates, { same, partly, from }: Shared): Rates {
  const agreed = rates.map((one, level) => (level < from ? 0 : level === rates.length - 1 ? Math.min(one, same) : one))
  const sum = agreed.reduce((all, one) => all + one, 0)
  const scale = sum > partly ? partly / sum : 1
  const apart = rates.slice(0, from).reduce((all, one) => all + one, 0)
  const left = 1 - Math.min(sum, partly)
  return rates.map((one, level) => (level < from ? (one * left) / apart : (agreed[level] ?? 0) * scale))
}

/** What is known beforehand of one person goes before what was seen: namesakes of two generations are otherwise one person with a wrong birthday. */
function neverSoFar(rates: Rates, own: Shared | undefined): Rates {
  const [lowest = 0] = rates
  const most = own?.apart ?? 1
  return lowest <= most ? rates : rates.map((one, level) => (level === 0 ? most : (one * (1 - most)) / (1 - lowest)))
}

function apart(one: Rates | undefined, other: Rates | undefined): number {
  return Math.max(0, ...(one ?? []).map((rate, at) => Math.abs(rate - (other?.[at] ?? 0))))
}

/** Agreement is likelier the closer the level. */
function firstGuess(levels: number, same: number): Rates {
  return Array.from({ length: levels }, (_, level) => (level === levels - 1 ? same : (1 - same) / (levels - 1)))
}

/** Estimates of several passes, each weighed by the pairs it rests on; fields that no pass left free are `undefined`. */
export function combined(
  passes: readonly { readonly rates: readonly (Rates | undefined)[]; readonly pairs: number }[],
): readonly (Rates | undefined)[] {
  const [first] = passes
  return (first?.rates ?? []).map((_, field) => {
    const told = passes.flatMap(({ rates, pairs }) => {
      const own = rates[field]
      return own === undefined ? [] : [{ own, pairs: Math.max(1e-9, pairs) }]
    })
    const [some] = told
    if (some === undefined) return undefined
    const whole = told.reduce((sum, one) => sum + one.pairs, 0)
    return some.own.map((__, level) => told.reduce((sum, one) => sum + (one.own[level] ?? 0) * one.pairs, 0) / whole)
  })
}

/** Weights in bits by level, never falling from a level to a closer one: levels out of order are taken together. */
export function monotoneWeights(m: Rates, u: Rates): readonly number[] {
  type Block = { m: number; u: number; size: number }
  const blocks: Block[] = []
  for (const [level, rate] of m.entries()) {
    blocks.push({ m: rate, u: u[level] ?? floor, size: 1 })
    for (let last = blocks.length - 1; last > 0; last -= 1) {
      const [lower, upper] = [blocks[last - 1], blocks[last]]
      if (lower === undefined || upper === undefined || lower.m / lower.u <= upper.m / upper.u) break
      blocks.splice(last - 1, 2, { m: lower.m + upper.m, u: lower.u + upper.u, size: lower.size + upper.size })
    }
  }
  return blocks.flatMap(({ m: one, u: other, size }) => Array.from({ length: size }, () => Math.log2(one / other)))
}

export type Shares = { readonly person: number; readonly household: number; readonly converged: boolean }

/**
 * Which part of all pairs are one person, and which live together, so that the candidates' probabilities add up to them; from a first guess, to a
 * fixed point. `weights` and `together`: bits by field and level, against strangers.
 */
export function sharesOf(
  patterns: readonly Pattern[],
  {
    weights,
    together,
    pairs,
    recall,
  }: {
    readonly weights: readonly (readonly number[])[]
    readonly together: readonly (readonly number[])[] | undefined
    readonly pairs: number
    readonly recall: number
  },
): Shares {
  const ratiosBy = (of: readonly (readonly number[])[]): Float64Array =>
    Float64Array.from(
      patterns,
      ({ levels }) => 2 ** levels.reduce((sum, level, field) => sum + (level < 0 ? 0 : (of[field]?.[level] ?? 0)), 0),
    )
  const counts = Float64Array.from(patterns, ({ count }) => count)
  const [ofPerson, ofHousehold] = [ratiosBy(weights), together === undefined ? undefined : ratiosBy(together)]
  const first = Math.min(0.3, 1 / Math.sqrt(Math.max(10, pairs)))
  let [person, household] = [first, together === undefined ? 0 : first]
  for (let step = 0; step < 1000; step += 1) {
    let [one, two] = [0, 0]
    const rest = 1 - person - household
    for (let at = 0; at < counts.length; at += 1) {
      const [p, h] = [person * (ofPerson[at] ?? 0), household * (ofHousehold?.[at] ?? 0)]
      const part = (counts[at] ?? 0) / (p + h + rest)
      one += part * p
      two += part * h
    }
    const nextPerson = Math.min(0.5, Math.max(1e-15, one / recall / pairs))
    const nextHousehold = together === undefined ? 0 : Math.min(0.49, Math.max(1e-15, two / pairs))
    const shift = Math.abs(nextPerson - person) / person + (household === 0 ? 0 : Math.abs(nextHousehold - household) / household)
    ;[person, household] = [nextPerson, nextHousehold]
    if (shift < 1e-8) return { person, household, converged: true }
  }
  return { person, household, converged: false }
}
