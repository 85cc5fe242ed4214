import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { findErasure, isOursToErase } from '../store/erasures.ts'
import { loadFacts } from '../store/facts.ts'
import { findPerson } from '../store/persons.ts'

/** Whom it is about, and whether a colleague has asked that they be erased. */
export const showErasure = query({
  name: 'registry/show-erasure',
  about: 'Whether it was asked that a person be erased, when and why.',
  input: z.object({ personId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/person-not-found'],
  async run(reading) {
    const { personId } = reading.input
    const person = await findPerson(reading.tx, personId)
    const known = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 1 })).get(personId)
    if (person === undefined || known === undefined) return refuse('registry/person-not-found')
    reading.shows(personId)
    const asked = await findErasure(reading.tx, personId)
    return ok({
      personId,
      number: person.number,
      name: displayName(known.facts),
      householdId: person.householdId,
      ours: await isOursToErase(reading.tx, personId),
      asked:
        asked === undefined
          ? undefined
          : {
              ground: asked.ground,
              at: asked.asked,
              byYou: reading.actor.kind === 'member' && reading.actor.memberId === asked.askedBy,
            },
    })
  },
})
