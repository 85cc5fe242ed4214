import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { setCounted } from '../store/counted.ts'
import { markUndone, unlink } from '../store/duplicates.ts'

/** Takes two linked records apart again: both are as they were. */
export const undoLink = command({
  name: 'registry/undo-link',
  about: 'Undo the link between two records.',
  input: z.object({ personId: z.uuid(), otherId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/not-linked'],
  async run(work) {
    const [personId = '', otherId = ''] = [work.input.personId, work.input.otherId].toSorted()
    if (!(await unlink(work.tx, { personId: otherId, survivorId: personId }))) return refuse('registry/not-linked')
    await setCounted(work, otherId, true)
    await markUndone(work.tx, { personId, otherId, at: work.now })
    for (const id of [personId, otherId]) work.journal(id, { fields: ['duplicate/undone'] })
    return ok({ personId, otherId })
  },
})
