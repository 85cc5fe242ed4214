import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { isOurs } from '../domain/judge-reissue.ts'
import { findPaper } from '../store/papers.ts'
import { revoke } from '../store/revoke.ts'

/** Takes a paper's validity away, with a reason the person can read. */
export const revokePaper = command({
  name: 'papers/revoke-paper',
  about: 'Revoke a paper, with a reason.',
  input: z.object({
    paperId: z.uuid(),
    reason: z.enum(['lost', 'stolen', 'mistake', 'decision'], 'papers/reason-required'),
  }),
  may: members('adjudicator').onPersonsTheyServe().forPurpose('papers'),
  refusals: ['papers/paper-not-found', 'papers/issued-elsewhere', 'papers/already-revoked', 'papers/reason-required'],
  async run(work) {
    const paper = await findPaper(work.tx, work.input.paperId)
    if (paper === undefined) return refuse('papers/paper-not-found')
    if (!isOurs(paper, work.actor)) return refuse('papers/issued-elsewhere')
    if (!(await revoke(work, paper, work.input.reason))) return refuse('papers/already-revoked')
    return ok({ paperId: paper.paperId, personId: paper.personId })
  },
})
