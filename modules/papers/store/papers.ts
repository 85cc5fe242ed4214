import { sql, type Transaction } from '@convive/database'
import type { CalendarDate } from '@convive/kernel'

/** A paper as it is stored: what it says is sealed with the person's key. */
export type StoredPaper = {
  readonly personId: string
  readonly paperId: string
  readonly organisationId: string
  readonly applicationId: string | null
  readonly kind: string
  readonly number: string
  readonly statusIndex: number
  readonly sealed: Buffer
  readonly issued: string
  readonly validUntil: string | null
  readonly replaces: string | null
  readonly revokedOn: string | null
  readonly revokedWhy: string | null
}

const columns =
  sql.raw(`person_id as "personId", paper_id as "paperId", organisation_id as "organisationId", application_id as "applicationId", kind, number,
  status_index as "statusIndex", sealed, issued::text, valid_until::text as "validUntil", replaces, revoked_on::text as "revokedOn", revoked_why as "revokedWhy"`)

export async function insertPaper(tx: Transaction, paper: StoredPaper): Promise<void> {
  await tx.run(sql`insert into papers.paper (person_id, paper_id, organisation_id, application_id, kind, number, status_index, sealed, issued, valid_until, replaces)
    values (${paper.personId}, ${paper.paperId}, ${paper.organisationId}, ${paper.applicationId}, ${paper.kind}, ${paper.number}, ${paper.statusIndex},
      ${paper.sealed}, ${paper.issued}, ${paper.validUntil}, ${paper.replaces})`)
}

export async function findPaper(tx: Transaction, paperId: string): Promise<StoredPaper | undefined> {
  return tx.first(sql<StoredPaper>`select ${columns} from papers.paper where paper_id = ${paperId}`)
}

/** The same, held until the end of the transaction, so that two who issue it again do so one after the other. */
export async function lockPaper(tx: Transaction, paperId: string): Promise<StoredPaper | undefined> {
  return tx.first(sql<StoredPaper>`select ${columns} from papers.paper where paper_id = ${paperId} for update`)
}

/** Of one person, who may have several records; newest first. */
export async function papersOf(tx: Transaction, records: readonly string[]): Promise<readonly StoredPaper[]> {
  return tx.rows(
    sql<StoredPaper>`select ${columns} from papers.paper where person_id = any (${[...records]}::uuid[]) order by paper_id desc`,
  )
}

/** `false` when somebody else has revoked it meanwhile. */
export async function markRevoked(
  tx: Transaction,
  paper: StoredPaper,
  { on, why }: { readonly on: CalendarDate; readonly why: string },
): Promise<boolean> {
  const changed = await tx.run(sql`update papers.paper set revoked_on = ${on}, revoked_why = ${why}
    where person_id = ${paper.personId} and paper_id = ${paper.paperId} and revoked_on is null`)
  await tx.run(sql`update papers.status_entry set revoked = true where status_index = ${paper.statusIndex}`)
  return changed === 1
}

/** The paper that stands in place of another, if one does. */
export async function replacementOf(tx: Transaction, paper: StoredPaper): Promise<string | undefined> {
  const found = await tx.first(
    sql<{
      id: string
    }>`select paper_id as id from papers.paper where person_id = ${paper.personId} and replaces = ${paper.paperId}`,
  )
  return found?.id
}

type Entry = { readonly index: number; readonly organisationId: string; readonly revoked?: boolean }

/** Takes a position of the published list; `false` when somebody has it already. */
export async function takeStatusIndex(tx: Transaction, { index, organisationId, revoked = false }: Entry): Promise<boolean> {
  return (
    (await tx.run(sql`insert into papers.status_entry (status_index, organisation_id, revoked)
      values (${index}, ${organisationId}, ${revoked}) on conflict do nothing`)) === 1
  )
}

/** Whether one position is revoked, without reading the list. */
export async function isRevoked(tx: Transaction, index: number): Promise<boolean> {
  return (await tx.first(sql<{ revoked: boolean }>`select papers.is_revoked(${index}) as revoked`))?.revoked === true
}

export async function revokedEntries(tx: Transaction): Promise<readonly number[]> {
  const rows = await tx.rows(sql<{ index: number }>`select r as index from papers.revoked_entries() r`)
  return rows.map((row) => row.index)
}
