import type { ToStore } from '../../modules/registry/testing/store-many.ts'
import { asInput, visitsOf, type Generator, type Visit } from './visits.ts'

/** A visit of people of whom some are known already: which record is whose, in the order of the visit. */
export type Again = { readonly visit: Visit; readonly records: readonly (string | undefined)[] }

export type Population = {
  readonly generator: Generator
  readonly seed: number
  readonly persons: number
  /** The second registers one household in a thousand. */
  readonly offices: readonly [string, string]
}

/** An id of the newer kind; ids stand in the order of their numbers. */
export function idAt(kind: 'person' | 'household', n: number): string {
  return `01940000-0000-7000-${kind === 'person' ? '8' : '9'}000-${n.toString(16).padStart(12, '0')}`
}

/**
 * Families until so many persons are stored: of each person the first record. A later visit is told to `again`, with the records of whom
 * the first office has stored.
 */
export function* madeUp({ generator, seed, persons, offices }: Population, again: (visit: Again) => void): Iterable<ToStore> {
  let [person, household] = [0, 0]
  for (let n = 0; person < persons; n += 1) {
    const office = n % 1000 === 999 ? 1 : 0
    const known = new Map<string, string>()
    for (const visit of visitsOf(generator, seed, n)) {
      const records = visit.map(({ entity }) => known.get(entity))
      if (office === 0 && records.some((one) => one !== undefined)) again({ visit, records })
      const fresh = visit.filter(({ entity }) => !known.has(entity))
      const ids = fresh.map((_, at) => idAt('person', person + at))
      for (const [at, { entity }] of fresh.entries()) known.set(entity, ids[at] ?? '')
      if (fresh.length === 0) continue
      yield {
        input: asInput(fresh.map(({ row }) => row)),
        householdId: idAt('household', household),
        ids,
        organisationId: offices[office],
      }
      household += 1
      person += fresh.length
    }
  }
}

/** Every so many of what is offered, so that about `most` are kept of all. */
export function keepSome<One>(offered: number, most: number): { readonly kept: One[]; offer(one: One): void } {
  const step = Math.max(1, Math.floor(offered / most))
  const kept: One[] = []
  let seen = 0
  return {
    kept,
    offer(one) {
      if (seen % step === 0) kept.push(one)
      seen += 1
    },
  }
}
