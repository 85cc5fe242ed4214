/** A scored pair of records, by their numbers. */
export type Edge = { readonly a: number; readonly b: number; readonly p: number }

/** What people decided: these are one, or these are never one. */
export type Decided = {
  readonly same: readonly (readonly [number, number])[]
  readonly different: readonly (readonly [number, number])[]
}

export type Clusters = {
  /** For each record the least number of its cluster. */
  readonly of: ReadonlyMap<number, number>
  /** Pairs that would have joined clusters and did not, but for those that were decided to be different: for review. */
  readonly refused: readonly Edge[]
  /** Decided to be one, and kept apart because other decisions forbid it: for review. */
  readonly contradicted: readonly (readonly [number, number])[]
}

/**
 * Joins records, the surest pairs first. Two groups become one only where at least half of all pairs between them are likely: a single pair
 * that is alike by chance is no bridge between families. What was decided comes before, and what must not be one never is. A function of the
 * pairs and decisions alone, whatever their order.
 */
export function cluster(
  edges: readonly Edge[],
  { least, decided = { same: [], different: [] } }: { readonly least: number; readonly decided?: Decided },
): Clusters {
  const likely = edges.filter(({ p }) => p >= least).toSorted((x, y) => y.p - x.p || x.a - y.a || x.b - y.b)
  const group = new Map<number, number>()
  const members = new Map<number, number[]>()
  const links = new Map<number, Map<number, number>>()
  const never = new Map<number, Set<number>>()
  const note = (of: Map<number, Set<number>>, one: number, other: number): void => {
    const own = of.get(one) ?? new Set<number>()
    of.set(one, own)
    own.add(other)
  }
  for (const [a, b] of decided.different) {
    note(never, a, b)
    note(never, b, a)
  }
  const ofRecord = (record: number): number => {
    const own = group.get(record)
    if (own !== undefined) return own
    group.set(record, record)
    members.set(record, [record])
    return record
  }
  const link = (one: number, other: number): number => links.get(one)?.get(other) ?? 0
  const add = (one: number, other: number, count: number): void => {
    const own = links.get(one) ?? new Map<number, number>()
    links.set(one, own)
    own.set(other, (own.get(other) ?? 0) + count)
  }
  for (const { a, b } of likely) {
    add(ofRecord(a), ofRecord(b), 1)
    add(ofRecord(b), ofRecord(a), 1)
  }
  const join = (one: number, other: number): void => {
    const [into, from] = one < other ? [one, other] : [other, one]
    const [kept, moved] = [members.get(into) ?? [], members.get(from) ?? []]
    for (const record of moved) group.set(record, into)
    members.set(into, [...kept, ...moved])
    members.delete(from)
    for (const [third, count] of links.get(from) ?? []) {
      links.get(third)?.delete(from)
      if (third === into) continue
      add(into, third, count)
      add(third, into, count)
    }
    links.get(into)?.delete(from)
    links.delete(from)
  }
  const forbidden = (one: number, other: number): boolean =>
    never.size > 0 &&
    (members.get(one) ?? []).some((record) => (members.get(other) ?? []).some((third) => never.get(record)?.has(third) === true))
  const contradicted: (readonly [number, number])[] = []
  for (const [a, b] of decided.same.toSorted((x, y) => x[0] - y[0] || x[1] - y[1])) {
    const [one, other] = [ofRecord(a), ofRecord(b)]
    if (one === other) continue
    if (forbidden(one, other)) contradicted.push([a, b])
    else join(one, other)
  }
  const refused: Edge[] = []
  for (const edge of likely) {
    const [one, other] = [ofRecord(edge.a), ofRecord(edge.b)]
    if (one === other) continue
    const between = (members.get(one)?.length ?? 1) * (members.get(other)?.length ?? 1)
    if (!forbidden(one, other) && 2 * link(one, other) >= between) join(one, other)
    else if (never.get(edge.a)?.has(edge.b) !== true) refused.push(edge)
  }
  return { of: group, refused, contradicted }
}
