import { askedKeysOf, createEar, featuresOf, searchKeysOf, type Features } from '@convive/matching'
import { subjectOf } from './as-subject.ts'
import type { recordsA } from './errors-a.ts'
import { chanceOf, type Person } from './population.ts'

/** A made-up record as the registry holds it, with the keys it is kept under and those by which others are asked for. */
export type Known = {
  readonly person: Person
  readonly features: Features
  readonly kept: readonly bigint[]
  readonly asked: readonly bigint[]
}

export function peopleOf(
  recordsOf: typeof recordsA,
  { records, seed }: { readonly records: number; readonly seed: number },
): readonly Known[] {
  const ear = createEar()
  const secret = Buffer.alloc(32, seed)
  const made: Known[] = []
  for (let n = 0; made.length < records; n += 1) {
    const chance = chanceOf(seed, n, 4)
    for (const { row, person } of recordsOf(seed, n)) {
      const features = featuresOf(subjectOf(row, chance), ear)
      made.push({ person, features, kept: searchKeysOf(features, secret), asked: askedKeysOf(features, secret) })
    }
  }
  return made.slice(0, records)
}

/** As `registry.find_duplicates` begins: of a key the newest, and the twelve whose shared keys are the rarest together. A model learns from all twelve. */
const [newest, most, bitsOfOne] = [40, 12, 21]

/** With whom of those before them each is held together, by place. */
export function candidatesAmong(known: readonly Known[]): readonly (readonly number[])[] {
  const holders = new Map<bigint, number[]>()
  return known.map(({ kept, asked }, at) => {
    const shared = new Map<number, number>()
    for (const key of asked) {
      const some = (holders.get(key) ?? []).slice(-newest)
      for (const other of some) shared.set(other, (shared.get(other) ?? 0) + bitsOfOne - Math.log2(some.length))
    }
    for (const key of kept) {
      const own = holders.get(key)
      if (own === undefined) holders.set(key, [at])
      else own.push(at)
    }
    return [...shared]
      .toSorted(([a, some], [b, more]) => more - some || b - a)
      .slice(0, most)
      .map(([other]) => other)
  })
}
