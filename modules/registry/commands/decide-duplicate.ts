import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { afterJoining, areJoined, joinedBy } from '../domain/links.ts'
import { insertDecision } from '../store/duplicates.ts'
import { holdTies, relink } from '../store/links.ts'
import { personsByIds } from '../store/persons.ts'
import { closeWithin, findReview, proposalOf, sealProposal, setReview } from '../store/reviews.ts'

/**
 * Same, different or unsure, with a reason. "Same" links records; nothing is merged or deleted. Where it would join more
 * than two, the first "same" is a proposal that another member confirms.
 */
export const decideDuplicate = command({
  name: 'registry/decide-duplicate',
  about: 'Say whether two records are the same person. Linking can be undone; joining more than two records takes two members.',
  input: z.object({
    personId: z.uuid(),
    otherId: z.uuid(),
    decision: z.enum(['same', 'different', 'unsure']),
    reason: z.string().trim().min(3, 'registry/reason-required').max(1000),
  }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [
    'registry/person-not-found',
    'registry/reason-required',
    'registry/same-record',
    'registry/already-linked',
    'registry/second-person-needed',
  ],
  async run(work) {
    const { decision, reason } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const { memberId, organisationId } = work.actor
    const pair = [work.input.personId, work.input.otherId].toSorted()
    const [personId = '', otherId = ''] = pair
    if (personId === otherId) return refuse('registry/same-record')
    if ((await personsByIds(work.tx, pair)).length !== 2) return refuse('registry/person-not-found')
    const ties = await holdTies(work.tx, pair)
    if (areJoined(ties, [personId, otherId])) return refuse('registry/already-linked')
    let proposal = ''
    if (decision === 'same') {
      const group = joinedBy(ties, [personId, otherId])
      if (group.length > 2) {
        const review = await findReview(work.tx, { personId, otherId })
        if (review?.proposedBy === memberId && review.open) return refuse('registry/second-person-needed')
        if (review?.open !== true || review.proposedBy === null) {
          const proposalSealed = sealProposal(work, { personId, otherId, reason })
          await setReview(work.tx, { personId, otherId, open: true, proposedBy: memberId, proposalSealed }, work.now)
          for (const id of pair) work.journal(id, { fields: ['duplicate/proposed'] })
          return ok({ personId, otherId, waits: true })
        }
        // What the first member wrote stays with the decision.
        proposal = `${proposalOf(work, review)}\n`
      }
      const changed = await relink(work, afterJoining(ties, [personId, otherId]))
      await closeWithin(work.tx, group)
      for (const id of changed) work.journal(id, { fields: ['duplicate/same'] })
    }
    await setReview(work.tx, { personId, otherId, open: decision === 'unsure', proposedBy: null, proposalSealed: null }, work.now)
    const decisionId = work.newId<'decision'>()
    const reasonSealed = work.vault.seal(`registry.duplicate_decision/${decisionId}`, Buffer.from(`${proposal}${reason}`))
    await insertDecision(work.tx, {
      personId,
      otherId,
      decisionId,
      decision,
      reasonSealed,
      decidedBy: memberId,
      organisationId,
      at: work.now,
    })
    for (const id of pair) work.journal(id, { fields: [`duplicate/${decision}`] })
    work.tell('registry/duplicate-decided', { personId, otherId, decision })
    return ok({ personId, otherId, waits: false })
  },
})
