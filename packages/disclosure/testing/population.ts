import { recordKey } from '../record-key.ts'
import type { PersonRow } from '../true-cells.ts'

/** The dimensions a planner may choose, with the categories of the made-up population. */
export const populationDimensions = [
  { name: 'group', values: named('group', 5) },
  { name: 'need', values: named('need', 9) },
  { name: 'sex', values: ['female', 'male', 'unknown'] },
  { name: 'age', values: named('age', 7) },
  { name: 'nationality', values: named('nationality', 10) },
  { name: 'place', values: named('place', 12) },
] as const

/** Made-up people in skewed, related categories, so that rare combinations abound. The same seed makes the same people. */
export function aPopulation(size: number, seed: number): readonly PersonRow[] {
  const chance = chanceFrom(seed)
  const secret = new TextEncoder().encode(`population ${String(seed).padStart(8, '0')}`)
  return Array.from({ length: size }, (_, index) => {
    const nationality = skewed(chance, 10, 0.55)
    const values = {
      group: `group-${(skewed(chance, 5, 0.5) + nationality) % 5}`,
      need: `need-${skewed(chance, 9, 0.6)}`,
      sex: ['female', 'male', 'unknown'][skewed(chance, 3, 0.45)] ?? 'unknown',
      age: `age-${skewed(chance, 7, 0.75)}`,
      nationality: `nationality-${nationality}`,
      place: `place-${(skewed(chance, 12, 0.65) + nationality) % 12}`,
    }
    return { values, recordKey: recordKey(secret, `person ${index}`) }
  })
}

/** Numbers from 0 up to 1 that only the seed decides (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** 0 most often, each next one `ratio` times as often. */
function skewed(chance: () => number, length: number, ratio: number): number {
  const reached = (next: number): number => (1 - ratio ** next) / (1 - ratio ** length)
  const drawn = chance()
  return Array.from({ length }, (_, index) => index).findIndex((index) => drawn < reached(index + 1))
}

function named(name: string, length: number): readonly string[] {
  return Array.from({ length }, (_, index) => `${name}-${index}`)
}
