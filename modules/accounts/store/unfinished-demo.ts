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

/** The organisations of a demonstration, by name. */
export async function demoOrganisations(database: Database): Promise<ReadonlyMap<string, OrganisationId>> {
  const rows = await database.transaction({ purpose: 'operation' }, (tx) =>
    tx.rows(sql<{ id: string; name: string }>`select organisation_id as id, name from accounts.demo_organisations()`),
  )
  return new Map(
    rows.flatMap(({ id, name }) => {
      const organisationId = parseId<'organisation'>(id)
      return organisationId === undefined ? [] : [[name, organisationId] as const]
    }),
  )
}

/** Whether an organisation that is no demonstration has a member who has joined. */
export async function hasRealWork(database: Database): Promise<boolean> {
  const row = await database.transaction({ purpose: 'operation' }, (tx) =>
    tx.first(sql<{ real: boolean }>`select accounts.has_real_work() as real`),
  )
  return row?.real ?? false
}
