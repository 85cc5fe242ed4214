import type { Reading, Work } from '@convive/commands'
import { sql, type Database, type Transaction } from '@convive/database'
import type { Refusal } from '@convive/kernel'
import type { DateOrder } from '../domain/read-date.ts'
import type { Ignored } from '../domain/read-heading.ts'
import { parseNotice } from './parse-sealed.ts'

export type ImportState = 'receiving' | 'waiting' | 'running' | 'checked' | 'done' | 'cancelled' | 'refused'

/** One file on its way in. Counts are of households, rows and persons. */
export type Import = {
  readonly importId: string
  readonly organisationId: string
  readonly memberId: string
  readonly begun: Date
  readonly changed: Date
  readonly nameSealed: Buffer
  readonly size: number
  readonly pieces: number
  readonly dates: DateOrder
  readonly dryRun: boolean
  readonly state: ImportState
  readonly noticeSealed: Buffer | null
  readonly encoding: string | null
  readonly rows: number
  readonly rowsDone: number
  readonly batches: number
  readonly households: number
  readonly persons: number
  readonly already: number
  readonly refused: number
  readonly likely: number
  readonly startedRows: number
  /** Seconds since this server began to work at it. */
  readonly worked: number | null
  readonly worker: string | null
}

const columns = sql.raw(`import_id as "importId", organisation_id as "organisationId", member_id as "memberId", begun, changed,
  name_sealed as "nameSealed", size::float8 as size, pieces, dates, dry_run as "dryRun", state, notice_sealed as "noticeSealed", encoding, rows, rows_done as "rowsDone", batches,
  households, persons, already, refused, likely, started_rows as "startedRows", extract(epoch from clock_timestamp() - started)::float8 as worked, worker`)

/** Of the actor's organisation. */
export async function findImport(tx: Transaction, importId: string, lock = false): Promise<Import | undefined> {
  const held = lock ? sql`for update` : sql``
  return tx.first(sql<Import>`select ${columns} from exchange.import
    where organisation_id = app.organisation() and import_id = ${importId}::uuid ${held}`)
}

export async function recentImports(tx: Transaction, most: number): Promise<readonly Import[]> {
  return tx.rows(sql<Import>`select ${columns} from exchange.import where organisation_id = app.organisation()
    order by import_id desc limit ${most}`)
}

/** What is not finished, and how many bytes it holds; an upload that was left alone is soon forgotten. */
export async function openImports(tx: Transaction): Promise<{ readonly count: number; readonly size: number }> {
  const row = await tx.first(sql<{
    count: number
    size: number
  }>`select count(*)::int as count, coalesce(sum(size), 0)::float8 as size
    from exchange.import where organisation_id = app.organisation() and state in ('receiving', 'waiting', 'running', 'checked')`)
  return row ?? { count: 0, size: 0 }
}

/** How many imports of the organisation come before this one. */
export async function countBefore(tx: Transaction, one: Import): Promise<number> {
  const row = await tx.first(sql<{ n: number }>`select count(*)::int as n from exchange.import
    where organisation_id = app.organisation() and import_id <> ${one.importId}::uuid
      and (state = 'running' or (state = 'waiting' and changed < ${one.changed}::timestamptz))`)
  return row?.n ?? 0
}

export type Begun = Pick<Import, 'importId' | 'organisationId' | 'memberId' | 'size' | 'pieces' | 'dates'> & {
  readonly name: string
}

export async function insertImport({ tx, vault, now }: Work, one: Begun): Promise<void> {
  const sealed = vault.seal(contextOf(one.importId, 'name'), Buffer.from(one.name))
  await tx.run(sql`insert into exchange.import (organisation_id, import_id, member_id, begun, changed, name_sealed, size, pieces, dates, state)
    values (${one.organisationId}, ${one.importId}, ${one.memberId}, ${now}, ${now}, ${sealed}, ${one.size}, ${one.pieces}, ${one.dates}, 'receiving')`)
}

/** From the beginning, in the name of whoever asks for it now. */
export async function queueImport(
  { tx, now }: Work,
  one: { readonly importId: string; readonly memberId: string; readonly dryRun: boolean; readonly dates: DateOrder },
): Promise<void> {
  await tx.run(sql`delete from exchange.report where organisation_id = app.organisation() and import_id = ${one.importId}::uuid`)
  await tx.run(sql`update exchange.import set state = 'waiting', member_id = ${one.memberId}, dry_run = ${one.dryRun}, dates = ${one.dates}, changed = ${now},
      rows_done = 0, batches = 0, households = 0, persons = 0, already = 0, refused = 0, likely = 0, notice_sealed = null, worker = null, lease = null
    where organisation_id = app.organisation() and import_id = ${one.importId}::uuid`)
}

/** The file goes; what was registered stays. */
export async function endImport(
  tx: Transaction,
  importId: string,
  end: { readonly state: ImportState; readonly now: Date },
): Promise<void> {
  // Who works at one that is cancelled still tells of the households under way.
  const worker = end.state === 'cancelled' ? sql`worker` : sql`null`
  await tx.run(sql`update exchange.import set state = ${end.state}, changed = ${end.now}, worker = ${worker}, lease = null
    where organisation_id = app.organisation() and import_id = ${importId}::uuid`)
  if (end.state !== 'checked')
    await tx.run(sql`delete from exchange.piece where organisation_id = app.organisation() and import_id = ${importId}::uuid`)
}

export type Notice = {
  readonly refusals: readonly Refusal[]
  readonly ignored: readonly Ignored[]
  /** Wrong in the file, or lost of it, without keeping anybody out. */
  readonly remarks?: readonly Refusal[]
  /** The file is UNHCR’s resettlement form, not a table. */
  readonly form?: true
}

/** What the first look told: how many rows there are, or why the file is refused. False when the import is not this worker's any more. */
export async function noteSurvey(
  { tx, vault }: Pick<Work, 'tx' | 'vault'>,
  one: Pick<Import, 'importId'>,
  told: { readonly worker: string; readonly rows: number; readonly encoding: string | undefined; readonly notice: Notice },
): Promise<boolean> {
  const sealed = vault.seal(contextOf(one.importId, 'notice'), Buffer.from(JSON.stringify(told.notice)))
  const changed =
    await tx.run(sql`update exchange.import set rows = ${told.rows}, encoding = ${told.encoding ?? null}, notice_sealed = ${sealed}
    where organisation_id = app.organisation() and import_id = ${one.importId}::uuid and worker = ${told.worker}::uuid and state = 'running'`)
  return changed > 0
}

export function noticeOf({ vault }: Pick<Reading, 'vault'>, one: Import): Notice {
  if (one.noticeSealed === null) return { refusals: [], ignored: [] }
  return parseNotice(vault.open(contextOf(one.importId, 'notice'), one.noticeSealed).toString())
}

export function nameOf({ vault }: Pick<Reading, 'vault'>, one: Import): string {
  return vault.open(contextOf(one.importId, 'name'), one.nameSealed).toString()
}

function contextOf(importId: string, part: 'name' | 'notice'): string {
  return `exchange.import/${importId}/${part}`
}

export type Claim = { readonly organisationId: string; readonly importId: string; readonly memberId: string }

/** The next import to work at, held for so many seconds; see the migration. */
export async function claimImport(database: Database, worker: string, seconds: number): Promise<Claim | undefined> {
  const [claim] =
    await database.alone(sql<Claim>`select organisation_id as "organisationId", import_id as "importId", member_id as "memberId"
    from exchange.claim(${worker}::uuid, ${seconds})`)
  return claim
}

/** Says that the worker is alive. */
export async function renewLease(
  tx: Transaction,
  importId: string,
  own: { readonly worker: string; readonly seconds: number },
): Promise<void> {
  await tx.run(sql`update exchange.import set lease = clock_timestamp() + make_interval(secs => ${own.seconds})
    where organisation_id = app.organisation() and import_id = ${importId}::uuid and worker = ${own.worker}::uuid and state = 'running'`)
}

export async function tidyImports(database: Database, now: Date): Promise<void> {
  await database.alone(sql`select exchange.tidy(${now}::timestamptz)`)
}
