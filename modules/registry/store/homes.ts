import type { Reading } from '@convive/commands'
import { displayName } from '../domain/match-subject.ts'
import { openFacts } from './facts.ts'
import type { Facts } from './findable.ts'
import { membersOfAll, type CandidateRow } from './persons.ts'

/** Who lives in each household, with name and ordinary facts. Whose record is sealed is not among them. */
export type Homes = ReadonlyMap<string, readonly AtHome[]>
type AtHome = Pick<CandidateRow, 'personId' | 'number' | 'registered'> & {
  readonly householdId: string
  readonly name: string
  readonly facts: Facts
}

export async function loadHomes(reading: Pick<Reading, 'tx' | 'vault'>, households: readonly (string | null)[]): Promise<Homes> {
  const ids = [...new Set(households.flatMap((one) => one ?? []))]
  if (ids.length === 0) return new Map()
  const members = await membersOfAll(reading.tx, ids)
  const named = members.map((row): AtHome => {
    const facts = openFacts(reading.vault, { ...row, class: 1 })
    const { personId, number, registered, householdId } = row
    return { personId, number, registered, householdId, facts, name: displayName(facts) }
  })
  return Map.groupBy(named, (row) => row.householdId)
}

export function othersAtHome(row: Pick<CandidateRow, 'personId' | 'householdId'>, homes: Homes): readonly string[] {
  return (homes.get(row.householdId ?? '') ?? []).filter((one) => one.personId !== row.personId).map((one) => one.name)
}
