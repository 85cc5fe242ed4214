import { combined, learn, monotoneWeights, ratesOf, shareOfMatches, type Pass, type Pattern, type Rates } from './estimate.ts'

/** What was learnt, field by field. `untrained`: no pass left the field free, its m is a guess. */
export type TrainedField = {
  readonly field: string
  readonly levels: readonly string[]
  readonly m: Rates
  readonly u: Rates
  /** Bits by level from 0 up, never falling towards closer levels. */
  readonly weights: readonly number[]
  readonly untrained: boolean
}

/** A model with the record of how it was made; read again only by the same version. */
export type TrainedModel = {
  readonly version: 1
  readonly fields: readonly TrainedField[]
  /** The share of all pairs that are of one person, and the share of those among candidates that was assumed. */
  readonly share: number
  readonly recall: number
  readonly trained: {
    readonly records: number
    readonly randomPairs: number
    readonly candidates: number
    readonly passes: readonly {
      readonly key: string
      readonly pairs: number
      readonly matches: number
      readonly iterations: number
      readonly converged: boolean
    }[]
    readonly converged: boolean
  }
}

export type Training = {
  readonly fields: readonly { readonly field: string; readonly levels: readonly string[] }[]
  readonly patterns: readonly (Pattern & { readonly passes: number })[]
  readonly passes: readonly { readonly key: string; readonly fields: readonly number[] }[]
  readonly random: { readonly counts: readonly (readonly number[])[]; readonly pairs: number }
  readonly records: number
  readonly allPairs: number
}

/** Which part of those who are one person the keys are taken to bring together. */
const recall = 0.98
/** Pairs of one person for each record, at most. */
const mostForRecord = 5
/** How often what is learnt is used to take the pairs of one person out of the random ones. */
const rounds = 3

/** Learns weights from counts alone: nobody has to say which pairs are one person. */
export function train({ fields, patterns, passes, random, records, allPairs }: Training): TrainedModel {
  let u = random.counts.map(ratesOf)
  let found = learnt({ patterns, passes, u, allPairs, records })
  for (let round = 0; round < rounds; round += 1) {
    const expected = found.share * random.pairs
    u = random.counts.map((counts, field) =>
      ratesOf(counts.map((count, level) => Math.max(0, count - expected * (found.m[field]?.[level] ?? 0)))),
    )
    found = learnt({ patterns, passes, u, allPairs, records })
  }
  return {
    version: 1,
    fields: fields.map(({ field, levels }, at) => ({
      field,
      levels,
      m: found.m[at] ?? [],
      u: u[at] ?? [],
      weights: found.weights[at] ?? [],
      untrained: found.learnt[at] === undefined,
    })),
    share: found.share,
    recall,
    trained: {
      records,
      randomPairs: random.pairs,
      candidates: patterns.reduce((sum, { count }) => sum + count, 0),
      passes: found.passes.map(({ pass, key, pairs }) => ({
        key,
        pairs,
        matches: Math.round(pass.matches),
        iterations: pass.iterations,
        converged: pass.converged,
      })),
      converged: found.converged,
    },
  }
}

type Found = {
  readonly learnt: readonly (Rates | undefined)[]
  readonly m: readonly Rates[]
  readonly weights: readonly (readonly number[])[]
  readonly share: number
  readonly converged: boolean
  readonly passes: readonly { readonly pass: Pass; readonly key: string; readonly pairs: number }[]
}

function learnt({
  patterns,
  passes,
  u,
  allPairs,
  records,
}: Pick<Training, 'patterns' | 'passes' | 'allPairs' | 'records'> & { readonly u: readonly Rates[] }): Found {
  const done = passes.flatMap(({ key, fields: own }, at) => {
    const inPass = patterns.filter((one) => (one.passes & (2 ** at)) !== 0)
    const pairs = inPass.reduce((sum, { count }) => sum + count, 0)
    const free = u.flatMap((_, field) => (own.includes(field) ? [] : [field]))
    if (pairs === 0) return []
    const pass = learn(inPass, { u, free, start: 0.3 })
    // More matches than anybody has records: the pass took people who are two for one.
    return pass.matches > mostForRecord * records ? [] : [{ pass, key, pairs }]
  })
  const all = combined(done.map(({ pass }) => pass))
  const m = u.map((rates, field) => all[field] ?? guess(rates.length))
  const weights = m.map((rates, field) => monotoneWeights(rates, u[field] ?? []))
  const { share, converged } = shareOfMatches(patterns, { weights, pairs: allPairs, recall })
  return { learnt: all, m, weights, share, converged: converged && done.every(({ pass }) => pass.converged), passes: done }
}

function guess(levels: number): Rates {
  return Array.from({ length: levels }, (_, level) => (level === levels - 1 ? 0.9 : 0.1 / (levels - 1)))
}
