import { sql, type Database } from '@convive/database'

/** Offices with deadlines that were not counted on this day. */
export async function officesToCount(database: Database, day: string): Promise<readonly string[]> {
  return database.transaction({ purpose: 'operation' }, async (tx) => {
    const rows = await tx.rows(
      sql<{ organisationId: string }>`select organisation_id as "organisationId" from procedures.offices_to_count(${day}::date)`,
    )
    return rows.map((row) => row.organisationId)
  })
}

/** What time the database has, which may run on another machine. */
export async function databaseClock(database: Database): Promise<Date> {
  return database.transaction({ purpose: 'operation' }, async (tx) => {
    const row = await tx.first(sql<{ now: Date }>`select clock_timestamp() as now`)
    return row?.now ?? new Date(Number.NaN)
  })
}
