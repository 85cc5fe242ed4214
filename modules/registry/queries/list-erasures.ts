import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { openErasures } from '../store/erasures.ts'
import { loadFacts } from '../store/facts.ts'

/** Erasures that a member asked for and that wait for another, the oldest first. */
export const listErasures = query({
  name: 'registry/list-erasures',
  about: 'Erasures that were asked for and wait for another member.',
  input: z.object({}),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    const waiting = await openErasures(reading.tx, 100)
    const ids = waiting.map((one) => one.personId)
    const known = await loadFacts(reading.tx, reading.vault, { persons: ids, upTo: 1 })
    reading.shows(...ids)
    return ok({
      erasures: waiting.map(({ personId, ground, asked, askedBy }) => ({
        personId,
        name: displayName(known.get(personId)?.facts ?? {}),
        ground,
        asked,
        byYou: reading.actor.kind === 'member' && reading.actor.memberId === askedBy,
      })),
    })
  },
})
