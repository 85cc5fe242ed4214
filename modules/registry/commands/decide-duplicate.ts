import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { setCounted } from '../store/counted.ts'
import { insertDecision, link, aliasesOf } from '../store/duplicates.ts'
import { personsByIds } from '../store/persons.ts'

/** Same, different or unsure, with a reason. "Same" links two records; nothing is merged or deleted. */
export const decideDuplicate = command({
  name: 'registry/decide-duplicate',
  about: 'Say whether two records are the same person. Linking can be undone.',
  input: z.object({
    personId: z.uuid(),
    otherId: z.uuid(),
    decision: z.enum(['same', 'different', 'unsure']),
    reason: z.string().trim().min(3, 'registry/reason-required').max(1000),
  }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/person-not-found', 'registry/reason-required', 'registry/same-record', 'registry/already-linked'],
  async run(work) {
    const { decision, reason } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const pair = [work.input.personId, work.input.otherId].toSorted()
    const [personId = '', otherId = ''] = pair
    if (personId === otherId) return refuse('registry/same-record')
    if ((await personsByIds(work.tx, pair)).length !== 2) return refuse('registry/person-not-found')
    if (decision === 'same') {
      // The older record survives; whoever stands for another already cannot be linked a second time.
      const [older, newer] = [await aliasesOf(work.tx, personId), await aliasesOf(work.tx, otherId)]
      if (newer.survivorId !== undefined || newer.aliases.length > 0 || older.survivorId !== undefined)
        return refuse('registry/already-linked')
      if (!(await link(work.tx, { personId: otherId, survivorId: personId }))) return refuse('registry/already-linked')
      await setCounted(work, otherId, false)
    }
    const decisionId = work.newId<'decision'>()
    const reasonSealed = work.vault.seal(`registry.duplicate_decision/${decisionId}`, Buffer.from(reason))
    await insertDecision(work.tx, {
      personId,
      otherId,
      decisionId,
      decision,
      reasonSealed,
      decidedBy: work.actor.memberId,
      organisationId: work.actor.organisationId,
      at: work.now,
    })
    for (const id of pair) work.journal(id, { fields: [`duplicate/${decision}`] })
    work.tell('registry/duplicate-decided', { personId, otherId, decision })
    return ok({ personId, otherId })
  },
})
