import { chanceOf } from '@convive/kernel'
import { setImmediate } from 'node:timers/promises'

/** Keys of one file, with how many bits each has set. */
export type Keys = { readonly bits: Uint32Array; readonly words: number; readonly count: number; readonly set: Uint16Array }

export function keysOf(bits: Uint32Array, words: number): Keys {
  const count = bits.length / words
  const set = Uint16Array.from({ length: count }, (_, at) => {
    let sum = 0
    for (let word = at * words; word < (at + 1) * words; word += 1) sum += ones(bits[word] ?? 0)
    return sum
  })
  return { bits, words, count, set }
}

/** Bits that are set in 32. */
function ones(word: number): number {
  let left = word - ((word >>> 1) & 0x5555_5555)
  left = (left & 0x3333_3333) + ((left >>> 2) & 0x3333_3333)
  return Math.imul((left + (left >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** In how many bits two keys differ; some number beyond `most` when it is more. */
function differing(a: Keys, i: number, { b, j, most }: { readonly b: Keys; readonly j: number; readonly most: number }): number {
  const { words } = a
  let [sum, left, right] = [0, i * words, j * words]
  for (let word = 0; word < words; word += 8) {
    for (let one = 0; one < 8 && word + one < words; one += 1) {
      sum += ones((a.bits[left] ?? 0) ^ (b.bits[right] ?? 0))
      left += 1
      right += 1
    }
    if (sum > most) return sum
  }
  return sum
}

/** Dice's coefficient of two keys (Dice 1945): bits they both have, twice, of all that are set. */
function diceOf(differ: number, set: number): number {
  return set === 0 ? 0 : 1 - differ / set
}

/** Pairs across two files that are alike, and how they were looked for. */
export type SimilarPairs = {
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly similarity: Float64Array
  /** Pairs less alike than this were not kept. */
  readonly least: number
  /** Of pairs as alike as `aim`, the share that is expected to be found; all of them where every pair was compared. */
  readonly recall: number
  readonly aim: number
  readonly compared: number
  /** Chance that a pair of this similarity was found, to weigh what was found. */
  readonly foundOf: (similarity: number) => number
}

/** A few records of one file against all of the other: what strangers look like, whatever way is chosen after. */
export type Sample = {
  /** Pairs by similarity, in steps. */
  readonly counts: Float64Array
  readonly records: number
  readonly pairs: number
  /** Mean of `(share of bits that agree)^k`, by k: of all pairs, how many agree on k bits drawn at random. */
  readonly agreeing: Float64Array
  readonly meanSet: number
}

export const steps = 500
const mostDrawn = 26
/** Pairs compared beforehand. */
const inSample = 2e7

export async function sampleOf(a: Keys, b: Keys, signal?: AbortSignal): Promise<Sample> {
  const records = Math.min(a.count, Math.max(20, Math.floor(inSample / b.count)))
  const counts = new Float64Array(steps + 1)
  const agreeing = new Float64Array(mostDrawn + 1)
  const bits = a.words * 32
  const byDistance = new Float64Array(bits + 1)
  for (let one = 0; one < records; one += 1) {
    if (one % 16 === 0) await breathe(signal)
    const i = Math.floor((one * a.count) / records)
    for (let j = 0; j < b.count; j += 1) {
      const differ = differing(a, i, { b, j, most: bits })
      const at = Math.floor(steps * diceOf(differ, (a.set[i] ?? 0) + (b.set[j] ?? 0)))
      counts[at] = (counts[at] ?? 0) + 1
      byDistance[differ] = (byDistance[differ] ?? 0) + 1
    }
  }
  const pairs = records * b.count
  for (let k = 0; k <= mostDrawn; k += 1)
    for (const [differ, count] of byDistance.entries())
      agreeing[k] = (agreeing[k] ?? 0) + (count / pairs) * (1 - differ / bits) ** k
  const meanSet = (mean(a.set) + mean(b.set)) / 2
  return { counts, records, pairs, agreeing, meanSet }
}

function mean(values: Uint16Array): number {
  return values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)
}

/** Lets the signal of whoever stops the run come through. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  signal?.throwIfAborted()
}

/** Pairs kept for each record of the first file, on average: more would be strangers. */
const kept = 5
/** However alike all records are, no more pairs than this for each, nor in all. */
const [crowd, mostPairs] = [50, 1e7]

/** From which similarity on pairs are kept; `undefined` where even those that are quite the same are too many. `all`: records of the first file. */
export function leastOf({ counts, records }: Sample, all: number): number | undefined {
  const some = Math.min(kept, mostPairs / all) * records
  let above = 0
  for (let at = steps; at > 0; at -= 1) {
    above += counts[at] ?? 0
    if (above > some)
      return at === steps && above > Math.min(crowd, mostPairs / all) * records ? undefined : Math.min(at + 1, steps) / steps
  }
  return 1 / steps
}

/** Where strangers become rare: their numbers fall off evenly, so that a hundredth of what is kept lies as much higher as a hundred times lies lower. */
function aimOf({ counts, records }: Sample, least: number): number {
  let above = 0
  for (let at = steps; at > 0; at -= 1) {
    above += counts[at] ?? 0
    if (above > 100 * kept * records) return Math.min(0.95, 2 * least - at / steps)
  }
  return Math.min(0.95, least + (1 - least) / 3)
}

type Plan = { readonly drawn: number; readonly tables: number }

/** What a comparison costs beside drawing one bit of a record and sorting it in, about: measured. */
const [costOfPair, costOfBit, costOfSorting] = [1, 0.08, 1]
const wanted = 0.98

/** How many bits to draw, how often, so that pairs at `aim` are found; nothing where comparing all pairs costs less. */
function planOf(a: Keys, b: Keys, { sample, agree }: { readonly sample: Sample; readonly agree: number }): Plan | undefined {
  const all = a.count * b.count
  let best: { readonly plan: Plan | undefined; readonly cost: number } = { plan: undefined, cost: all * costOfPair }
  for (let drawn = 6; drawn <= mostDrawn; drawn += 1) {
    const tables = Math.ceil(Math.log(1 - wanted) / Math.log(1 - agree ** drawn))
    const pairs = all * (sample.agreeing[drawn] ?? 1)
    const cost = tables * ((a.count + b.count) * (drawn * costOfBit + costOfSorting) + pairs * costOfPair)
    if (cost < best.cost) best = { plan: { drawn, tables }, cost }
  }
  return best.plan
}

/**
 * Pairs at least as alike as `least`. Few records: all pairs. Many: those that agree on bits drawn at random, drawn so often that hardly any
 * that is worth it is missed (locality-sensitive hashing by samples of bits: Indyk & Motwani 1998; Durham 2012 for such keys). Needs no
 * secret, and always draws the same bits.
 */
export async function similarPairs(
  a: Keys,
  b: Keys,
  {
    sample,
    least,
    exact = false,
    signal,
    told,
  }: {
    readonly sample: Sample
    readonly least: number
    readonly exact?: boolean
    readonly signal?: AbortSignal | undefined
    readonly told?: ((share: number) => void) | undefined
  },
): Promise<SimilarPairs> {
  const bits = a.words * 32
  const aim = aimOf(sample, least)
  const agreeAt = (similarity: number): number => Math.max(0, 1 - (2 * sample.meanSet * (1 - similarity)) / bits)
  const plan = exact || a.count * b.count <= inSample ? undefined : planOf(a, b, { sample, agree: agreeAt(aim) })
  const found = new Map<number, number>()
  let compared = 0
  const look = (i: number, j: number): void => {
    compared += 1
    const set = (a.set[i] ?? 0) + (b.set[j] ?? 0)
    const most = Math.floor(set * (1 - least) + 1e-9)
    const differ = differing(a, i, { b, j, most })
    if (differ <= most) found.set(i * b.count + j, diceOf(differ, set))
  }
  if (plan === undefined)
    for (let i = 0; i < a.count; i += 1) {
      if (i % 64 === 0) {
        await breathe(signal)
        told?.(i / a.count)
      }
      for (let j = 0; j < b.count; j += 1) look(i, j)
    }
  else {
    const chance = chanceOf(7)
    for (let table = 0; table < plan.tables; table += 1) {
      await breathe(signal)
      told?.(table / plan.tables)
      meet(a, b, { places: placesDrawn(chance, { bits, drawn: plan.drawn }), look })
    }
  }
  const foundOf = (similarity: number): number =>
    plan === undefined ? 1 : 1 - (1 - agreeAt(similarity) ** plan.drawn) ** plan.tables
  const pairs = [...found].toSorted(([x], [y]) => x - y)
  return {
    a: Uint32Array.from(pairs, ([pair]) => Math.floor(pair / b.count)),
    b: Uint32Array.from(pairs, ([pair]) => pair % b.count),
    similarity: Float64Array.from(pairs, ([, similarity]) => similarity),
    least,
    recall: foundOf(aim),
    aim,
    compared,
    foundOf,
  }
}

function placesDrawn(
  chance: () => number,
  { bits, drawn }: { readonly bits: number; readonly drawn: number },
): readonly number[] {
  const places = new Set<number>()
  while (places.size < drawn) places.add(Math.floor(chance() * bits))
  return [...places]
}

/** Calls `look` for every pair that agrees on all of these places: the second file sorted by them in one pass, the first looked up in it. */
function meet(
  a: Keys,
  b: Keys,
  { places, look }: { readonly places: readonly number[]; readonly look: (i: number, j: number) => void },
): void {
  const width = Math.min(places.length, Math.ceil(Math.log2(b.count)) + 1)
  const [ofA, ofB] = [patternsOf(a, places), patternsOf(b, places)]
  const slot = (pattern: number): number => Math.imul(pattern, 0x9e37_79b1) >>> (32 - width)
  const starts = new Uint32Array(2 ** width + 1)
  for (let j = 0; j < b.count; j += 1) {
    const at = slot(ofB[j] ?? 0) + 1
    starts[at] = (starts[at] ?? 0) + 1
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  const next = starts.slice()
  const sorted = new Uint32Array(b.count)
  for (let j = 0; j < b.count; j += 1) {
    const at = slot(ofB[j] ?? 0)
    sorted[next[at] ?? 0] = j
    next[at] = (next[at] ?? 0) + 1
  }
  for (let i = 0; i < a.count; i += 1) {
    const pattern = ofA[i] ?? 0
    const at = slot(pattern)
    for (let one = starts[at] ?? 0; one < (starts[at + 1] ?? 0); one += 1) {
      const j = sorted[one] ?? 0
      if (ofB[j] === pattern) look(i, j)
    }
  }
}

function patternsOf({ bits, words, count }: Keys, places: readonly number[]): Uint32Array {
  const patterns = new Uint32Array(count)
  for (const place of places) {
    const [word, shift] = [place >> 5, place & 31]
    for (let at = 0; at < count; at += 1)
      patterns[at] = ((patterns[at] ?? 0) << 1) | (((bits[at * words + word] ?? 0) >>> shift) & 1)
  }
  return patterns
}
