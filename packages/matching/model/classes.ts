import { byLevelOf, expectedOf, pack, ratiosOf, type Expected, type Packed } from './packed.ts'
import { bounded, ratesFrom, type Pattern, type Rates, type Shared } from './estimate.ts'

/** People who are two and yet alike in some of this, by how often they are at each level of each field. */
export type OtherClass = {
  readonly kind: 'household' | 'shares' | 'origin' | 'namesakes'
  /** The field that is a person's own and that these two have in common all the same; none for the others. */
  readonly field?: number
  /** Of all pairs. */
  readonly share: number
  readonly rates: readonly Rates[]
}

/** A part of those who are one person: their given and family names were written in each other's place, both at once. */
export type Exchanged = { readonly share: number; readonly rates: readonly Rates[] }

export type Classes = {
  /** Of one person, with what is a person's own learnt again. */
  readonly m: readonly Rates[]
  readonly person: number
  readonly exchanged: Exchanged | undefined
  readonly others: readonly OtherClass[]
  readonly converged: boolean
}

export type ClassesAsked = {
  readonly m: readonly Rates[]
  readonly u: readonly Rates[]
  readonly own: ReadonlyMap<number, Shared>
  /** Of fields that are compared crosswise, the level that says so. */
  readonly crossed: ReadonlyMap<number, number>
  /** Pairs there are, candidates or not. */
  readonly pairs: number
  /** Which part of those who are one person are among the patterns. */
  readonly recall: number
}

const [mostIterations, closeEnough, leastRate] = [1000, 1e-5, 0.0005]
/** Who exchanges one of two names exchanges the other, but for so few who have other errors as well. */
const whenExchanged = 0.95
/** Of what is a person's own two people agree on one thing at most: on the rest so many, and in part up to four times as many. */
const strict = { same: 0.01, partly: 0.04 }

/**
 * Which people who are two the file holds, and how many pairs of each: people of one household, of whom some share a birthday (twins) or a name
 * (father and son), people of one origin, and namesakes by chance. Fields that are independent among strangers are not among all who are two: he
 * who shares the sex and the origin is likelier to share the name. u stands, and m but for what is a person's own: passes that knew of one class
 * of households alone took namesakes for one person with another birthday. The rest is learnt by expectation–maximisation over all pairs, of which
 * those that are no candidates count as strangers. A class that does not pay for its own parameters is taken out on the way (minimum message
 * length; Figueiredo & Jain 2002).
 */
export function classesOf(patterns: readonly Pattern[], { m, u, own, crossed, pairs, recall }: ClassesAsked): Classes {
  const packed = pack(patterns, { free: [...u.keys()], u })
  const price = u.reduce((sum, rates) => sum + rates.length - 1, 0) / 2
  let persons = m
  let share = Math.min(0.3, 1 / Math.sqrt(Math.max(10, pairs)))
  let others = own.size < 2 ? [] : begin(u, own, share)
  const asExchanged = m.map((rates, field) => (crossed.has(field) ? often(rates, whenExchanged, crossed.get(field)) : rates))
  const exchangedRatios = ratiosOf(packed, asExchanged, u)
  let exchanged = crossed.size < 2 ? 0 : share / 20
  let converged = false
  for (let iteration = 0; iteration < mostIterations && !converged; iteration += 1) {
    const expected = expectedOf(packed, [
      { ratios: ratiosOf(packed, persons, u), share },
      { ratios: exchangedRatios, share: exchanged },
      ...others.map((one) => ({ ratios: ratiosOf(packed, one.rates, u), share: one.share })),
      ...exchangedOf(others, crossed, exchanged / share).map((one) => ({
        ratios: ratiosOf(packed, one.rates, u),
        share: one.share,
      })),
    ])
    const nextShare = Math.min(0.5, Math.max(1e-15, (expected[0]?.pairs ?? 0) / recall / pairs))
    if (others.length > 0) persons = ownRelearnt(packed, expected[0], { rates: m, own })
    const nextExchanged = Math.min(nextShare / 4, (expected[1]?.pairs ?? 0) / recall / pairs)
    const home = others.findIndex(({ kind }) => kind === 'household')
    const ofHousehold = home === -1 ? 0 : (expected[home + 2]?.pairs ?? 0)
    const next = others.flatMap((one, at): readonly OtherClass[] => {
      const found = expected[at + 2]
      if (found === undefined) return []
      // Twins and namesakes are at most as many as others who live together: where nobody does, they are one person with errors.
      const count = (one.kind === 'shares' ? Math.min(found.pairs, ofHousehold) : found.pairs) - price
      return count <= 0 ? [] : [{ ...one, share: Math.min(0.4, count / pairs), rates: relearnt(packed, found, one, own) }]
    })
    const moved =
      next.length !== others.length ||
      Math.abs(nextShare - share) > closeEnough * share ||
      next.some((one, at) => Math.abs(one.share - (others[at]?.share ?? 0)) > 10 * closeEnough * Math.max(share, one.share))
    ;[share, exchanged, others, converged] = [nextShare, nextExchanged, next, !moved]
  }
  return {
    m: persons,
    person: share,
    exchanged: exchanged > 0 ? { share: exchanged, rates: asExchanged } : undefined,
    others: [...others, ...exchangedOf(others, crossed, exchanged / share)],
    converged,
  }
}

/** Two who share the name, of whom one's names were written in each other's place, as often as it happens to one person. */
function exchangedOf(others: readonly OtherClass[], crossed: ReadonlyMap<number, number>, part: number): readonly OtherClass[] {
  if (part === 0) return []
  return others
    .filter(({ field }) => field !== undefined && crossed.has(field))
    .map((one) => ({
      ...one,
      share: one.share * part,
      rates: one.rates.map((rates, field) => (crossed.has(field) ? often(rates, whenExchanged, crossed.get(field)) : rates)),
    }))
}

/** Disagreement on what is a person's own is learnt again, and only ever falls: it must not take in twins. */
function ownRelearnt(
  packed: Packed,
  found: Expected | undefined,
  { rates, own }: { readonly rates: readonly Rates[]; readonly own: ReadonlyMap<number, Shared> },
): readonly Rates[] {
  return rates.map((before, field) => {
    const from = own.get(field)?.from
    if (found === undefined || from === undefined) return before
    const now = ratesFrom(byLevelOf(packed, found, field), before, leastRate)
    const apart = before.slice(0, from).map((rate, level) => Math.min(rate, now[level] ?? rate))
    const sum = (of: Rates): number => of.reduce((all, one) => all + one, 0)
    const scale = (1 - sum(apart)) / sum(before.slice(from))
    return before.map((rate, level) => apart[level] ?? rate * scale)
  })
}

function begin(u: readonly Rates[], own: ReadonlyMap<number, Shared>, share: number): readonly OtherClass[] {
  const household = u.map((rates, field) => (own.has(field) ? rates : often(rates, 0.8)))
  const instead = (of: readonly Rates[], field: number): readonly Rates[] =>
    of.map((rates, at) => (at === field ? often(rates, 0.7) : rates))
  const origin = u.map((rates, field) =>
    own.has(field) ? rates : rates.map((rate, level) => (level === rates.length - 1 ? Math.max(rate, 0.3) : 0.7 * rate)),
  )
  return [
    { kind: 'household', share, rates: household },
    ...[...own.keys()].map((field) => ({ kind: 'shares' as const, field, share: share / 10, rates: instead(household, field) })),
    { kind: 'origin', share, rates: origin },
    ...[...own.keys()].map((field) => ({ kind: 'namesakes' as const, field, share: share / 10, rates: instead(u, field) })),
  ]
}

function often(rates: Rates, same: number, at = rates.length - 1): Rates {
  return rates.map((_, level) => (level === at ? same : (1 - same) / (rates.length - 1)))
}

function relearnt(packed: Packed, expected: Expected, one: OtherClass, own: ReadonlyMap<number, Shared>): readonly Rates[] {
  return one.rates.map((rates, field) => {
    const found = ratesFrom(byLevelOf(packed, expected, field), rates, leastRate)
    const of = field === one.field ? undefined : own.get(field)
    return of === undefined ? found : bounded(found, { ...of, ...strict })
  })
}
