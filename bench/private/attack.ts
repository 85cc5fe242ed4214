import { chanceOf } from '@convive/kernel'

/** Keys that a neutral party holds, with what is true of each record: the attacker does not see that, it only judges what they say. */
export type Concealed = { readonly keys: readonly Uint8Array[]; readonly values: readonly string[] }

/** `right`: the first guess is; `among`: it is one of the five likeliest. */
export type Guessed = { readonly guesses: number; readonly right: number; readonly among: number }

/**
 * The simplest attack (after Kuzu et al. 2011; Christen et al. 2017): the commonest key is the commonest value, the next the next. `publicValues`: the
 * values of a similar population that anybody may know, salts among them (`ana|1987`). A guess is right when most records under that key have that
 * value, whatever the salt.
 */
export function attackByCounting({ keys, values }: Concealed, publicValues: readonly string[], most: number): Guessed {
  const ofKey = Map.groupBy(keys.keys(), (at) => Buffer.from(keys[at] ?? []).toString('base64'))
  const common = [...ofKey.values()].toSorted((a, b) => b.length - a.length).slice(0, most)
  const guesses = ranked(publicValues)
  const isRight = (records: readonly number[], guess: string | undefined): boolean =>
    2 * records.filter((one) => told(values[one]) === told(guess)).length > records.length
  const right = common.filter((records, at) => isRight(records, guesses[at]))
  const among = common.filter((records, at) =>
    guesses.slice(Math.max(0, at - 2), at + 3).some((guess) => isRight(records, guess)),
  )
  return { guesses: common.length, right: right.length, among: among.length }
}

function told(value = ''): string {
  return value.split('|')[0] ?? ''
}

function ranked(values: readonly string[]): readonly string[] {
  return [...Map.groupBy(values, (one) => one)]
    .toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([one]) => one)
}

/** What each record holds, such as `given an`, and how often it is found in a similar population. */
export type Features = readonly ReadonlySet<string>[]

/**
 * After the attack by patterns (Christen et al. 2018): bits that are set together more often than chance stand for one feature, and how often they are,
 * tells which. Keys may all be different. A guess is right when of the records with the feature and those with the bits, at
 * least four in five are both.
 */
export function attackByPatterns(
  keys: readonly Uint8Array[],
  hidden: Features,
  publicFeatures: Features,
): Guessed & { readonly records: number } {
  const columns = columnsOf(keys)
  const known = frequencies(publicFeatures).filter(([, share]) => share >= 0.03 && share <= 0.6)
  let [guesses, right, among] = [0, 0, 0]
  const readable = new Set<number>()
  for (const cluster of clustersOf(columns, keys.length)) {
    const records = recordsIn(allSet(cluster, columns), keys.length)
    const share = records.length / keys.length
    const nearest = known.toSorted((a, b) => Math.abs(a[1] - share) - Math.abs(b[1] - share)).slice(0, 5)
    const fits = nearest.map(([feature]) => {
      const holding = hidden.filter((one) => one.has(feature)).length
      return records.filter((one) => hidden[one]?.has(feature)).length >= 0.8 * Math.max(holding, records.length)
    })
    guesses += 1
    if (fits[0] === true) right += 1
    if (!fits.includes(true)) continue
    among += 1
    for (const one of records) readable.add(one)
  }
  return { guesses, right, among, records: readable.size }
}

function allSet(places: readonly number[], columns: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(columns[0]?.length ?? 0).fill(-1)
  return places.reduce((left, place) => left.map((word, at) => word & (columns[place]?.[at] ?? 0)), all)
}

function frequencies(all: Features): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const one of all) for (const feature of one) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  return [...counts].map(([feature, count]) => [feature, count / all.length] as const)
}

/** For each place which records have it set, 32 records in a number. */
function columnsOf(keys: readonly Uint8Array[]): readonly Int32Array[] {
  const places = (keys[0]?.length ?? 0) * 8
  const columns = Array.from({ length: places }, () => new Int32Array(Math.ceil(keys.length / 32)))
  for (const [record, key] of keys.entries())
    for (const [place, column] of columns.entries())
      if ((((key[place >> 3] ?? 0) >> (place & 7)) & 1) === 1)
        column[record >> 5] = (column[record >> 5] ?? 0) | (1 << (record & 31))
  return columns
}

function ones(words: Int32Array): number {
  let sum = 0
  for (const word of words) {
    let left = word - ((word >>> 1) & 0x5555_5555)
    left = (left & 0x3333_3333) + ((left >>> 2) & 0x3333_3333)
    sum += Math.imul((left + (left >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
  }
  return sum
}

function recordsIn(words: Int32Array, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at).filter((at) => (((words[at >> 5] ?? 0) >>> (at & 31)) & 1) === 1)
}

/** A place goes with one begun by another where both are set together far more often than chance (correlation). */
const together = 0.35

/** Places that go together, each group begun by the place that goes with most others and taken out; groups of fewer than three say nothing. */
function clustersOf(columns: readonly Int32Array[], records: number): readonly (readonly number[])[] {
  const shares = columns.map((column) => ones(column) / records)
  const chance = chanceOf(1)
  const near = columns.map((column, one) =>
    columns.flatMap((other, two) => {
      const [p, q] = [shares[one] ?? 0, shares[two] ?? 0]
      const both = one === two ? p : ones(column.map((word, at) => word & (other[at] ?? 0))) / records
      const correlation = (both - p * q) / Math.sqrt(Math.max(1e-9, p * (1 - p) * q * (1 - q)))
      return correlation >= together ? [two] : []
    }),
  )
  const free = new Set(columns.keys())
  const clusters: number[][] = []
  for (const begun of [...columns.keys()].toSorted((a, b) => (near[b]?.length ?? 0) - (near[a]?.length ?? 0) || chance() - 0.5)) {
    const cluster = (near[begun] ?? []).filter((one) => free.has(one))
    if (!free.has(begun) || cluster.length < 3) continue
    for (const one of cluster) free.delete(one)
    clusters.push(cluster)
  }
  return clusters
}
