import type { Work } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import { nothingYet, type RunCounts } from '../domain/run-counts.ts'
import { parseRunCounts } from './parse-run.ts'

/** One pass over everybody whom the organisation serves. */
export type DuplicateRun = {
  readonly runId: string
  readonly began: Date
  readonly finished: Date | null
  readonly through: string
  readonly counts: RunCounts
}
type Row = Omit<DuplicateRun, 'counts'> & { readonly report: unknown }

const columns = sql.raw(`run_id as "runId", began, finished, through, report`)

/** False when one is under way. */
export async function beginRun(
  tx: Transaction,
  one: { readonly runId: string; readonly began: Date; readonly askedBy: string | null },
): Promise<boolean> {
  const made = await tx.run(sql`insert into registry.duplicate_run (organisation_id, run_id, began, asked_by, report)
    values (app.organisation(), ${one.runId}, ${one.began}, ${one.askedBy}, ${JSON.stringify(nothingYet)}::jsonb) on conflict do nothing`)
  return made === 1
}

/** The run under way, held; nothing when there is none or another server is at it. */
export async function holdRun(tx: Transaction): Promise<DuplicateRun | undefined> {
  const row = await tx.first(sql<Row>`select ${columns} from registry.duplicate_run
    where organisation_id = app.organisation() and finished is null limit 1 for update skip locked`)
  return row === undefined ? undefined : fromRow(row)
}

export async function saveRun(tx: Transaction, { runId, finished, through, counts }: Omit<DuplicateRun, 'began'>): Promise<void> {
  await tx.run(sql`update registry.duplicate_run set finished = ${finished}, through = ${through}, report = ${JSON.stringify(counts)}::jsonb
    where organisation_id = app.organisation() and run_id = ${runId}`)
}

/** The newest first. */
export async function latestRuns(tx: Transaction, most: number): Promise<readonly DuplicateRun[]> {
  const rows = await tx.rows(sql<Row>`select ${columns} from registry.duplicate_run where organisation_id = app.organisation()
    order by run_id desc limit ${most}`)
  return rows.map(fromRow)
}

function fromRow({ report, ...row }: Row): DuplicateRun {
  return { ...row, counts: parseRunCounts(report) }
}

/** Whom to look at next, in the order of their ids; not whose record is sealed. */
export async function personsBehind(tx: Transaction, through: string, most: number): Promise<readonly string[]> {
  const rows = await tx.rows(sql<{ personId: string }>`select distinct a.person_id as "personId" from access.person_access a
    join registry.person p on p.person_id = a.person_id and not p.sealed
    where a.grantee_id = app.grantee() and a.person_id > ${through}::uuid and (a.until is null or a.until >= current_date)
    order by 1 limit ${most}`)
  return rows.map((row) => row.personId)
}

/** Whose check was put off, held; what another server holds is passed over. */
export async function holdWaiting(tx: Transaction, most: number): Promise<readonly string[]> {
  const rows = await tx.rows(sql<{ personId: string }>`select person_id as "personId" from registry.check_waiting
    where organisation_id = app.organisation() order by since, person_id limit ${most} for update skip locked`)
  return rows.map((row) => row.personId)
}

/** Has these persons compared with everybody at the next look; sent with the commit. */
export function checkLater({ tx, now }: Pick<Work, 'tx' | 'now'>, persons: readonly string[]): void {
  if (persons.length === 0) return
  tx.atEnd(sql`insert into registry.check_waiting (person_id, organisation_id, since)
    select p, app.organisation(), ${now}::timestamptz from unnest(${[...persons]}::uuid[]) p on conflict do nothing`)
}

/** Who was registered since then while somebody alike was, whom their own search may not have seen. */
export async function registeredAtOnce(tx: Transaction, since: Date): Promise<readonly string[]> {
  const rows = await tx.rows(
    sql<{ personId: string }>`select person_id as "personId" from registry.registered_at_once(${since}::timestamptz) order by 1`,
  )
  return rows.map((row) => row.personId)
}

export async function dropWaiting(tx: Transaction, persons: readonly string[]): Promise<void> {
  await tx.run(
    sql`delete from registry.check_waiting where person_id = any (${[...persons]}::uuid[]) and organisation_id = app.organisation()`,
  )
}
