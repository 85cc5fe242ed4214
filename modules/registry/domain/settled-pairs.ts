import type { Alias, Pair } from './links.ts'

/** What was said of records, as far as it spares a question: which are one person, and which pairs were told apart. */
export type Said = { readonly aliases: readonly Alias[]; readonly apart: readonly Pair[] }

/**
 * Tells which pairs need no answer any more: both records are one person already, or somebody said "different" of any two records
 * of the two persons. Order does not matter.
 */
export function settledAmong({ aliases, apart }: Said): (pair: Pair) => boolean {
  const survivors = new Map(aliases.map((one) => [one.personId, one.survivorId]))
  const person = (id: string): string => survivors.get(id) ?? id
  const pairKey = (one: string, other: string): string => [person(one), person(other)].toSorted().join(' ')
  const told = new Set(apart.map(([one, other]) => pairKey(one, other)))
  return ([one, other]) => person(one) === person(other) || told.has(pairKey(one, other))
}
