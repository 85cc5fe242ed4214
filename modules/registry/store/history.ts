import { purposes, sql, type Transaction } from '@convive/database'
import { parseEntry } from './parse-entry.ts'

const purposeNames = new Map<number, string>(Object.entries(purposes).map(([name, number]) => [number, name]))

export type ReadingRow = {
  readonly at: Date
  readonly organisationId: string | null
  readonly purpose: string
  readonly query: string
  readonly reason: string | null
}

/** Who read a record and why, newest first. */
export async function readingsOf(tx: Transaction, personId: string): Promise<readonly ReadingRow[]> {
  const rows = await tx.rows(sql<{
    at: Date
    organisationId: string | null
    purpose: number
    query: string
    reason: string | null
  }>`select at, organisation_id as "organisationId", purpose, query, reason
    from access.readings_of(${personId}::uuid, 100)`)
  // Of a reason that also concerned somebody who was erased only its digest is left.
  return rows.map((row) => ({
    ...row,
    reason: row.reason?.startsWith('sha256:') === true ? null : row.reason,
    purpose: purposeNames.get(row.purpose) ?? '',
  }))
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
