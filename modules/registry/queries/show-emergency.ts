import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { emergenciesOf, emergencyReason } from '../store/emergencies.ts'
import { loadFacts } from '../store/facts.ts'
import { findPerson } from '../store/persons.ts'

/** What a member may read of a record they opened in an emergency, while it is open. */
export const showEmergency = query({
  name: 'registry/show-emergency',
  about: 'The ordinary facts of a record you opened in an emergency, within the hour.',
  input: z.object({ personId: z.uuid() }),
  may: members('registrar', 'protection_officer').onNobody().forPurpose('emergency'),
  refusals: ['registry/person-not-found'],
  async run(reading) {
    const { personId } = reading.input
    if (reading.actor.kind !== 'member') return refuse('commands/not-allowed')
    const { memberId } = reading.actor
    const opening = (await emergenciesOf(reading.tx, personId)).find((one) => one.openedBy === memberId && one.isOpen)
    const known = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 1 })).get(personId)
    const person = await findPerson(reading.tx, personId)
    if (opening === undefined || known === undefined || person === undefined) return refuse('registry/person-not-found')
    reading.shows(personId)
    return ok({
      personId,
      number: person.number,
      name: displayName(known.facts),
      facts: known.facts,
      reason: emergencyReason(reading, opening),
    })
  },
})
