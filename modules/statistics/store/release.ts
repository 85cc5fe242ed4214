import { sql, type Database, type Transaction } from '@convive/database'
import { calendarDate, type CalendarDate } from '@convive/kernel'
import { fewestCounted } from '../domain/release.ts'

/** The last day on which whoever is counted was registered; undefined where nothing is released, or too few people were. */
export async function releasedUntil(tx: Transaction): Promise<CalendarDate | undefined> {
  const row = await tx.first(
    sql<{ until: string; enough: boolean }>`select counted_until::text as until, enough from statistics.newest_release()`,
  )
  return row?.enough === true ? calendarDate(row.until) : undefined
}

/**
 * Makes this month's copy unless it is there: of those registered before the month began. Called by the clock of the server, never
 * by whoever looks. `everybody` counts today's people too and makes the copy again: only beside made-up people.
 */
export async function releaseCounts(
  database: Database,
  { today, everybody = false }: { readonly today: CalendarDate; readonly everybody?: boolean },
): Promise<void> {
  await database.transaction({ purpose: 'operation' }, (tx) =>
    tx.run(sql`select statistics.make_release(${today}::date, ${fewestCounted}, ${everybody})`),
  )
}
