import { members } from '@convive/access'
import { command } from '@convive/commands'
import { calendarDate, ok, refuse } from '@convive/kernel'
import { loadFacts } from '@convive/registry'
import { z } from 'zod'
import { issuePaper } from '../store/issue.ts'
import { findPaper, markRevoked } from '../store/papers.ts'
import { parseContent } from '../store/parse-content.ts'

/** A new paper in place of one that was lost or has a mistake: same right, same end, today's name and photo. The old one is revoked. */
export const reissuePaper = command({
  name: 'papers/reissue-paper',
  about: 'Issue a paper again with today’s name and photo; the old one is revoked.',
  input: z.object({ paperId: z.uuid() }),
  may: members('adjudicator').onPersonsTheyServe().forPurpose('papers'),
  refusals: ['papers/paper-not-found'],
  async run(work) {
    const paper = await findPaper(work.tx, work.input.paperId)
    const known =
      paper === undefined
        ? undefined
        : (await loadFacts(work.tx, work.vault, { persons: [paper.personId], upTo: 1 })).get(paper.personId)
    if (paper === undefined || known === undefined || paper.validUntil === null) return refuse('papers/paper-not-found')
    const content = parseContent(known.key.open(`papers.paper/${paper.paperId}`, paper.sealed))
    if (paper.revokedOn === null) await markRevoked(work.tx, paper, { on: work.today, why: 'replaced' })
    const paperId = await issuePaper(work, {
      personId: paper.personId,
      applicationId: paper.applicationId,
      kind: paper.kind,
      title: content.title,
      authority: content.authority,
      mayWork: content.mayWork,
      validUntil: calendarDate(paper.validUntil),
      replaces: paper.paperId,
    })
    return paperId === undefined ? refuse('papers/paper-not-found') : ok({ paperId, personId: paper.personId })
  },
})
