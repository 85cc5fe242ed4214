import { either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { endShare } from '../store/shares.ts'

/** Takes back at once that another organisation may read a record: by the office, the person or who represents them. */
export const endSharing = command({
  name: 'registry/end-share',
  about: 'Take back at once that another organisation may read a record.',
  input: z.object({ personId: z.uuid(), shareId: z.uuid() }),
  may: either(personThemselves(), members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration')),
  refusals: ['registry/share-not-found'],
  async run(work) {
    const { personId, shareId } = work.input
    if (!(await endShare(work.tx, { personId, shareId, at: work.now }))) return refuse('registry/share-not-found')
    work.journal(personId, { fields: [`share/${shareId}/ended`] })
    if (work.actor.kind === 'member') work.journal(work.actor.organisationId, { fields: [`share/${shareId}/ended`] })
    work.tell('registry/share-ended', { personId, shareId })
    return ok({ personId, shareId })
  },
})
