import type { Reading } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'
import type { Pair } from '../domain/links.ts'
import { candidates, type CandidateRow } from './persons.ts'

export type Hit = {
  readonly number: number
  readonly personId: string | null
  readonly agree: number
  readonly elsewhere: boolean
}
export type AskedKeys = { readonly askedKeys: readonly bigint[]; readonly strongKeys: readonly bigint[] }

type HitRow = { readonly at: number; readonly hit: string | null; readonly agree: number; readonly elsewhere: boolean } & (
  | CandidateRow
  | Readonly<Record<keyof CandidateRow, null>>
)

/**
 * Who shares keys with each of those asked about, by their place in the list, and their records, as far as the reader sees them: one statement. Of other
 * organisations only that there is one.
 */
export async function findHits(
  tx: Transaction,
  asked: readonly AskedKeys[],
): Promise<{ readonly hits: readonly Hit[]; readonly records: readonly CandidateRow[] }> {
  const search = asked.flatMap(({ askedKeys }, number) => askedKeys.map((key) => ({ number, key })))
  const strong = asked.flatMap(({ strongKeys }, number) => strongKeys.map((key) => ({ number, key })))
  // With a limit each record is looked up by its id, whatever the planner thinks of the size of the tables.
  const rows =
    await tx.rows(sql<HitRow>`select h.number as at, h.person_id as hit, h.agree, h.elsewhere, c.* from registry.find_duplicates(
      ${search.map((row) => row.number)}::int[], ${search.map((row) => String(row.key))}::bigint[],
      ${strong.map((row) => row.number)}::int[], ${strong.map((row) => String(row.key))}::bigint[]) h
    left join lateral (${candidates} where p.person_id = h.person_id limit 1) c on true`)
  return {
    hits: rows.map(({ at, hit, agree, elsewhere }) => ({ number: at, personId: hit, agree, elsewhere })),
    records: rows.flatMap((row) => (row.personId === null ? [] : [row])),
  }
}

export type DuplicateDecision = {
  readonly personId: string
  readonly otherId: string
  readonly decisionId: string
  readonly decision: 'same' | 'different' | 'unsure'
  readonly decidedBy: string
  /** Who had proposed it, where it took two. */
  readonly proposedBy: string | null
  readonly at: Date
  readonly undone: Date | null
}

export type SealedDecision = DuplicateDecision & { readonly reasonSealed: Buffer }

export async function insertDecision(
  tx: Transaction,
  one: Omit<DuplicateDecision, 'undone'> & { readonly reasonSealed: Buffer; readonly organisationId: string },
): Promise<void> {
  await tx.run(sql`insert into registry.duplicate_decision (person_id, other_id, decision_id, decision, reason_sealed, decided_by, proposed_by, organisation_id, at)
    values (${one.personId}, ${one.otherId}, ${one.decisionId}, ${one.decision}, ${one.reasonSealed}, ${one.decidedBy}, ${one.proposedBy}, ${one.organisationId}, ${one.at})`)
}

const decisionColumns = sql.raw(
  `person_id as "personId", other_id as "otherId", decision_id as "decisionId", decision, reason_sealed as "reasonSealed", decided_by as "decidedBy", proposed_by as "proposedBy", at, undone`,
)

/** What was said of two records, newest first. */
export async function decisionsBetween(tx: Transaction, [personId, otherId]: Pair): Promise<readonly SealedDecision[]> {
  return tx.rows(sql<SealedDecision>`select ${decisionColumns} from registry.duplicate_decision
    where person_id = ${personId} and other_id = ${otherId} order by decision_id desc`)
}

/** The newest answer about each pair among these persons, by `smaller id, larger id`. */
export async function newestAmong(tx: Transaction, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows(sql<{
    pair: string
    decisionId: string
  }>`select person_id || ' ' || other_id as pair, max(decision_id::text) as "decisionId" from registry.duplicate_decision
    where person_id = any (${[...persons]}::uuid[]) and other_id = any (${[...persons]}::uuid[]) group by person_id, other_id`)
  return new Map(rows.map((row) => [row.pair, row.decisionId]))
}

/** What the organisation decided last, newest first. */
export async function latestDecisions(tx: Transaction, most: number): Promise<readonly SealedDecision[]> {
  return tx.rows(sql<SealedDecision>`select ${decisionColumns} from registry.duplicate_decision
    where organisation_id = app.organisation() order by decision_id desc limit ${most}`)
}

/** The reason as it was written. */
export function reasonOf({ vault }: Pick<Reading, 'vault'>, one: SealedDecision): string {
  return vault.open(`registry.duplicate_decision/${one.decisionId}`, one.reasonSealed).toString()
}

export async function decisionsAbout(tx: Transaction, personId: string): Promise<readonly DuplicateDecision[]> {
  return tx.rows(sql<DuplicateDecision>`select person_id as "personId", other_id as "otherId", decision_id as "decisionId", decision, decided_by as "decidedBy", proposed_by as "proposedBy", at, undone
    from registry.duplicate_decision where (person_id = ${personId} or other_id = ${personId}) order by decision_id desc`)
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

/** All records of the same person that the reader sees, this one first. */
export async function recordsOf(tx: Transaction, personId: string): Promise<readonly string[]> {
  const own = await aliasesOf(tx, personId)
  const rest = own.survivorId === undefined ? own.aliases : [own.survivorId, ...(await aliasesOf(tx, own.survivorId)).aliases]
  return [personId, ...rest.filter((one) => one !== personId)]
}

/** Takes back every "same" and "different" about these pairs that still holds; how many there were. */
export async function undoDecisions(tx: Transaction, pairs: readonly Pair[], at: Date): Promise<number> {
  const [persons, others] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)]
  return tx.run(sql`update registry.duplicate_decision d set undone = ${at}
    from unnest(${persons}::uuid[], ${others}::uuid[]) as p (person_id, other_id)
    where d.person_id = p.person_id and d.other_id = p.other_id and d.decision <> 'unsure' and d.undone is null`)
}
