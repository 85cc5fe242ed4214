import type { Work } from '@convive/commands'
import { ok, refuse, type Result } from '@convive/kernel'
import { afterJoining, areJoined, groupsOf, joinedBy, type Pair } from '../domain/links.ts'
import { decisionsBetween, insertDecision, type DuplicateDecision } from './duplicates.ts'
import { holdTies, relink } from './links.ts'
import { personsByIds } from './persons.ts'
import { closeBetween, closeWithin, findReview, proposalOf, sealProposal, setReview } from './reviews.ts'
import { toldApart } from './said.ts'

export type PairAnswer = {
  readonly pair: Pair
  readonly decision: DuplicateDecision['decision']
  readonly reason: string
  /** Part of an answer about many: "same" then takes a second member, as where it joins more than two records. */
  readonly large?: boolean
  /** The newest answer about the pair that whoever answers has seen, null for none; not given, it is not asked. */
  readonly seen?: string | null
}
export type PairDecided = { readonly personId: string; readonly otherId: string; readonly waits: boolean }

/** What these refuse: decide-duplicate and decide-family. */
export const pairRefusals = [
  'registry/person-not-found',
  'registry/same-record',
  'registry/already-linked',
  'registry/told-apart',
  'registry/second-person-needed',
  'registry/answered-meanwhile',
] as const

/** Keeps an answer about two records. "Same" links them, or is a proposal that another member has to confirm. */
export async function decidePair(work: Work, answer: PairAnswer): Promise<Result<PairDecided>> {
  if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
  const { memberId, organisationId } = work.actor
  const pair = answer.pair.toSorted()
  const { decision, reason } = answer
  const [personId = '', otherId = ''] = pair
  if (personId === otherId) return refuse('registry/same-record')
  if ((await personsByIds(work.tx, pair)).length !== 2) return refuse('registry/person-not-found')
  const ties = await holdTies(work.tx, pair)
  if (areJoined(ties, [personId, otherId])) return refuse('registry/already-linked')
  const [newest] = await decisionsBetween(work.tx, [personId, otherId])
  if (answer.seen !== undefined && (newest?.decisionId ?? null) !== answer.seen) return refuse('registry/answered-meanwhile')
  const review = await findReview(work.tx, { personId, otherId })
  const proposed = review?.open === true && review.proposedBy !== null ? review : undefined
  if (decision === 'same') {
    const group = joinedBy(ties, [personId, otherId])
    const apart = await toldApart(work.tx, group)
    // What is answered now takes the place of what was said of just these two.
    if (apart.some(([one, other]) => one !== personId || other !== otherId)) return refuse('registry/told-apart')
    if (group.length > 2 || answer.large === true) {
      if (proposed?.proposedBy === memberId) return refuse('registry/second-person-needed')
      if (proposed === undefined) {
        const proposalSealed = sealProposal(work, { personId, otherId, reason })
        await setReview(work.tx, { personId, otherId, open: true, proposedBy: memberId, proposalSealed }, work.now)
        await closeBetween(work.tx, groupsOf(ties, [personId, otherId]), { personId, otherId })
        for (const id of pair) work.journal(id, { fields: ['duplicate/proposed'] })
        return ok({ personId, otherId, waits: true })
      }
    }
    const changed = await relink(work, afterJoining(ties, [personId, otherId]))
    await closeWithin(work.tx, group)
    for (const id of changed) work.journal(id, { fields: ['duplicate/same'] })
  }
  if (decision === 'different') await closeBetween(work.tx, groupsOf(ties, [personId, otherId]), { personId, otherId })
  await setReview(work.tx, { personId, otherId, open: decision === 'unsure', proposedBy: null, proposalSealed: null }, work.now)
  const decisionId = work.newId<'decision'>()
  // What the first member wrote stays with the decision, whatever the second says.
  const both = proposed === undefined ? reason : `${proposalOf(work, proposed).replaceAll('\n', ' ')}\n${reason}`
  const reasonSealed = work.vault.seal(`registry.duplicate_decision/${decisionId}`, Buffer.from(both))
  await insertDecision(work.tx, {
    personId,
    otherId,
    decisionId,
    decision,
    reasonSealed,
    decidedBy: memberId,
    organisationId,
    at: work.now,
    proposedBy: proposed?.proposedBy ?? null,
  })
  for (const id of pair) work.journal(id, { fields: [`duplicate/${decision}`] })
  work.tell('registry/duplicate-decided', { personId, otherId, decision })
  return ok({ personId, otherId, waits: false })
}
