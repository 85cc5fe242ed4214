import { sessionOf, type Actor } from '@convive/access'
import { sql, type Database } from '@convive/database'
import { parseId, type OrganisationId } from '@convive/kernel'

/** A demonstration that a start has begun and not completed: `households` are to be there in the end. */
export type UnfinishedDemo = { readonly organisationId: OrganisationId; readonly households: number }

export async function findUnfinishedDemo(database: Database): Promise<UnfinishedDemo | undefined> {
  const row = await database.transaction({ purpose: 'operation' }, (tx) =>
    tx.first(
      sql<{ organisationId: string; households: number }>`select organisation_id as "organisationId", households
        from accounts.unfinished_demo()`,
    ),
  )
  const organisationId = parseId<'organisation'>(row?.organisationId ?? '')
  return row === undefined || organisationId === undefined ? undefined : { organisationId, households: row.households }
}

/** Everything that the founding promised is there. */
export async function noteDemoComplete(database: Database, founder: Actor): Promise<void> {
  await database.transaction(sessionOf(founder, 'operation'), (tx) =>
    tx.run(sql`update accounts.organisation set demo_to_make = null where organisation_id = app.organisation()`),
  )
}
