import { sql, type Transaction } from '@convive/database'

export type StoredDecision = {
  readonly personId: string
  readonly applicationId: string
  readonly decisionId: string
  readonly outcome: 'approved' | 'refused'
  readonly packVersion: string
  readonly sealed: Buffer
  readonly decidedBy: string
  readonly decided: string
  readonly appealUntil: string | null
  readonly paperId: string | null
}

export async function insertDecision(tx: Transaction, decision: StoredDecision): Promise<void> {
  await tx.run(sql`insert into procedures.decision (person_id, application_id, decision_id, outcome, pack_version, sealed, decided_by, decided, appeal_until, paper_id)
    values (${decision.personId}, ${decision.applicationId}, ${decision.decisionId}, ${decision.outcome}, ${decision.packVersion}, ${decision.sealed}, ${decision.decidedBy},
      ${decision.decided}, ${decision.appealUntil}, ${decision.paperId})`)
}

export async function decisionsOf(tx: Transaction, applicationId: string): Promise<readonly StoredDecision[]> {
  return tx.rows(sql<StoredDecision>`select person_id as "personId", application_id as "applicationId", decision_id as "decisionId", outcome, pack_version as "packVersion", sealed,
    decided_by as "decidedBy", decided::text, appeal_until::text as "appealUntil", paper_id as "paperId" from procedures.decision where application_id = ${applicationId} order by decision_id desc`)
}
