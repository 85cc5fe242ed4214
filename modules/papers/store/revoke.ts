import type { Work } from '@convive/commands'
import { markRevoked, type StoredPaper } from './papers.ts'
import { drawDecoy } from './status-entries.ts'

/** Revokes a paper, notes it and tells. `false` when it had been revoked already. */
export async function revoke(work: Work, paper: StoredPaper, why: string): Promise<boolean> {
  if (!(await markRevoked(work.tx, paper, { on: work.today, why }))) return false
  for (let decoys = (work.random(1)[0] ?? 0) % 4; decoys > 0; decoys -= 1) await drawDecoy(work, paper.organisationId)
  work.journal(paper.personId, { fields: ['paper/revoked'], reason: why })
  work.tell('papers/paper-revoked', { personId: paper.personId, paperId: paper.paperId })
  return true
}
