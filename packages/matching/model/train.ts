import {
  combined,
  learn,
  monotoneWeights,
  ratesOf,
  sharesOf,
  type Pass,
  type Pattern,
  type Rates,
  type Shared,
  type Shares,
} from './estimate.ts'

/** What was learnt, field by field. `untrained`: no pass left the field free, its m is a guess. */
export type TrainedField = {
  readonly field: string
  readonly levels: readonly string[]
  readonly m: Rates
  readonly u: Rates
  /** Bits by level from 0 up, never falling towards closer levels. */
  readonly weights: readonly number[]
  /** The same for people who live together, against strangers; none where that class was left out. */
  readonly household: readonly number[] | undefined
  /** A person's own: those who live together do not share it. */
  readonly own: boolean
  readonly untrained: boolean
}

/** A model with the record of how it was made; read again only by the same version. */
export type TrainedModel = {
  readonly version: 1
  readonly fields: readonly TrainedField[]
  /** The share of all pairs that are of one person, of those who live together, and the share of the first among candidates that was assumed. */
  readonly share: number
  readonly householdShare: number
  readonly recall: number
  readonly trained: {
    readonly records: number
    readonly randomPairs: number
    readonly candidates: number
    readonly passes: readonly {
      readonly key: string
      readonly pairs: number
      readonly matches: number
      readonly households: number
      readonly iterations: number
      readonly converged: boolean
    }[]
    readonly converged: boolean
  }
}

export type Training = {
  readonly fields: readonly { readonly field: string; readonly levels: readonly string[]; readonly own: Shared | undefined }[]
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
  const own = new Map(fields.flatMap((field, at): [number, Shared][] => (field.own === undefined ? [] : [[at, field.own]])))
  let found = learnt({ patterns, passes, u, allPairs, records, own })
  for (let round = 0; round < rounds; round += 1) {
    const expected = found.shares.person * random.pairs
    u = random.counts.map((counts, field) =>
      ratesOf(counts.map((count, level) => Math.max(0, count - expected * (found.m[field]?.[level] ?? 0)))),
    )
    found = learnt({ patterns, passes, u, allPairs, records, own })
  }
  return {
    version: 1,
    fields: fields.map(({ field, levels, own: isOwn }, at) => ({
      field,
      levels,
      m: found.m[at] ?? [],
      u: u[at] ?? [],
      weights: found.weights[at] ?? [],
      household: found.together?.[at],
      own: isOwn !== undefined,
      untrained: found.learnt[at] === undefined,
    })),
    share: found.shares.person,
    householdShare: found.shares.household,
    recall,
    trained: {
      records,
      randomPairs: random.pairs,
      candidates: patterns.reduce((sum, { count }) => sum + count, 0),
      passes: found.passes.map(({ pass, key, pairs }) => ({
        key,
        pairs,
        matches: Math.round(pass.matches),
        households: Math.round(pass.households),
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
  readonly together: readonly (readonly number[])[] | undefined
  readonly shares: Shares
  readonly converged: boolean
  readonly passes: readonly { readonly pass: Pass; readonly key: string; readonly pairs: number }[]
}

function learnt({
  patterns,
  passes,
  u,
  allPairs,
  records,
  own,
}: Pick<Training, 'patterns' | 'passes' | 'allPairs' | 'records'> & {
  readonly u: readonly Rates[]
  readonly own: ReadonlyMap<number, Shared>
}): Found {
  const done = passes.flatMap(({ key, fields }, at) => {
    const inPass = patterns.filter((one) => (one.passes & (2 ** at)) !== 0)
    const pairs = inPass.reduce((sum, { count }) => sum + count, 0)
    const free = u.flatMap((_, field) => (fields.includes(field) ? [] : [field]))
    if (pairs === 0) return []
    const pass = learn(inPass, { u, free, own })
    // More matches than anybody has records: the pass took people who are two for one.
    return pass.matches > mostForRecord * records ? [] : [{ pass, key, pairs }]
  })
  const persons = combined(done.map(({ pass }) => ({ rates: pass.m, pairs: pass.matches })))
  const households = combined(done.map(({ pass }) => ({ rates: pass.h, pairs: pass.households })))
  const m = u.map((rates, field) => persons[field] ?? guess(rates.length))
  const weights = m.map((rates, field) => monotoneWeights(rates, u[field] ?? []))
  const together =
    own.size < 2 || done.every(({ pass }) => pass.households < 1)
      ? undefined
      : u.map((rates, field) => {
          const of = households[field] ?? rates
          return of.map((one, level) => Math.log2(one / (rates[level] ?? one)))
        })
  const shares = sharesOf(patterns, { weights, together, pairs: allPairs, recall })
  return {
    learnt: persons,
    m,
    weights,
    together,
    shares,
    converged: shares.converged && done.every(({ pass }) => pass.converged),
    passes: done,
  }
}

function guess(levels: number): Rates {
  return Array.from({ length: levels }, (_, level) => (level === levels - 1 ? 0.9 : 0.1 / (levels - 1)))
}
