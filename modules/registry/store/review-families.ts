import { sql, type Transaction } from '@convive/database'
import { waitingFamilies, type WaitingFamily } from '../domain/families.ts'
import type { Review } from './reviews.ts'

type Waiting = Pick<Review, 'personId' | 'otherId'> & {
  readonly home: string | undefined
  readonly otherHome: string | undefined
}
export type FamilyInQueue = WaitingFamily<Waiting>

/** The families to which these pairs belong, each with all of its pairs that wait, also those on other pages. */
export async function familiesOf(
  tx: Transaction,
  pairs: readonly Pick<Review, 'personId' | 'otherId'>[],
): Promise<readonly FamilyInQueue[]> {
  if (pairs.length === 0) return []
  const persons = [...new Set(pairs.flatMap((one) => [one.personId, one.otherId]))]
  const around = await tx.rows(sql<{
    personId: string
    householdId: string
  }>`select o.person_id as "personId", o.household_id as "householdId"
    from registry.household_member o where o.until is null and o.household_id = any (array(select m.household_id from registry.household_member m
      where m.person_id = any (${persons}::uuid[]) and m.until is null))`)
  return waitingFamilies(await waitingAmong(tx, new Map(around.map((one) => [one.personId, one.householdId]))))
}

/** Pairs that wait between two households. */
export async function waitingAmong(tx: Transaction, homes: ReadonlyMap<string, string>): Promise<readonly Waiting[]> {
  const ids = [...homes.keys()]
  const rows = await tx.rows(sql<
    Pick<Review, 'personId' | 'otherId'>
  >`select person_id as "personId", other_id as "otherId" from registry.review
    where person_id = any (${ids}::uuid[]) and other_id = any (${ids}::uuid[]) and organisation_id = app.organisation() and open
    order by since, person_id, other_id`)
  return rows.map((row) => ({ ...row, home: homes.get(row.personId), otherHome: homes.get(row.otherId) }))
}
