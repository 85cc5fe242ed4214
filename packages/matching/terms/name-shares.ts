/** How large a part of all bear a name, by its sound. A name that is not listed is borne by no larger part than the rarest that is. */
export type Shares = {
  readonly of: ReadonlyMap<string, number>
  readonly rarest: number
  /** How often two strangers agree on one name: the sum of squares. */
  readonly chance: number
}

/** No name is taken for rarer than this, whatever was counted. */
const floor = 1e-5
/** So many names have to be counted before they outweigh what was known before. */
export const fewestCounted = 500

export function sharesFrom(of: ReadonlyMap<string, number>): Shares {
  const shares = [...of.values()]
  return {
    of,
    rarest: Math.max(floor, Math.min(1, ...shares)),
    chance: Math.max(
      floor,
      shares.reduce((sum, one) => sum + one ** 2, 0),
    ),
  }
}

export function shareOf({ of, rarest }: Shares, name: string): number {
  return Math.max(floor, of.get(name) ?? rarest)
}

/** Of people of several origins: each origin counts alike. */
export function mixed([first, ...more]: readonly [Shares, ...Shares[]]): Shares {
  if (more.length === 0) return first
  const all = [first, ...more]
  const names = new Set(all.flatMap(({ of }) => [...of.keys()]))
  const mean = (value: (one: Shares) => number): number => all.reduce((sum, one) => sum + value(one), 0) / all.length
  return {
    of: new Map([...names].map((name): [string, number] => [name, mean((one) => shareOf(one, name))])),
    rarest: mean(({ rarest }) => rarest),
    chance: Math.min(...all.map(({ chance }) => chance)),
  }
}

/** Of people of whose origin nothing is known: a name may be as frequent there as where it is most frequent. */
export function somewhere(all: readonly Shares[]): Shares {
  const of = new Map<string, number>()
  for (const one of all) for (const [name, share] of one.of) of.set(name, Math.max(share, of.get(name) ?? 0))
  const middle = (value: (one: Shares) => number): number =>
    all.map(value).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? floor
  return { of, rarest: middle(({ rarest }) => rarest), chance: middle(({ chance }) => chance) }
}

/** Names of an origin as they were counted: how many bearers there are in all, and of the frequent names, those with `least` bearers or more. */
export type Counts = {
  readonly of: ReadonlyMap<string, number>
  readonly total: number
  readonly least: number
  readonly chance: number
}

/**
 * What is known of an origin once names were counted. What was known before counts like five hundred names, so that few people change little; where
 * nothing was, as many have to be counted before anything is said.
 */
export function counted(before: Shares | undefined, { of: counts, total, least, chance }: Counts): Shares | undefined {
  if (before === undefined && total < fewestCounted) return undefined
  const weight = before === undefined ? 0 : fewestCounted
  // Of a name that was not told no more is known than that it has fewer bearers than the least, and what was known before.
  const untold = (prior: number | undefined): number => (prior === undefined ? least : Math.min(least, prior * total))
  const share = (count: number, prior = 0): number => (count + weight * prior) / (total + weight)
  const of = new Map([...(before?.of ?? [])].map(([name, prior]): [string, number] => [name, share(untold(prior), prior)]))
  for (const [name, count] of counts) of.set(name, share(count, before === undefined ? 0 : shareOf(before, name)))
  return {
    of,
    rarest: Math.max(floor, share(untold(before?.rarest), before?.rarest)),
    chance: Math.max(floor, share(total * chance, before?.chance)),
  }
}

/** Two names on which two people agree, as they were heard; on a fuzzy level they are not the same. */
export type Agreed = readonly [string, string]

/** The frequency of names takes so many bits from agreeing on them at most, or gives so many. */
const [mostTaken, mostGiven] = [6, 6]

/**
 * How many bits more the agreement on these names says than agreement on any name (Winkler 2000): on each, how often strangers agree on any by how
 * often they do on this one. Of two names that are not the same the more frequent counts, and being rare says nothing: it may be two rare names.
 */
export function termBits(agreed: readonly Agreed[], shares: Shares): number {
  const bits = agreed.reduce((sum, [a, b]) => {
    const one = Math.log2(shares.chance / Math.max(shareOf(shares, a), shareOf(shares, b)))
    return sum + (a === b ? one : Math.min(0, one))
  }, 0)
  return Math.max(-mostTaken, Math.min(mostGiven, bits))
}
