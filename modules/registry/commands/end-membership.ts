import { members } from '@convive/access'
import { command } from '@convive/commands'
import { addDays, ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { setCounted } from '../store/counted.ts'
import { endMembership as end, findPerson, membersOf } from '../store/persons.ts'
import { endRepresentation } from '../store/representation.ts'

/**
 * Somebody leaves the household: they stay registered, with their own record. Between them and those who stay nobody opens a
 * child's record any more, until an officer says again who represents the child.
 */
export const endMembership = command({
  name: 'registry/end-membership',
  about: 'Take a person out of a household; they stay registered.',
  input: z.object({
    personId: z.uuid(),
    reason: z.enum(['moved', 'separated', 'married', 'died', 'mistake'], 'registry/reason-required'),
  }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/person-not-found', 'registry/reason-required', 'registry/focal-point-stays'],
  async run(work) {
    const person = await findPerson(work.tx, work.input.personId)
    if (person?.householdId === undefined || person.householdId === null) return refuse('registry/person-not-found')
    if (person.relation === 'focal_point') return refuse('registry/focal-point-stays')
    const others = (await membersOf(work.tx, person.householdId)).map((one) => one.personId)
    await endRepresentation(work.tx, { personId: person.personId, others, last: addDays(work.today, -1) })
    await end(work.tx, { personId: person.personId, householdId: person.householdId, on: work.today })
    if (work.input.reason === 'died') await setCounted(work, person.personId, false)
    work.journal(person.personId, { fields: ['household'], reason: work.input.reason })
    work.tell('registry/member-left', { householdId: person.householdId, personId: person.personId })
    return ok({ personId: person.personId, householdId: person.householdId })
  },
})
