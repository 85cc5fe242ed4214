import type { Reading } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import type { CalendarDate } from '@convive/kernel'
import type { SharePart, SharePurpose } from '../domain/sharing.ts'

/** One organisation's leave to read parts of a record. */
export type Share = {
  readonly personId: string
  readonly shareId: string
  readonly organisationId: string
  readonly officeId: string
  readonly purpose: SharePurpose
  readonly parts: readonly SharePart[]
  readonly reasonSealed: Buffer
  readonly shared: Date
  readonly until: string
  readonly holds: boolean
  readonly endedWhy: 'member' | 'person' | 'consent' | null
}
const columns = sql.raw(
  `person_id as "personId", share_id as "shareId", organisation_id as "organisationId", office_id as "officeId", purpose, parts,
   reason_sealed as "reasonSealed", shared, until::text as until, ended is null and until >= current_date as holds, ended_why as "endedWhy"`,
)

export function shareContext(shareId: string): string {
  return `registry.share/${shareId}`
}

export function shareReason({ vault }: Pick<Reading, 'vault'>, one: Share): string {
  return vault.open(shareContext(one.shareId), one.reasonSealed).toString()
}

export type ShareOutcome = 'shared' | 'person' | 'organisation' | 'until' | 'consent' | 'already'

/** The database asks everything again: who holds the record, what the person said, and until when. */
export async function insertShare(
  tx: Transaction,
  one: Pick<Share, 'personId' | 'shareId' | 'organisationId' | 'purpose' | 'parts' | 'reasonSealed'> & {
    readonly until: CalendarDate
    readonly at: Date
  },
): Promise<ShareOutcome> {
  const row = await tx.first(sql<{
    outcome: ShareOutcome
  }>`select registry.share_person(${one.personId}::uuid, ${one.shareId}::uuid,
    ${one.organisationId}::uuid, ${one.purpose}, ${[...one.parts]}::text[], ${one.until}::date, ${one.at}::timestamptz,
    ${one.reasonSealed}::bytea) as outcome`)
  return row?.outcome ?? 'person'
}

/** All that the actor may see of whom a record was shared with, newest first. */
export async function sharesOf(tx: Transaction, personId: string): Promise<readonly Share[]> {
  return tx.rows(sql<Share>`select ${columns} from registry.share where person_id = ${personId} order by share_id desc limit 100`)
}

/** What holds now and was shared with the actor's organisation, not by it: the newest first, whoever has the largest id first. */
export async function sharesWithUs({ tx, actor }: Reading, persons: readonly string[]): Promise<readonly Share[]> {
  if (actor.kind !== 'member') return []
  return tx.rows(sql<Share>`select ${columns} from registry.share where person_id = any (${[...persons]}::uuid[])
    and organisation_id = ${actor.organisationId} and ended is null and until >= current_date order by person_id desc, share_id`)
}

export async function endShare(
  tx: Transaction,
  one: Pick<Share, 'personId' | 'shareId'> & { readonly at: Date },
): Promise<boolean> {
  const row = await tx.first(sql<{ done: boolean }>`select registry.end_share(${one.personId}::uuid, ${one.shareId}::uuid,
    ${one.at}::timestamptz) as done`)
  return row?.done ?? false
}

/** Ends all that rested on a consent; how many there were. */
export async function endShares(
  tx: Transaction,
  { personId, purpose, at }: { readonly personId: string; readonly purpose: SharePurpose; readonly at: Date },
): Promise<number> {
  const row = await tx.first(
    sql<{ ended: number }>`select registry.end_shares(${personId}::uuid, ${purpose}, ${at}::timestamptz) as ended`,
  )
  return row?.ended ?? 0
}

/** Who is shared with the actor's organisation and is found by every group of keys; all of them without any. */
export async function findShared(
  tx: Transaction,
  groups: readonly (readonly bigint[])[],
  most: number,
): Promise<readonly string[]> {
  const lists = groups.map((group) => `{${group.join(',')}}`)
  const rows = await tx.rows(sql<{ id: string }>`select id from registry.find_shared(${lists}::text[], ${most}) as f (id)`)
  return rows.map((row) => row.id)
}

/** The registering office of a record that the actor may see. */
export async function registeringOffice(tx: Transaction, personId: string): Promise<string | undefined> {
  const row = await tx.first(sql<{ office: string | null }>`select registry.registering_office(${personId}::uuid) as office`)
  return row?.office ?? undefined
}
