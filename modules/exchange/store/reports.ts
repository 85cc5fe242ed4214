import type { Vault } from '@convive/access'
import type { Reading } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import type { ReportLine } from '../domain/report-line.ts'
import { parseLines } from './parse-sealed.ts'

function contextOf(importId: string, number: number): string {
  return `exchange.report/${importId}/${number}`
}

/** What became of one batch, kept in one transaction. `marks`: households that are in now. */
export type Batch = {
  readonly importId: string
  readonly organisationId: string
  readonly worker: string
  readonly number: number
  readonly lines: readonly ReportLine[]
  readonly households: number
  readonly likely: number
  readonly marks: readonly { readonly mark: Buffer; readonly householdId: string }[]
  readonly leaseSeconds: number
}

/** False when the import goes on no more: it was cancelled, or another worker has it; then nothing of this batch is kept. */
export async function keepBatch(
  { tx, vault }: { readonly tx: Transaction; readonly vault: Vault },
  batch: Batch,
): Promise<boolean> {
  const count = (...results: readonly string[]): number => batch.lines.filter(({ result }) => results.includes(result)).length
  const refused = count('refused', 'held')
  const changed = await tx.first(sql<{
    state: string
  }>`update exchange.import set batches = ${batch.number + 1}, rows_done = rows_done + ${batch.lines.length},
      households = households + ${batch.households}, persons = persons + ${count('registered', 'ready')}, already = already + ${count('already')},
      refused = refused + ${refused}, likely = likely + ${batch.likely}, lease = clock_timestamp() + make_interval(secs => ${batch.leaseSeconds})
    where organisation_id = app.organisation() and import_id = ${batch.importId}::uuid and worker = ${batch.worker}::uuid
      and state in ('running', 'cancelled') and batches = ${batch.number} returning state`)
  if (changed === undefined) return false
  const sealed = vault.seal(contextOf(batch.importId, batch.number), Buffer.from(JSON.stringify(batch.lines)))
  await tx.run(sql`insert into exchange.report (organisation_id, import_id, number, refused, sealed)
    values (${batch.organisationId}, ${batch.importId}, ${batch.number}, ${refused}, ${sealed})`)
  if (batch.marks.length > 0)
    await tx.run(sql`insert into exchange.mark (organisation_id, mark, household_id)
      select ${batch.organisationId}::uuid, m.mark, m.household_id
      from unnest(${batch.marks.map((one) => one.mark)}::bytea[], ${batch.marks.map((one) => one.householdId)}::uuid[]) as m (mark, household_id)
      on conflict do nothing`)
  return changed.state === 'running'
}

/** Which of these households a file has brought before. */
export async function knownMarks(tx: Transaction, marks: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows(sql<{ mark: Buffer }>`select mark from exchange.mark
    where organisation_id = app.organisation() and mark = any (${[...marks]}::bytea[])`)
  return new Set(rows.map((row) => row.mark.toString('hex')))
}

/** The report from one batch on; `next` when there is more. */
export async function reportFrom(
  { tx, vault }: Pick<Reading, 'tx' | 'vault'>,
  importId: string,
  { from, batches, refusedOnly }: { readonly from: number; readonly batches: number; readonly refusedOnly: boolean },
): Promise<{ readonly lines: readonly ReportLine[]; readonly next: number | undefined }> {
  const which = refusedOnly ? sql`and refused > 0` : sql``
  const rows = await tx.rows(sql<{ number: number; sealed: Buffer }>`select number, sealed from exchange.report
    where organisation_id = app.organisation() and import_id = ${importId}::uuid and number >= ${from} ${which}
    order by number limit ${batches + 1}`)
  const shown = rows.slice(0, batches)
  return {
    lines: shown.flatMap(({ number, sealed }) => parseLines(vault.open(contextOf(importId, number), sealed).toString())),
    next: rows[batches]?.number,
  }
}
