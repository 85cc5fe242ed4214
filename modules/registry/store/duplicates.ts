import { sql, type Transaction } from '@convive/database'

export type Hit = {
  readonly number: number
  readonly personId: string | null
  readonly agree: number
  readonly elsewhere: boolean
}
export type AskedKeys = { readonly searchKeys: readonly bigint[]; readonly strongKeys: readonly bigint[] }

/** Who shares keys with each of those asked about, by their place in the list; of other organisations only that there is one. */
export async function findHits(tx: Transaction, asked: readonly AskedKeys[]): Promise<readonly Hit[]> {
  const search = asked.flatMap(({ searchKeys }, number) => searchKeys.map((key) => ({ number, key })))
  const strong = asked.flatMap(({ strongKeys }, number) => strongKeys.map((key) => ({ number, key })))
  return tx.rows(
    sql<Hit>`select number, person_id as "personId", agree, elsewhere from registry.find_duplicates(
      ${search.map((row) => row.number)}::int[], ${search.map((row) => String(row.key))}::bigint[],
      ${strong.map((row) => row.number)}::int[], ${strong.map((row) => String(row.key))}::bigint[])`,
  )
}

export type DuplicateDecision = {
  readonly personId: string
  readonly otherId: string
  readonly decisionId: string
  readonly decision: 'same' | 'different' | 'unsure'
  readonly decidedBy: string
  readonly at: Date
  readonly undone: Date | null
}

export async function insertDecision(
  tx: Transaction,
  one: Omit<DuplicateDecision, 'undone'> & { readonly reasonSealed: Buffer; readonly organisationId: string },
): Promise<void> {
  await tx.run(sql`insert into registry.duplicate_decision (person_id, other_id, decision_id, decision, reason_sealed, decided_by, organisation_id, at)
    values (${one.personId}, ${one.otherId}, ${one.decisionId}, ${one.decision}, ${one.reasonSealed}, ${one.decidedBy}, ${one.organisationId}, ${one.at})`)
}

export async function decisionsAbout(tx: Transaction, personId: string): Promise<readonly DuplicateDecision[]> {
  return tx.rows(sql<DuplicateDecision>`select person_id as "personId", other_id as "otherId", decision_id as "decisionId", decision, decided_by as "decidedBy", at, undone
    from registry.duplicate_decision where (person_id = ${personId} or other_id = ${personId}) order by decision_id desc`)
}

/** Makes one record an alias of another. Nothing of either is rewritten. */
export async function link(
  tx: Transaction,
  { personId, survivorId }: { readonly personId: string; readonly survivorId: string },
): Promise<boolean> {
  return (
    (await tx.run(
      sql`insert into registry.alias (person_id, survivor_id) values (${personId}, ${survivorId}) on conflict do nothing`,
    )) === 1
  )
}

export async function unlink(
  tx: Transaction,
  { personId, survivorId }: { readonly personId: string; readonly survivorId: string },
): Promise<boolean> {
  return (await tx.run(sql`delete from registry.alias where person_id = ${personId} and survivor_id = ${survivorId}`)) === 1
}

/** Whoever this record stands for, and all records that stand for it. */
export async function aliasesOf(
  tx: Transaction,
  personId: string,
): Promise<{ readonly survivorId: string | undefined; readonly aliases: readonly string[] }> {
  const rows = await tx.rows(
    sql<{
      person_id: string
      survivor_id: string
    }>`select person_id, survivor_id from registry.alias where person_id = ${personId} or survivor_id = ${personId}`,
  )
  return {
    survivorId: rows.find((row) => row.person_id === personId)?.survivor_id,
    aliases: rows.filter((row) => row.survivor_id === personId).map((row) => row.person_id),
  }
}

export async function markUndone(
  tx: Transaction,
  one: { readonly personId: string; readonly otherId: string; readonly at: Date },
): Promise<void> {
  await tx.run(
    sql`update registry.duplicate_decision set undone = ${one.at} where person_id = ${one.personId} and other_id = ${one.otherId} and decision = 'same' and undone is null`,
  )
}
