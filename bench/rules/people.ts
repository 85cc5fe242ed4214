import type { FactState } from '@convive/facts'
import { addDays, calendarDate } from '@convive/kernel'
import { nationalities, papers, today } from './the-rule.ts'

/** A made-up person, complete; every engine gets them in its own shape, made before the clock starts. */
export type Person = {
  readonly nationality: string
  readonly in_country: boolean
  readonly entry_date: string
  readonly birth_date: string
  readonly with_guardian: boolean
  readonly documents: readonly string[]
  readonly criminal_record: boolean
  readonly fee_paid: boolean
  readonly income: number
  readonly household_size: number
}

/** A person of whom some facts are not known. */
export type Known = { readonly [Fact in keyof Person]: Person[Fact] | undefined }

/** Uniform in [0, 1), the same sequence on every run (Lehmer's generator, Park and Miller 1988). */
export function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

export function makePeople(count: number, seed: number): readonly Person[] {
  const chance = chanceFrom(seed)
  const one = <Value>(from: readonly Value[], otherwise: Value): Value => from[Math.floor(chance() * from.length)] ?? otherwise
  const daysAgo = (most: number): string => addDays(calendarDate(today), 0 - Math.floor(chance() * most))
  return Array.from({ length: count }, () => ({
    nationality: one(nationalities, 'VEN'),
    in_country: chance() < 0.93,
    entry_date: daysAgo(2000),
    birth_date: daysAgo(25_000),
    with_guardian: chance() < 0.6,
    documents: papers.filter(() => chance() < 0.4),
    criminal_record: chance() < 0.03,
    fee_paid: chance() < 0.4,
    income: Math.round(chance() * 400_000) / 100,
    household_size: 1 + Math.floor(chance() * 7),
  }))
}

/** The same people with a share of their facts not known. All keep one shape: a missing fact is undefined, not left out. */
export function withMissing(people: readonly Person[], share: number, seed: number): readonly Known[] {
  const chance = chanceFrom(seed)
  const perhaps = <Value>(value: Value): Value | undefined => (chance() < share ? undefined : value)
  return people.map((person) => ({
    nationality: perhaps(person.nationality),
    in_country: perhaps(person.in_country),
    entry_date: perhaps(person.entry_date),
    birth_date: perhaps(person.birth_date),
    with_guardian: perhaps(person.with_guardian),
    documents: perhaps(person.documents),
    criminal_record: perhaps(person.criminal_record),
    fee_paid: perhaps(person.fee_paid),
    income: perhaps(person.income),
    household_size: perhaps(person.household_size),
  }))
}

export function statesOf(person: Known): Readonly<Record<string, FactState>> {
  return Object.fromEntries(
    Object.entries(person).map(([fact, value]): [string, FactState] => [
      fact,
      value === undefined ? { state: 'unknown' } : { state: 'value', value },
    ]),
  )
}
