import { sql, type Transaction } from '@convive/database'

/** One file with a household that left the installation. */
export type Handover = {
  readonly persons: readonly string[]
  readonly memberId: string
  readonly householdId: string
  readonly version: '3.1' | '4.1'
  readonly made: Date
}

export async function insertHandover(
  tx: Transaction,
  one: Handover & { readonly exportId: string; readonly organisationId: string },
): Promise<void> {
  await tx.run(sql`insert into exchange.handover (person_id, export_id, organisation_id, member_id, household_id, version, made)
    select p.person_id, ${one.exportId}::uuid, ${one.organisationId}::uuid, ${one.memberId}::uuid, ${one.householdId}::uuid, ${one.version}, ${one.made}
    from unnest(${[...one.persons]}::uuid[]) as p (person_id)`)
}

/** Of the actor's organisation; of whom the actor does not see any more, nothing. */
export async function findHandover(tx: Transaction, exportId: string): Promise<Handover | undefined> {
  return tx.first(sql<Handover>`select array_agg(person_id) as persons, member_id as "memberId", household_id as "householdId", version, made
    from exchange.handover where organisation_id = app.organisation() and export_id = ${exportId}::uuid
    group by member_id, household_id, version, made`)
}

/** When a person was handed over in a file, newest first. */
export async function handoversOf(
  tx: Transaction,
  personId: string,
): Promise<readonly { readonly version: string; readonly made: Date; readonly organisationId: string }[]> {
  return tx.rows(sql<{
    version: string
    made: Date
    organisationId: string
  }>`select version, made, organisation_id as "organisationId"
    from exchange.handover where person_id = ${personId}::uuid order by made desc`)
}
