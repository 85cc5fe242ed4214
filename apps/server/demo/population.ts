import { chanceFrom, frequent, pickFrequent, type Chance, type Frequent } from './chance.ts'
import { withErrors } from './errors.ts'
import { makeHousehold, type DemoHousehold } from './household.ts'

export type { DemoHousehold, DemoPerson } from './household.ts'

/** Where a population lives and by which of two offices it is registered: `share` of it by the second one. */
export type Settled = {
  readonly year: number
  readonly places: readonly string[]
  readonly second?: { readonly places: readonly string[]; readonly share: number }
}
export type OfficeHousehold = DemoHousehold & { readonly office: 0 | 1 }

/**
 * Households of Ysapy, made one by one so that any number needs no memory; about one in twelve is registered twice, with
 * errors, sometimes by the other office. Each follows from the seed and its place: a part can be made without the rest.
 */
export function* makePopulation(
  count: number,
  { chance, ...settled }: Settled & { readonly chance: Chance },
): Generator<OfficeHousehold> {
  const seed = chance.between(0, 0x7fff_ffff)
  const around: Around = {
    seed,
    year: settled.year,
    share: settled.second?.share ?? 0,
    places: [frequent(settled.places), frequent(settled.second?.places ?? settled.places)],
  }
  for (let at = 0; at < count; at += 1) yield householdAt(around, at)
}

type Around = {
  readonly seed: number
  readonly year: number
  readonly share: number
  readonly places: readonly [Frequent<string>, Frequent<string>]
}

function householdAt(around: Around, at: number): OfficeHousehold {
  const { seed, year } = around
  const source = sourceOf(seed, at)
  const chance = chanceFrom(mixed(seed, at))
  const office = chance.happens(around.share) ? 1 : 0
  const places = around.places[office]
  if (source === undefined) return { ...makeHousehold(chance, { year, places, at }), office }
  const original = householdAt(around, source)
  const place = original.office === office ? original.place : pickFrequent(chance, places)
  return { ...withErrors(original, chance), place, office, copyOf: source }
}

/** Whose second registration it is: always an earlier one that is no copy itself. */
function sourceOf(seed: number, at: number): number | undefined {
  const chance = chanceFrom(mixed(seed ^ 0x5bd1_e995, at))
  if (at <= 10 || !chance.happens(1 / 12)) return undefined
  let source = chance.between(0, at - 1)
  while (sourceOf(seed, source) !== undefined) source -= 1
  return source
}

/** A seed for each place (the finalizer of MurmurHash3, A. Appleby, public domain). */
function mixed(seed: number, at: number): number {
  let key = Math.imul(at + 1, 0x9e37_79b1) ^ seed
  key = Math.imul(key ^ (key >>> 16), 0x85eb_ca6b)
  key = Math.imul(key ^ (key >>> 13), 0xc2b2_ae35)
  return (key ^ (key >>> 16)) >>> 0
}
