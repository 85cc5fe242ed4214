import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { deleteErasure } from '../store/erasures.ts'

/** The person stays registered: the one who asked was mistaken, or the person has thought better of it. */
export const withdrawErasure = command({
  name: 'registry/withdraw-erasure',
  about: 'Take back a request to erase a person.',
  input: z.object({ personId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/erasure-not-asked'],
  async run(work) {
    const { personId } = work.input
    if (!(await deleteErasure(work.tx, personId))) return refuse('registry/erasure-not-asked')
    work.journal(personId, { fields: ['erasure/withdrawn'] })
    return ok({ personId })
  },
})
