import { sql, type Database } from '@convive/database'

/** An office where something is to be looked at: checks that wait, a run under way that somebody asked for or not, none since a moment, people registered just now. */
export type OfficeToLook = {
  readonly organisationId: string
  readonly waits: boolean
  readonly asked: boolean
  readonly open: boolean
  readonly due: boolean
  readonly recent: boolean
}

export async function officesToLook(
  database: Database,
  { since, recently }: { readonly since: Date; readonly recently: Date },
): Promise<readonly OfficeToLook[]> {
  return database.transaction({ purpose: 'operation' }, (tx) =>
    tx.rows(
      sql<OfficeToLook>`select organisation_id as "organisationId", waits, asked, open, due, recent
        from registry.offices_to_look(${since}::timestamptz, ${recently}::timestamptz)`,
    ),
  )
}
