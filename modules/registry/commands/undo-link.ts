import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { afterParting, aliasesAfter, areJoined, joinedBy } from '../domain/links.ts'
import { settledAmong } from '../domain/settled-pairs.ts'
import { undoDecisions } from '../store/duplicates.ts'
import { holdTies, relink } from '../store/links.ts'
import { findReview, reopenAmong, setReview } from '../store/reviews.ts'
import { toldApart } from '../store/said.ts'

/** Takes back what was said of two records: linked ones are as they were, and the question is open again, also of others who were one person only through these two. */
export const undoLink = command({
  name: 'registry/undo-link',
  about: 'Take back "same" or "different" about two records, or a proposal; linked records are apart again.',
  input: z.object({ personId: z.uuid(), otherId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/not-linked'],
  async run(work) {
    const [personId = '', otherId = ''] = [work.input.personId, work.input.otherId].toSorted()
    if (personId === otherId) return refuse('registry/not-linked')
    const ties = await holdTies(work.tx, [personId, otherId])
    const joined = areJoined(ties, [personId, otherId])
    const parting = joined ? afterParting(ties, [personId, otherId]) : undefined
    const undone = await undoDecisions(work.tx, [...(parting?.undone ?? []), [personId, otherId]], work.now)
    const review = await findReview(work.tx, { personId, otherId })
    const proposed = review?.open === true && review.proposedBy !== null
    if (parting === undefined && undone === 0 && !proposed) return refuse('registry/not-linked')
    const changed = parting === undefined ? [] : await relink(work, parting)
    // Whatever was closed by what is taken back waits again: among all records of the one person, or of the two.
    const records = joinedBy(ties, [personId, otherId])
    const aliases = aliasesAfter(ties, parting)
    await reopenAmong(work.tx, records, settledAmong({ aliases, apart: await toldApart(work.tx, records) }))
    await setReview(work.tx, { personId, otherId, open: true, proposedBy: null, proposalSealed: null }, work.now)
    for (const id of new Set([personId, otherId, ...changed])) work.journal(id, { fields: ['duplicate/undone'] })
    work.tell('registry/duplicate-decided', { personId, otherId, decision: 'undone' })
    return ok({ personId, otherId })
  },
})
