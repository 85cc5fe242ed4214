import { classesOf, type OtherClass } from './classes.ts'
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
  /** Of what is a person's own, the lowest level that is agreement: those who live together seldom share it. */
  readonly ownFrom?: number | undefined
  readonly untrained: boolean
}

/** Bits that are added to every pair, and to those at each level of each field. */
export type Corrections = { readonly shift: number; readonly byField: readonly (readonly number[])[] }

/** The record of what decisions taught. */
export type Refinement = {
  readonly same: number
  readonly different: number
  /** On answers that were left out in turn, how many bits each became less surprising, and the standard error of that. */
  readonly gain: number
  readonly error: number
  /** `too-few`: with so few nothing was tried. `no-help`: not measurably; both times the weights stay as they were. */
  readonly outcome: 'used' | 'no-help' | 'too-few'
  readonly corrections: Corrections
}

/** A model with the record of how it was made; read again only by the same version. */
export type TrainedModel = {
  readonly version: 2
  readonly fields: readonly TrainedField[]
  /** The share of all pairs that are of one person, and which part of them the keys were taken to bring together. */
  readonly share: number
  readonly recall: number
  /** Of these, people whose given and family names were written in each other's place. */
  readonly exchanged?: { readonly share: number; readonly weights: readonly (readonly number[])[] } | undefined
  /** People who are two and yet alike: classes beside the strangers, with bits by field and level against these. */
  readonly others: readonly (Omit<OtherClass, 'rates'> & { readonly weights: readonly (readonly number[])[] })[]
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
  /** What decisions of people taught, where they were asked to; the weights above have it in them where it was used. */
  readonly refined?: Refinement | undefined
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
  const m = found.weights.map((weights, at) => weights.map((bits, level) => 2 ** bits * (u[at]?.[level] ?? 0)))
  const crossed = new Map(
    fields.flatMap(({ levels }, at): [number, number][] => (levels.includes('crossed') ? [[at, levels.indexOf('crossed')]] : [])),
  )
  const classes = classesOf(patterns, { m, u, own, crossed, pairs: allPairs, recall })
  const bits = (rates: readonly Rates[]): readonly (readonly number[])[] => rates.map((of, at) => bitsOf(of, u[at] ?? []))
  return {
    version: 2,
    fields: fields.map(({ field, levels, own: isOwn }, at) => ({
      field,
      levels,
      m: (isOwn === undefined ? found.m : classes.m)[at] ?? [],
      u: u[at] ?? [],
      weights: isOwn === undefined ? (found.weights[at] ?? []) : monotoneWeights(classes.m[at] ?? [], u[at] ?? []),
      ownFrom: isOwn?.from,
      untrained: found.learnt[at] === undefined,
    })),
    share: classes.person,
    recall,
    others: classes.others.map(({ rates, ...one }) => ({ ...one, weights: bits(rates) })),
    exchanged:
      classes.exchanged === undefined ? undefined : { share: classes.exchanged.share, weights: bits(classes.exchanged.rates) },
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
      converged: found.converged && classes.converged,
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
          return bitsOf(of, rates)
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

function bitsOf(rates: Rates, u: Rates): readonly number[] {
  return rates.map((one, level) => Math.log2(one / (u[level] ?? one)))
}

function guess(levels: number): Rates {
  return Array.from({ length: levels }, (_, level) => (level === levels - 1 ? 0.9 : 0.1 / (levels - 1)))
}
