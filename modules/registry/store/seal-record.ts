import type { Work } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'

/** Takes the search keys of a record out of the index, or puts them back; false when that was so already. */
export async function sealRecord({ tx, now }: Pick<Work, 'tx' | 'now'>, personId: string, sealed: boolean): Promise<boolean> {
  const row = await tx.first(
    sql<{ changed: boolean }>`select registry.seal_record(${personId}::uuid, ${sealed}::boolean, ${now}::timestamptz) as changed`,
  )
  return row?.changed ?? false
}

export async function isSealed(tx: Transaction, personId: string): Promise<boolean> {
  const row = await tx.first(sql<{ sealed: boolean }>`select sealed from registry.person where person_id = ${personId}`)
  return row?.sealed ?? false
}

/** Whose record among these is sealed: no comparison shows them, nor their names beside others. */
export async function sealedAmong(tx: Transaction, persons: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows(sql<{ personId: string }>`select person_id as "personId" from registry.person
    where person_id = any (${[...persons]}::uuid[]) and sealed`)
  return new Set(rows.map((row) => row.personId))
}
