import { chanceOf } from '@convive/kernel'
import type { TrainedField, TrainedModel } from './train.ts'
import { believed, type Belief } from './belief.ts'
import { probabilityOf, weigh } from './weigh.ts'

/** Pairs that compare in one way and are about equally likely: their levels, their mean probability, how many. */
export type Bucket = { readonly levels: readonly number[]; readonly p: number; readonly count: number }

/** A count that was estimated, with the range in which nineteen of twenty draws lie. */
export type Estimated = { readonly estimate: number; readonly low: number; readonly high: number }

/** At a threshold: pairs kept; of those how many are wrong; how many true ones are left out. */
export type Errors = { readonly at: number; readonly pairs: number; readonly wrong: Estimated; readonly missed: Estimated }

const draws = 200
const seed = 23

/**
 * How far sums of bits are to be believed, and how unsure that is: nothing in a file tells it. Among 17 files of generator A of known truth, of 10,000
 * and 100,000 records, slopes were .83 on the average and .10 apart, shifts .4 and .5 (`bench/measure-ranges.ts`).
 */
const [belief, doubt]: readonly [Belief, Belief] = [
  { slope: 0.83, shift: 0.2 },
  { slope: 0.12, shift: 0.5 },
]

/** What the keys missed: which part of the true pairs they bring together, and the standard error of those they do not, as a share of these. */
export type Unseen = { readonly recall: number; readonly unsure: number }

/**
 * How many pairs from each threshold on are wrong, and how many true ones are missed, by the probabilities as far as they are believed: nobody says
 * the truth. The range holds the chance of which pairs turn out how; the chance in m, u and shares, drawn again as often as if each of `people`
 * independent pairs of one person, and each random pair, had been drawn anew (a parametric bootstrap; Efron & Tibshirani 1993, 6.5); how unsure the
 * belief is, for a model is wrong in some way; and how unsure it is what the keys missed. A model that is further off than those it was measured
 * on is not in it. `records`: of the file.
 */
export function errorsOf(
  buckets: readonly Bucket[],
  {
    model,
    people,
    records,
    unseen: { recall, unsure },
    thresholds,
  }: {
    readonly model: TrainedModel
    readonly people: number
    readonly records: number
    readonly unseen: Unseen
    readonly thresholds: readonly number[]
  },
): readonly Errors[] {
  const normal = normalFrom(chanceOf(seed))
  const patterns = patternsOf(buckets)
  const point = oddsOf(model, patterns.levels)
  const told = thresholds.map((): { readonly wrong: number[]; readonly missed: number[] } => ({ wrong: [], missed: [] }))
  for (let draw = 0; draw < draws; draw += 1) {
    const odds = oddsOf(drawn(model, people, normal), patterns.levels)
    const shift = odds.map((one, at) => one - (point[at] ?? 0))
    const now = { slope: belief.slope + doubt.slope * normal(), shift: belief.shift + doubt.shift * normal() }
    const more = 2 ** (unsure * Math.LOG2E * normal())
    const sums = sumsAt(buckets, thresholds, (bucket, at) => chanceOfPair(bucket.p, shift[patterns.of[at] ?? 0] ?? 0, now))
    for (const [at, { wrong, missed, spread, spreadBelow, all }] of sums.entries()) {
      // Who has several records is joined wrongly with all of them: pairs turn out together, as many as a record has others of its person.
      const [atOnce, left] = [1 + (2 * all) / records, unfound(all, recall) * more]
      told[at]?.wrong.push(Math.max(0, wrong + normal() * Math.sqrt(spread * atOnce)))
      told[at]?.missed.push(Math.max(0, missed + left + normal() * Math.sqrt(spreadBelow + left)))
    }
  }
  return sumsAt(buckets, thresholds, ({ p }) => chanceOfPair(p, 0, belief)).map(({ pairs, wrong, missed, all }, at) => ({
    at: thresholds[at] ?? 0,
    pairs,
    wrong: { estimate: wrong, ...rangeOf(told[at]?.wrong ?? []) },
    missed: { estimate: missed + unfound(all, recall), ...rangeOf(told[at]?.missed ?? []) },
  }))
}

/**
 * True pairs that are not among those kept, by those that are: of the 17 files above so many times what is estimated of the keys alone, which is the
 * least that they can have missed, and of which candidates below 0.01 are no part.
 */
const besides = 1.4

function unfound(found: number, recall: number): number {
  return besides * found * (1 / Math.max(0.01, recall) - 1)
}

type Sums = {
  readonly pairs: number
  readonly wrong: number
  readonly missed: number
  readonly spread: number
  readonly spreadBelow: number
  readonly all: number
}

/** Sums over buckets on either side of each threshold; a bucket stands where its own probability is, whatever `by` gives it. */
function sumsAt(
  buckets: readonly Bucket[],
  thresholds: readonly number[],
  by: (bucket: Bucket, at: number) => number,
): readonly Sums[] {
  const sums = thresholds.map(() => ({ pairs: 0, wrong: 0, missed: 0, spread: 0, spreadBelow: 0 }))
  let all = 0
  for (const [index, bucket] of buckets.entries()) {
    const p = by(bucket, index)
    const { count } = bucket
    all += count * p
    for (const [at, sum] of sums.entries())
      if (bucket.p >= (thresholds[at] ?? 0)) {
        sum.pairs += count
        sum.wrong += count * (1 - p)
        sum.spread += count * p * (1 - p)
      } else {
        sum.missed += count * p
        sum.spreadBelow += count * p * (1 - p)
      }
  }
  return sums.map((sum) => ({ ...sum, all }))
}

function patternsOf(buckets: readonly Bucket[]): { readonly levels: readonly (readonly number[])[]; readonly of: Uint32Array } {
  const places = new Map<string, number>()
  const levels: (readonly number[])[] = []
  const of = Uint32Array.from(buckets, (bucket) => {
    const name = bucket.levels.join()
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, levels.length)
    levels.push(bucket.levels)
    return levels.length - 1
  })
  return { levels, of }
}

/** Bits for one person against all others, by pattern, without what single values add. */
function oddsOf(model: TrainedModel, patterns: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(patterns, (levels) => weigh(model, levels))
}

/** A probability with so many bits more, as far as it is believed. */
function chanceOfPair(p: number, bits: number, of: Belief): number {
  return probabilityOf(believed(Math.log2(p / Math.max(1e-12, 1 - p)) + bits, of))
}

/** The model as it might have come out of other pairs: each rate moved by as much as a count of that size is uncertain. */
function drawn(model: TrainedModel, people: number, normal: () => number): TrainedModel {
  const moved = (rate: number, count: number): number =>
    rate <= 0 ? 0 : normal() * Math.sqrt(Math.max(0, 1 - rate) / Math.max(1, rate * count)) * Math.LOG2E
  const u = model.fields.map((field) => field.u.map((rate) => moved(rate, model.trained.randomPairs)))
  const fields = model.fields.map((field, at): TrainedField => {
    const m = field.m.map((rate) => moved(rate, people))
    return { ...field, weights: field.weights.map((bits, level) => bits + (m[level] ?? 0) - (u[at]?.[level] ?? 0)) }
  })
  const others = model.others.map((one) => {
    const pairs = (people * one.share) / Math.max(1e-15, model.share)
    const weights = one.weights.map((own, at) =>
      own.map((bits, level) => {
        const rate = Math.min(1, (model.fields[at]?.u[level] ?? 0) * 2 ** bits)
        return bits + moved(rate, pairs) - (u[at]?.[level] ?? 0)
      }),
    )
    return { ...one, share: one.share * 2 ** moved(0.5, 2 * pairs), weights }
  })
  const share = Math.min(0.5, model.share * 2 ** moved(0.5, 2 * people))
  // However few pairs a class rests on, strangers stay by far the most.
  const whole = others.reduce((sum, one) => sum + one.share, share)
  return whole > 0.9 ? { ...model, fields } : { ...model, fields, others, share }
}

function rangeOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const point = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { low: point(0.025), high: point(0.975) }
}

/** Draws around zero with spread one (Box & Muller 1958). */
function normalFrom(chance: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(Math.max(1e-12, chance()))) * Math.cos(2 * Math.PI * chance())
}
