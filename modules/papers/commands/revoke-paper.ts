import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findPaper, markRevoked } from '../store/papers.ts'

/** Takes a paper's validity away, with a reason the person can read. */
export const revokePaper = command({
  name: 'papers/revoke-paper',
  about: 'Revoke a paper, with a reason.',
  input: z.object({
    paperId: z.uuid(),
    reason: z.enum(['lost', 'stolen', 'mistake', 'replaced', 'decision'], 'papers/reason-required'),
  }),
  may: members('adjudicator').onPersonsTheyServe().forPurpose('papers'),
  refusals: ['papers/paper-not-found', 'papers/already-revoked', 'papers/reason-required'],
  async run(work) {
    const paper = await findPaper(work.tx, work.input.paperId)
    if (paper === undefined) return refuse('papers/paper-not-found')
    if (paper.revokedOn !== null) return refuse('papers/already-revoked')
    await markRevoked(work.tx, paper, { on: work.today, why: work.input.reason })
    work.journal(paper.personId, { fields: ['paper/revoked'], reason: work.input.reason })
    work.tell('papers/paper-revoked', { personId: paper.personId, paperId: paper.paperId })
    return ok({ paperId: paper.paperId, personId: paper.personId })
  },
})
