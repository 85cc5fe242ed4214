import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { ownWords } from '../domain/own-words.ts'
import { emergencyContext, reviewEmergency } from '../store/emergencies.ts'

/** Another member says whether opening the record was right. It closes the record. */
export const reviewEmergencyUse = command({
  name: 'registry/review-emergency',
  about: 'Say whether a colleague was right to open a record in an emergency.',
  input: z.object({
    personId: z.uuid(),
    emergencyId: z.uuid(),
    verdict: z.enum(['justified', 'not_justified']),
    reason: ownWords,
  }),
  may: members('protection_officer', 'administrator').onTheirOrganisation().forPurpose('protection'),
  refusals: ['registry/emergency-not-reviewable', 'registry/words-required', 'registry/text-too-long'],
  async run(work) {
    const { personId, emergencyId, verdict, reason } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const reviewSealed = work.vault.seal(emergencyContext(emergencyId, 'review'), Buffer.from(reason))
    if (!(await reviewEmergency(work.tx, { personId, emergencyId, at: work.now, verdict, reviewSealed })))
      return refuse('registry/emergency-not-reviewable')
    work.journal(work.actor.organisationId, { fields: [`emergency/${emergencyId}/${verdict}`] })
    return ok({ personId, emergencyId })
  },
})
