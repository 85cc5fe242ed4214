/** Two records that somebody found to be the same person, the older first. */
export type Pair = readonly [older: string, newer: string]
export type Alias = { readonly personId: string; readonly survivorId: string }

/** What ties records together now: what this organisation decided, and which record stands for which. */
export type Ties = { readonly decided: readonly Pair[]; readonly aliases: readonly Alias[] }

/** What has to change among the aliases. */
export type Relinking = { readonly drop: readonly Alias[]; readonly add: readonly Alias[] }

/** All records of the same person as this one, itself included, the oldest first: ids grow with time. */
export function groupOf(personId: string, pairs: readonly Pair[]): readonly string[] {
  const group = new Set([personId])
  for (let size = 0; size < group.size;) {
    size = group.size
    for (const [one, other] of pairs) if (group.has(one) || group.has(other)) group.add(one).add(other)
  }
  return [...group].toSorted()
}

/** Every tie as a pair. An alias that none of our decisions explains was made by another organisation and stays. */
function foreignPairs({ decided, aliases }: Ties): readonly Pair[] {
  return aliases
    .filter((one) => !groupOf(one.personId, decided).includes(one.survivorId))
    .map((one) => [one.survivorId, one.personId] as const)
}

/** The records that one person would have if these two were joined. */
export function joinedBy(ties: Ties, pair: Pair): readonly string[] {
  return groupOf(pair[0], [...ties.decided, ...foreignPairs(ties), pair])
}

/** All records of each of two persons, as it is now. */
export function groupsOf(ties: Ties, [one, other]: Pair): readonly [readonly string[], readonly string[]] {
  const pairs = [...ties.decided, ...foreignPairs(ties)]
  return [groupOf(one, pairs), groupOf(other, pairs)]
}

export function areJoined(ties: Ties, [one, other]: Pair): boolean {
  return groupOf(one, [...ties.decided, ...foreignPairs(ties)]).includes(other)
}

/** The aliases once two records are joined: the oldest record of the group stands for all. */
export function afterJoining(ties: Ties, pair: Pair): Relinking {
  return relinking(ties, [...ties.decided, ...foreignPairs(ties), pair])
}

/**
 * Takes two records apart. The decision between them falls; where others still tie them, or there was none between just
 * these two, every decision about the newer one falls.
 */
export function afterParting(ties: Ties, pair: Pair): Relinking & { readonly undone: readonly Pair[] } {
  const [older, newer] = pair
  // Whatever alias held just these two together goes too, whoever made it.
  const foreign = foreignPairs(ties).filter((one) => !isPair(one, pair))
  const direct = ties.decided.filter((one) => isPair(one, pair))
  const without = ties.decided.filter((one) => !isPair(one, pair))
  if (direct.length > 0 && !groupOf(older, [...without, ...foreign]).includes(newer))
    return { ...relinking(ties, [...without, ...foreign]), undone: direct }
  const about = ties.decided.filter((one) => one.includes(newer))
  const kept = ties.decided.filter((one) => !one.includes(newer))
  return { ...relinking(ties, [...kept, ...foreign]), undone: about }
}

/** Which record stands for which once they are changed so, or as it is. */
export function aliasesAfter({ aliases }: Ties, change?: Relinking): readonly Alias[] {
  if (change === undefined) return aliases
  const gone = new Set(change.drop.map((one) => one.personId))
  return [...aliases.filter((one) => !gone.has(one.personId)), ...change.add]
}

function isPair([a, b]: Pair, [c, d]: Pair): boolean {
  return (a === c && b === d) || (a === d && b === c)
}

function relinking({ aliases }: Ties, pairs: readonly Pair[]): Relinking {
  const involved = new Set([...pairs.flat(), ...aliases.flatMap((one) => [one.personId, one.survivorId])])
  const wanted = [...involved].flatMap((personId): readonly Alias[] => {
    const [survivorId = personId] = groupOf(personId, pairs)
    return survivorId === personId ? [] : [{ personId, survivorId }]
  })
  const holds = (list: readonly Alias[], one: Alias): boolean =>
    list.some((other) => other.personId === one.personId && other.survivorId === one.survivorId)
  return { drop: aliases.filter((one) => !holds(wanted, one)), add: wanted.filter((one) => !holds(aliases, one)) }
}
