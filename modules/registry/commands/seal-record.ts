import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findPerson } from '../store/persons.ts'
import { sealRecord } from '../store/seal-record.ts'

/**
 * Seals a record, of a survivor or a witness: nobody finds it by name, paper or phone, it is nobody's possible duplicate, in this
 * organisation and in others. Whoever holds it opens it by its number. Or lets it be found again.
 */
export const sealPersonRecord = command({
  name: 'registry/seal-record',
  about: 'Seal a record so that no search and no comparison finds it, or let it be found again.',
  input: z.object({ personId: z.uuid(), sealed: z.boolean() }),
  may: members('protection_officer').onPersonsTheyServe().forPurpose('protection'),
  refusals: ['registry/person-not-found', 'registry/nothing-to-seal'],
  async run(work) {
    const { personId, sealed } = work.input
    if ((await findPerson(work.tx, personId)) === undefined) return refuse('registry/person-not-found')
    if (!(await sealRecord(work, personId, sealed))) return refuse('registry/nothing-to-seal')
    // What is restricted has one word in the journal, whatever it is.
    work.journal(personId, { fields: ['restricted'] })
    return ok({ personId })
  },
})
