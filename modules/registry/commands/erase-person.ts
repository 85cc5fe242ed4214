import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findErasure } from '../store/erasures.ts'
import { findPerson } from '../store/persons.ts'

/**
 * The second pair of eyes: erases somebody for good, in every room. Asked for by another member before; confirmed with the registration
 * number, so that nobody erases the wrong record. The chain of the journal stays and says that it has ended.
 */
export const erasePerson = command({
  name: 'registry/erase-person',
  about: 'Erase a person for good, when another member has asked for it. It cannot be undone.',
  input: z.object({ personId: z.uuid(), number: z.string().trim().max(40) }),
  may: members('protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [
    'registry/person-not-found',
    'registry/erasure-not-asked',
    'registry/erasure-needs-another',
    'registry/number-differs',
    'registry/still-needed',
  ],
  async run(work) {
    const { personId, number } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const person = await findPerson(work.tx, personId)
    if (person === undefined) return refuse('registry/person-not-found')
    const asked = await findErasure(work.tx, personId)
    if (asked === undefined) return refuse('registry/erasure-not-asked')
    if (asked.askedBy === work.actor.memberId) return refuse('registry/erasure-needs-another')
    if (person.number.toUpperCase() !== number.toUpperCase()) return refuse({ code: 'registry/number-differs', at: 'number' })
    if (!(await work.forget(personId))) return refuse('registry/still-needed')
    work.journal(personId, { fields: ['erased'], reason: asked.ground, ends: true })
    work.journal(work.actor.organisationId, { fields: [`erased/${personId}`], reason: asked.ground })
    work.tell('registry/person-erased', { personId })
    return ok({ personId })
  },
})
