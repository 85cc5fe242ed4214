import { members } from '@convive/access'
import { command } from '@convive/commands'
import { calendarDate, ok, refuse } from '@convive/kernel'
import { displayName, loadFacts } from '@convive/registry'
import { z } from 'zod'
import { judgeReissue } from '../domain/judge-reissue.ts'
import { issuePaper } from '../store/issue.ts'
import { lockPaper, replacementOf } from '../store/papers.ts'
import { parseContent } from '../store/parse-content.ts'
import { namePrints } from '../store/print.ts'
import { revoke } from '../store/revoke.ts'

/** A new paper in place of one that was lost or has a mistake: same right, same end, today's name and photo. The old one is revoked. */
export const reissuePaper = command({
  name: 'papers/reissue-paper',
  about: 'Issue a paper again with today’s name and photo; the old one is revoked.',
  input: z.object({ paperId: z.uuid() }),
  may: members('adjudicator').onPersonsTheyServe().forPurpose('papers'),
  refusals: [
    'papers/paper-not-found',
    'papers/issued-elsewhere',
    'papers/already-replaced',
    'papers/right-ended',
    'papers/name-not-printable',
  ],
  async run(work) {
    const paper = await lockPaper(work.tx, work.input.paperId)
    const known =
      paper === undefined
        ? undefined
        : (await loadFacts(work.tx, work.vault, { persons: [paper.personId], upTo: 1 })).get(paper.personId)
    if (paper === undefined || known === undefined) return refuse('papers/paper-not-found')
    const judged = judgeReissue({ ...paper, isReplaced: (await replacementOf(work.tx, paper)) !== undefined }, work)
    if (!judged.ok) return judged
    if (!namePrints(displayName(known.facts))) return refuse('papers/name-not-printable')
    const content = parseContent(known.key.open(`papers.paper/${paper.paperId}`, paper.sealed))
    await revoke(work, paper, 'replaced')
    const paperId = await issuePaper(work, {
      personId: paper.personId,
      applicationId: paper.applicationId,
      kind: paper.kind,
      title: content.title,
      authority: content.authority,
      mayWork: content.mayWork,
      validUntil: calendarDate(content.validUntil),
      replaces: paper.paperId,
    })
    return paperId === undefined ? refuse('papers/paper-not-found') : ok({ paperId, personId: paper.personId })
  },
})
