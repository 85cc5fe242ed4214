import { purposes, sql, type Transaction } from '@convive/database'
import type { ReadingDay } from '../domain/reading-habits.ts'
import { parseEntry } from './parse-entry.ts'

const purposeNames = new Map<number, string>(Object.entries(purposes).map(([name, number]) => [number, name]))

/** Readings of a record on one day by one organisation, for one purpose and reason. */
export type ReadingDayRow = {
  readonly day: string
  readonly latest: Date
  readonly organisationId: string | null
  readonly purpose: string
  readonly reason: string | null
  readonly queries: readonly string[]
  readonly times: number
  readonly mostByOne: number
  readonly atNight: number
}

/** Who read a record and why, a line for each day, newest first. */
export async function readingDaysOf(tx: Transaction, personId: string): Promise<readonly ReadingDayRow[]> {
  const rows = await tx.rows(sql<Omit<ReadingDayRow, 'purpose'> & { purpose: number }>`select day::text, latest,
    organisation_id as "organisationId", purpose, reason, queries, times, most_by_one as "mostByOne", at_night as "atNight"
    from access.reading_days_of(${personId}::uuid, 100)`)
  // Of a reason that also concerned somebody who was erased only its digest is left.
  return rows.map((row) => ({
    ...row,
    reason: row.reason?.startsWith('sha256:') === true ? null : row.reason,
    purpose: purposeNames.get(row.purpose) ?? '',
  }))
}

/** How much each colleague read on each day since then, in the office's time zone. */
export async function readingHabits(tx: Transaction, since: Date, timeZone: string): Promise<readonly ReadingDay[]> {
  return tx.rows(sql<ReadingDay>`select actor_id as "memberId", day::text, persons, at_night as "atNight", again
    from access.reading_habits(${since}::timestamptz, ${timeZone})`)
}

export type ChangeRow = {
  readonly at: string
  readonly organisationId: string | undefined
  readonly purpose: string
  readonly command: string
  readonly fields: readonly string[]
}

/** What was changed in a record, newest first, from its journal. */
export async function changesOf(tx: Transaction, personId: string): Promise<readonly ChangeRow[]> {
  const rows = await tx.rows(
    sql<{ body: Buffer }>`select body from journal.entry where stream_id = ${personId} order by seq desc limit 100`,
  )
  return rows.map((row) => parseEntry(row.body))
}
