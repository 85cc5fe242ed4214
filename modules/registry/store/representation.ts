import { sql, type Transaction } from '@convive/database'
import type { CalendarDate } from '@convive/kernel'

/** Who opens a child's record with their own code, and until which day. */
export async function guardiansOf(
  tx: Transaction,
  childId: string,
): Promise<readonly { readonly personId: string; readonly until: string | null }[]> {
  return tx.rows(
    sql<{
      personId: string
      until: string | null
    }>`select person_id as "personId", until::text as until from access.guardians_of(${childId}::uuid)`,
  )
}

export async function represent(
  tx: Transaction,
  { childId, guardianId, last }: { readonly childId: string; readonly guardianId: string; readonly last: CalendarDate },
): Promise<void> {
  await tx.run(sql`select access.represent(${childId}::uuid, ${guardianId}::uuid, ${last}::date)`)
}

/** Ends it between one person and others, whoever of them is the child; `last` is the last day on which it held. */
export async function endRepresentation(
  tx: Transaction,
  { personId, others, last }: { readonly personId: string; readonly others: readonly string[]; readonly last: CalendarDate },
): Promise<void> {
  await tx.run(sql`select access.end_representation(${personId}::uuid, ${[...others]}::uuid[], ${last}::date)`)
}

/** A corrected birth date moves the day on which it ends; what has ended stays ended. */
export async function limitRepresentation(
  tx: Transaction,
  { childId, last }: { readonly childId: string; readonly last: CalendarDate },
): Promise<void> {
  await tx.run(sql`select access.limit_representation(${childId}::uuid, ${last}::date)`)
}

/** Somebody who grows up, or is alone, opens their own record: the row is made with their code. */
export async function openOwnRecord(tx: Transaction, personId: string): Promise<void> {
  await tx.run(sql`insert into access.person_access (person_id, grantee_id, basis, scope) values (${personId}, ${personId}, 2, 2)
    on conflict do nothing`)
}
