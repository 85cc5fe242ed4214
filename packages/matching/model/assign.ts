import type { Edge } from './cluster.ts'

/** A likely pair across two files; `w` in bits, above zero where it is likelier than not. */
export type Offer = Edge & { readonly w: number }

/**
 * Which pairs stand when each record belongs to one of the other file at most. `taken`: likely pairs left out because a better one took a record
 * of theirs. `tied`: pairs, chosen or not, for which another choice is as good. `greedy`: groups too large to weigh every choice.
 */
export type Assigned = {
  readonly chosen: readonly Offer[]
  readonly taken: readonly Offer[]
  readonly tied: readonly Offer[]
  readonly greedy: number
}

/** Records of one side times those of the other, up to which every choice is weighed. */
const mostCells = 10_000
const asGood = 1e-9

/**
 * The choice whose bits add up to most, in each group of records that hang together, by shortest augmenting paths (Kuhn 1955; Jonker & Volgenant
 * 1987); in very large groups the surest first. `a` is of the first file, `b` of the second. The order of pairs changes nothing.
 */
export function assignOneToOne(offers: readonly Offer[]): Assigned {
  const chosen: Offer[] = []
  const taken: Offer[] = []
  const tied: Offer[] = []
  let greedy = 0
  for (const group of groupsOf(offers.filter(({ w }) => w > 0))) {
    const [rows, columns] = [new Set(group.map(({ a }) => a)).size, new Set(group.map(({ b }) => b)).size]
    const isLarge = rows * columns > mostCells
    const own = isLarge ? surestFirst(group) : bestOf(group)
    if (isLarge) greedy += 1
    const rivals = isLarge ? [] : rivalsOf(group, own)
    chosen.push(...own)
    tied.push(...rivals)
    taken.push(...group.filter((one) => !own.includes(one) && !rivals.includes(one)))
  }
  return { chosen: chosen.toSorted(byIds), taken: taken.toSorted(byIds), tied: tied.toSorted(byIds), greedy }
}

function byIds(x: Offer, y: Offer): number {
  return x.a - y.a || x.b - y.b
}

/** Pairs that hang together by a record that they share, each group in the order of its records. */
function groupsOf(offers: readonly Offer[]): readonly (readonly Offer[])[] {
  const first = new Map<number, number>()
  const top = (one: number): number => {
    let at = one
    for (let up = first.get(at); up !== undefined && up !== at; up = first.get(at)) {
      first.set(at, first.get(up) ?? up)
      at = up
    }
    return at
  }
  // Numbers of the two files differ, so that one map holds both.
  for (const { a, b } of offers) {
    const [one, other] = [top(a), top(b)]
    if (one !== other) first.set(Math.max(one, other), Math.min(one, other))
  }
  return [...Map.groupBy(offers.toSorted(byIds), ({ a }) => top(a)).values()]
}

function surestFirst(group: readonly Offer[]): readonly Offer[] {
  const used = new Set<number>()
  return group
    .toSorted((x, y) => y.w - x.w || byIds(x, y))
    .filter(({ a, b }) => {
      if (used.has(a) || used.has(b)) return false
      used.add(a)
      used.add(b)
      return true
    })
}

function bestOf(group: readonly Offer[]): readonly Offer[] {
  if (group.length === 1) return group
  const rows = [...new Set(group.map(({ a }) => a))].toSorted((x, y) => x - y)
  const columns = [...new Set(group.map(({ b }) => b))].toSorted((x, y) => x - y)
  const [row, column] = [new Map(rows.map((one, at) => [one, at])), new Map(columns.map((one, at) => [one, at]))]
  const offered = new Map(group.map((one) => [(row.get(one.a) ?? 0) * columns.length + (column.get(one.b) ?? 0), one]))
  // A column of its own for each row, at no cost: it may stay alone.
  const width = columns.length + rows.length
  const cost = (at: number, to: number): number => (to < columns.length ? -(offered.get(at * columns.length + to)?.w ?? 0) : 0)
  return cheapest(rows.length, width, cost).flatMap((to, at) => {
    const one = to < columns.length ? offered.get(at * columns.length + to) : undefined
    return one === undefined ? [] : [one]
  })
}

/** For each row its column, all different, so that the costs add up to least; there are at least as many columns as rows. */
function cheapest(rows: number, columns: number, cost: (row: number, column: number) => number): readonly number[] {
  const [ofRow, ofColumn] = [new Float64Array(rows + 1), new Float64Array(columns + 1)]
  const owner = new Int32Array(columns + 1)
  const before = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row += 1) {
    owner[0] = row
    let here = 0
    const least = new Float64Array(columns + 1).fill(Infinity)
    const seen = new Uint8Array(columns + 1)
    while ((owner[here] ?? 0) !== 0) {
      seen[here] = 1
      const from = owner[here] ?? 0
      let [step, next] = [Infinity, 0]
      for (let to = 1; to <= columns; to += 1) {
        if (seen[to] === 1) continue
        const reduced = cost(from - 1, to - 1) - (ofRow[from] ?? 0) - (ofColumn[to] ?? 0)
        if (reduced < (least[to] ?? 0)) {
          least[to] = reduced
          before[to] = here
        }
        if ((least[to] ?? 0) < step) [step, next] = [least[to] ?? 0, to]
      }
      for (let to = 0; to <= columns; to += 1) {
        if (seen[to] === 1) {
          ofRow[owner[to] ?? 0] = (ofRow[owner[to] ?? 0] ?? 0) + step
          ofColumn[to] = (ofColumn[to] ?? 0) - step
        } else least[to] = (least[to] ?? 0) - step
      }
      here = next
    }
    while (here !== 0) {
      owner[here] = owner[before[here] ?? 0] ?? 0
      here = before[here] ?? 0
    }
  }
  const chosen = Array.from({ length: rows }, () => 0)
  for (let to = 1; to <= columns; to += 1) if ((owner[to] ?? 0) !== 0) chosen[(owner[to] ?? 1) - 1] = to - 1
  return chosen
}

/** Pairs in which two choices that are as good differ: without each chosen pair in turn, what is the next best worth? */
function rivalsOf(group: readonly Offer[], chosen: readonly Offer[]): readonly Offer[] {
  const worth = total(chosen)
  const rivals = new Set<Offer>()
  for (const one of chosen) {
    const shares = group.some((other) => other !== one && (other.a === one.a || other.b === one.b))
    if (!shares) continue
    const other = bestOf(group.filter((each) => each !== one))
    if (worth - total(other) > asGood) continue
    for (const each of chosen) if (!other.includes(each)) rivals.add(each)
    for (const each of other) if (!chosen.includes(each)) rivals.add(each)
  }
  return [...rivals]
}

function total(offers: readonly Offer[]): number {
  return offers.reduce((sum, { w }) => sum + w, 0)
}
