/** How often two records compare in one way: a level for each field (-1 missing), and how many pairs. */
export type Pattern = { readonly levels: readonly number[]; readonly count: number }

/** Of a field, by level from 0 up: how often pairs of one person (m) and of two (u) are at it (Fellegi & Sunter 1969). */
export type Rates = readonly number[]

export type Pass = {
  readonly m: readonly (Rates | undefined)[]
  readonly matches: number
  readonly iterations: number
  readonly converged: boolean
}

const [mostIterations, closeEnough, floor] = [200, 1e-7, 1e-6]
/** However good a field looks, one person in so many has it otherwise. */
const leastOfPerson = 0.002

/** Rates of a count by level, none of them zero. */
export function ratesOf(counts: readonly number[]): Rates {
  const total = counts.reduce((sum, one) => sum + one, 0)
  return counts.map((one) => (one + 0.5) / (total + 0.5 * counts.length))
}

/**
 * Learns m by expectation–maximisation (Dempster, Laird & Rubin 1977; Winkler 1988) from pairs that share a blocking key, with u fixed. Fields
 * of the key are left out: all these pairs agree on them. Patterns are summed in their order, so that the same counts give the same last bit.
 */
export function learn(
  patterns: readonly Pattern[],
  { u, free, start }: { readonly u: readonly Rates[]; readonly free: readonly number[]; readonly start: number },
): Pass {
  let share = start
  let m = u.map((rates) => firstGuess(rates.length))
  const total = patterns.reduce((sum, { count }) => sum + count, 0)
  let [iterations, converged] = [0, false]
  for (; iterations < mostIterations && !converged; iterations += 1) {
    const sums = u.map((rates) => rates.map(() => 0))
    let matches = 0
    for (const { levels, count } of patterns) {
      const expected = count * probabilityOf(levels, { m, u, free, share })
      matches += expected
      for (const field of free) {
        const level = levels[field] ?? -1
        const own = sums[field]
        if (level >= 0 && own !== undefined) own[level] = (own[level] ?? 0) + expected
      }
    }
    const next = m.map((rates, field) => {
      const own = sums[field] ?? []
      const seen = own.reduce((sum, one) => sum + one, 0)
      return free.includes(field) && seen > 0 ? own.map((one) => Math.max(leastOfPerson, one / seen)) : rates
    })
    const shift = Math.max(
      ...free.map((field) => Math.max(...(next[field] ?? []).map((one, at) => Math.abs(one - (m[field]?.[at] ?? 0))))),
    )
    const nextShare = Math.min(0.999_999, Math.max(1e-9, matches / Math.max(1, total)))
    converged = shift < closeEnough && Math.abs(nextShare - share) < closeEnough
    ;[m, share] = [next, nextShare]
  }
  return { m: m.map((rates, field) => (free.includes(field) ? rates : undefined)), matches: share * total, iterations, converged }
}

/** Agreement is likelier the closer the level. */
function firstGuess(levels: number): Rates {
  const weights = Array.from({ length: levels }, (_, level) => (level === levels - 1 ? 0.8 : 0.2 / (levels - 1)))
  return weights
}

function probabilityOf(
  levels: readonly number[],
  {
    m,
    u,
    free,
    share,
  }: { readonly m: readonly Rates[]; readonly u: readonly Rates[]; readonly free: readonly number[]; readonly share: number },
): number {
  let odds = share / (1 - share)
  for (const field of free) {
    const level = levels[field] ?? -1
    if (level >= 0) odds *= (m[field]?.[level] ?? floor) / (u[field]?.[level] ?? floor)
  }
  return odds / (1 + odds)
}

/** Estimates of several passes, each weighed by the matches it rests on; fields that no pass left free are `undefined`. */
export function combined(passes: readonly Pass[]): readonly (Rates | undefined)[] {
  const [first] = passes
  return (first?.m ?? []).map((_, field) => {
    const told = passes.flatMap(({ m, matches }) => {
      const rates = m[field]
      return rates === undefined ? [] : [{ rates, matches: Math.max(1e-9, matches) }]
    })
    const [some] = told
    if (some === undefined) return undefined
    const whole = told.reduce((sum, one) => sum + one.matches, 0)
    return some.rates.map((__, level) => told.reduce((sum, one) => sum + (one.rates[level] ?? 0) * one.matches, 0) / whole)
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

/** How many of all pairs are of one person, so that the candidates' probabilities add up to it; from a first guess, to a fixed point. */
export function shareOfMatches(
  patterns: readonly Pattern[],
  {
    weights,
    pairs,
    recall,
  }: { readonly weights: readonly (readonly number[])[]; readonly pairs: number; readonly recall: number },
): { readonly share: number; readonly converged: boolean } {
  const ratios = patterns.map(({ levels, count }) => {
    const bits = levels.reduce((sum, level, field) => sum + (level < 0 ? 0 : (weights[field]?.[level] ?? 0)), 0)
    return { ratio: 2 ** bits, count }
  })
  let share = Math.min(0.5, 1 / Math.sqrt(Math.max(4, pairs)))
  for (let step = 0; step < 500; step += 1) {
    const prior = share / (1 - share)
    let matches = 0
    for (const { ratio, count } of ratios) matches += count * ((prior * ratio) / (1 + prior * ratio))
    const next = Math.min(0.5, Math.max(1e-15, matches / recall / pairs))
    if (Math.abs(next - share) < 1e-9 * share) return { share: next, converged: true }
    share = next
  }
  return { share, converged: false }
}
