import { sql, type Transaction } from '@convive/database'

export type EvidenceRow = {
  readonly personId: string
  readonly evidenceId: string
  readonly applicationId: string
  readonly requirement: string
  readonly kind: string
  readonly contentType: string
  readonly size: number
  readonly added: string
}

const columns = sql.raw(
  `person_id as "personId", evidence_id as "evidenceId", application_id as "applicationId", requirement, kind, content_type as "contentType", size, added::text`,
)

export async function insertEvidence(
  tx: Transaction,
  evidence: EvidenceRow & { readonly fileRef: Buffer; readonly sealed: Buffer; readonly addedBy: string },
): Promise<void> {
  await tx.run(sql`insert into procedures.evidence (person_id, evidence_id, application_id, requirement, kind, content_type, size, file_ref, sealed, added, added_by)
    values (${evidence.personId}, ${evidence.evidenceId}, ${evidence.applicationId}, ${evidence.requirement}, ${evidence.kind}, ${evidence.contentType}, ${evidence.size},
      ${evidence.fileRef}, ${evidence.sealed}, ${evidence.added}, ${evidence.addedBy})`)
}

export async function evidenceOf(tx: Transaction, applicationId: string): Promise<readonly EvidenceRow[]> {
  return tx.rows(
    sql<EvidenceRow>`select ${columns} from procedures.evidence where application_id = ${applicationId} and removed is null order by evidence_id`,
  )
}

export async function findEvidenceFile(
  tx: Transaction,
  evidenceId: string,
): Promise<(EvidenceRow & { readonly sealed: Buffer }) | undefined> {
  return tx.first(
    sql<
      EvidenceRow & { sealed: Buffer }
    >`select ${columns}, sealed from procedures.evidence where evidence_id = ${evidenceId} and removed is null`,
  )
}

export async function removeEvidence(tx: Transaction, evidenceId: string, on: string): Promise<boolean> {
  return (
    (await tx.run(sql`update procedures.evidence set removed = ${on} where evidence_id = ${evidenceId} and removed is null`)) > 0
  )
}
