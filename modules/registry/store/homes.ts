import type { Reading } from '@convive/commands'
import { displayName } from '../domain/match-subject.ts'
import { openFacts } from './facts.ts'
import { membersOfAll, type CandidateRow } from './persons.ts'

/** Names of those who live in each household. Whose record is sealed is not among them. */
export type Homes = ReadonlyMap<string, readonly { readonly personId: string; readonly name: string }[]>

export async function loadHomes(reading: Pick<Reading, 'tx' | 'vault'>, households: readonly (string | null)[]): Promise<Homes> {
  const ids = [...new Set(households.flatMap((one) => one ?? []))]
  if (ids.length === 0) return new Map()
  const members = await membersOfAll(reading.tx, ids)
  const named = members.map((row) => ({ ...row, name: displayName(openFacts(reading.vault, { ...row, class: 1 })) }))
  return Map.groupBy(named, (row) => row.householdId)
}

export function othersAtHome(row: Pick<CandidateRow, 'personId' | 'householdId'>, homes: Homes): readonly string[] {
  return (homes.get(row.householdId ?? '') ?? []).filter((one) => one.personId !== row.personId).map((one) => one.name)
}
