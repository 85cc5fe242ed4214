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

/** Newest first. */
export async function papersOf(tx: Transaction, personId: string): Promise<readonly StoredPaper[]> {
  return tx.rows(sql<StoredPaper>`select ${columns} from papers.paper where person_id = ${personId} order by paper_id desc`)
}

export async function markRevoked(
  tx: Transaction,
  paper: StoredPaper,
  { on, why }: { readonly on: CalendarDate; readonly why: string },
): Promise<void> {
  await tx.run(
    sql`update papers.paper set revoked_on = ${on}, revoked_why = ${why} where person_id = ${paper.personId} and paper_id = ${paper.paperId}`,
  )
  await tx.run(sql`update papers.status_entry set revoked = true where status_index = ${paper.statusIndex}`)
}

/** Takes a position of the published list; `false` when somebody has it already. */
export async function takeStatusIndex(tx: Transaction, index: number, organisationId: string): Promise<boolean> {
  return (
    (await tx.run(
      sql`insert into papers.status_entry (status_index, organisation_id) values (${index}, ${organisationId}) on conflict do nothing`,
    )) === 1
  )
}

export async function revokedEntries(tx: Transaction): Promise<readonly number[]> {
  const rows = await tx.rows(sql<{ index: number }>`select r as index from papers.revoked_entries() r`)
  return rows.map((row) => row.index)
}

export type StoredKey = { readonly keyId: string; readonly privateSealed: Buffer; readonly x: string; readonly y: string }

/** The organisation's key that signs on a day. */
export async function findSigningKey(tx: Transaction, now: Date): Promise<StoredKey | undefined> {
  return tx.first(sql<StoredKey>`select key_id as "keyId", private_sealed as "privateSealed", x, y from papers.signing_key
    where organisation_id = app.organisation() and valid_from <= ${now} and valid_until > ${now} order by valid_from desc limit 1`)
}

export async function insertSigningKey(
  tx: Transaction,
  key: StoredKey & { readonly organisationId: string; readonly from: Date; readonly until: Date },
): Promise<void> {
  await tx.run(sql`insert into papers.signing_key (organisation_id, key_id, private_sealed, x, y, valid_from, valid_until)
    values (${key.organisationId}, ${key.keyId}, ${key.privateSealed}, ${key.x}, ${key.y}, ${key.from}, ${key.until})`)
}

export type PublishedKeyRow = {
  readonly keyId: string
  readonly x: string
  readonly y: string
  readonly from: Date
  readonly until: Date
}

export async function publishedKeyRows(tx: Transaction): Promise<readonly PublishedKeyRow[]> {
  return tx.rows(
    sql<PublishedKeyRow>`select key_id as "keyId", x, y, valid_from as "from", valid_until as "until" from papers.published_keys()`,
  )
}
