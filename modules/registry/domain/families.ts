/** Somebody of one household who looks like somebody of another. */
export type Resemblance<Left, Right> = { readonly left: Left; readonly right: Right; readonly weight: number }

/** Each person at most once, the most alike first: two members of one household are two persons. */
export function oneToOne<Left, Right, One extends Resemblance<Left, Right>>(found: readonly One[]): readonly One[] {
  const [lefts, rights] = [new Set<Left>(), new Set<Right>()]
  return found
    .map((one, at) => ({ one, at }))
    .toSorted((a, b) => b.one.weight - a.one.weight || a.at - b.at)
    .flatMap(({ one }) => {
      if (lefts.has(one.left) || rights.has(one.right)) return []
      lefts.add(one.left)
      rights.add(one.right)
      return [one]
    })
}

/** From so many members on it is asked about as a family. */
const fewestMembers = 2

export type FamilyAgain<Left> = {
  readonly householdId: string
  readonly pairs: readonly { readonly member: Left; readonly id: string }[]
}

/** Households of which two or more members look like those asked about, the one with most of them first. */
export function familiesAgain<Left>(
  found: readonly { readonly member: Left; readonly id: string; readonly householdId: string | null; readonly weight: number }[],
): readonly FamilyAgain<Left>[] {
  const byHome = Map.groupBy(found, (one) => one.householdId)
  return [...byHome]
    .flatMap(([householdId, some]): readonly FamilyAgain<Left>[] => {
      if (householdId === null) return []
      const pairs = oneToOne(some.map(({ member, id, weight }) => ({ left: member, right: id, weight })))
      return pairs.length < fewestMembers
        ? []
        : [{ householdId, pairs: pairs.map(({ left, right }) => ({ member: left, id: right })) }]
    })
    .toSorted((a, b) => b.pairs.length - a.pairs.length)
}

/** A pair of records with the households in which they live. */
export type HousedPair = {
  readonly personId: string
  readonly otherId: string
  readonly home: string | undefined
  readonly otherHome: string | undefined
}
export type WaitingFamily<One> = {
  readonly homes: readonly [string, string]
  readonly members: number
  readonly pairs: readonly One[]
}

/** Of pairs that wait, those that belong to the same two households and hold two or more members of each; the order of the pairs stays. */
export function waitingFamilies<One extends HousedPair>(pairs: readonly One[]): readonly WaitingFamily<One>[] {
  const housed = pairs.flatMap((pair) => {
    const { home, otherHome } = pair
    if (home === undefined || otherHome === undefined || home === otherHome) return []
    const homes: readonly [string, string] = home < otherHome ? [home, otherHome] : [otherHome, home]
    return [{ pair, homes }]
  })
  return [...Map.groupBy(housed, ({ homes }) => homes.join(' ')).values()].flatMap((some) => {
    const [first] = some
    const ids = (at: 0 | 1): number =>
      new Set(some.map(({ pair, homes }) => (pair.home === homes[at] ? pair.personId : pair.otherId))).size
    // Where both sides have two, two can be matched: pairs that cannot all share one person.
    const members = Math.min(ids(0), ids(1))
    return first === undefined || members < fewestMembers
      ? []
      : [{ homes: first.homes, members, pairs: some.map(({ pair }) => pair) }]
  })
}
